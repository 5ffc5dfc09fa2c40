package dev.likeness.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class NpmPackageTest {
  @Test
  void aWrongChecksumStopsWithNamesAndAdvice() {
    byte[] tarball = "not what was reviewed".getBytes(StandardCharsets.UTF_8);
    String expected = "0".repeat(64);
    NpmPackage p = new NpmPackage("some-models", "1.2.3", expected, true);
    assertThatThrownBy(() -> p.check(tarball, Path.of("some-models-1.2.3.tgz")))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("some-models@1.2.3")
        .hasMessageContaining("expected " + expected)
        .hasMessageContaining("found    " + Digest.of(tarball).hex())
        .hasMessageContaining("npm cache clean")
        .hasMessageContaining("packages.json");
  }

  @Test
  void onlyWantedFilesAreUnpacked() throws IOException {
    byte[] tgz = tar("package/a.txt", "hello", "package/b.bin", "x".repeat(1000));
    Map<String, byte[]> files = NpmPackage.untar(tgz, Set.of("package/b.bin", "package/none"));
    assertThat(files).containsOnlyKeys("package/b.bin");
    assertThat(files.get("package/b.bin")).hasSize(1000).containsOnly('x');
  }

  private static byte[] tar(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        byte[] text = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[512 + (text.length + 511) / 512 * 512];
        put(block, 0, namesAndTexts[i]);
        put(block, 124, "%011o".formatted(text.length));
        System.arraycopy(text, 0, block, 512, text.length);
        gz.write(block);
      }
      gz.write(new byte[1024]);
    }
    return out.toByteArray();
  }

  private static void put(byte[] block, int at, String text) {
    byte[] b = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(b, 0, block, at, b.length);
  }
}
