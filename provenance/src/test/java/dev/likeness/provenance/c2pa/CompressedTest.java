package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompressedTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);

  /** 64 MB of zeros, from Node.js. */
  private static final String BOMB =
      "y///PwAkAOKxQHLv//j//weABEAcFoDu/R////8AkACIwwLQvf/j//8fABIAcVgAuvd//P//A0ACIA4LQPf+j///fwBIAMRhAeje//H//w8ACYA4LADd+7/8//8DIAEQhwWge/8H";

  @TempDir Path folder;

  /** Not RIFF, whose first box holds the length of the file. */
  static Stream<Map.Entry<String, byte[]>> samples() {
    return Samples.all().entrySet().stream().filter(e -> e.getKey().matches(".*\\.(jpg|png)"));
  }

  /** Brotli (RFC 7932) without any compression, block by block. */
  static byte[] stored(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += 1 << 16) {
      int n = Math.min(1 << 16, bytes.length - at);
      // the window's size, one bit, comes ahead of the first block only
      int head = at == 0 ? (n - 1) << 4 | 1 << 20 : (n - 1) << 3 | 1 << 19;
      out.write(head);
      out.write(head >> 8);
      out.write(head >> 16);
      out.write(bytes, at, n);
    }
    out.write(3);
    return out.toByteArray();
  }

  private static byte[] pack(Jumbf.Super manifest, UnaryOperator<byte[]> how) {
    byte[] brob = Jumbf.box("brob", how.apply(manifest.whole()));
    return Jumbf.superbox(Jumbf.COMPRESSED_MANIFEST, manifest.label(), brob);
  }

  /** A signed file, and the same with all of its manifests compressed. */
  private Path packed(String name, byte[] bytes, UnaryOperator<byte[]> how) throws IOException {
    Path in = Samples.write(folder, "in-" + name, bytes);
    Path open = folder.resolve("open-" + name);
    Path out = folder.resolve(name);
    new Bound(NOTARY)
        .write(in, open, Notary.created("x"), BoxHash.LABEL, (f, s) -> Bound.boxes(f, s, false));
    List<byte[]> all = new ArrayList<>();
    try (FileChannel c = FileChannel.open(open)) {
      byte[] store = Container.of(c).orElseThrow().find(c).orElseThrow().store();
      Jumbf.read(store).supers().forEach(m -> all.add(pack(m, how)));
    }
    try (FileChannel c = FileChannel.open(in)) {
      Bound.put(c, out, Jumbf.superbox(Jumbf.STORE, "c2pa", all.toArray(new byte[0][])));
    }
    return out;
  }

  private static List<String> codes(CredentialReport r) {
    return r.failures().stream().map(Status::code).toList();
  }

  @Test
  void theDecoderReadsWhatOthersCompress() throws IOException {
    String packed = "G0MA6I2UqcO7I1R6h82RgUwQt7weRAtJXhlcrXB0hWX453MzqA7CJUod";
    byte[] b = Base64.getDecoder().decode(packed);
    try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(b))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("a text that says the same again and again, again and again and again");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aCompressedManifestIsReadAndCarriedOver(Map.Entry<String, byte[]> sample)
      throws IOException {
    Path file = packed(sample.getKey(), sample.getValue(), CompressedTest::stored);
    CredentialReport r = NOTARY.read(file);
    assertThat(r.failures()).isEmpty();
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    Path child = folder.resolve("child-" + sample.getKey());
    NOTARY.writer().write(file, child, Notary.opened("child", r, null));
    CredentialReport second = NOTARY.read(child);
    assertThat(second.failures()).isEmpty();
    assertThat(second.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(second.signers()).containsKeys(r.activeLabel(), second.activeLabel());
  }

  @Test
  void aChangedByteOfWhatIsCompressedIsFound() throws IOException {
    Path file = packed("a.png", Samples.image("png", 9, 9), CompressedTest::stored);
    byte[] good = Files.readAllBytes(file);
    String text = new String(good, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("brob") + 4;
    int to = text.indexOf("IDAT") - 8;
    assertThat(from).isPositive();
    for (int at = from; at < to; at += 5) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      Files.write(file, bad);
      assertThat(NOTARY.read(file).state())
          .as("byte %d", at - from)
          .isNotEqualTo(CredentialReport.State.TRUSTED);
    }
  }

  @Test
  void whatIsNoManifestOrTooLargeIsRefused() throws IOException {
    byte[] bomb = Base64.getDecoder().decode(BOMB);
    byte[] other = Jumbf.superbox(Jumbf.MANIFEST, "another", new byte[0]);
    byte[] png = Samples.image("png", 9, 9);
    List<UnaryOperator<byte[]>> all =
        List.of(b -> bomb, b -> stored(other), b -> new byte[] {1, 2, 3}, b -> new byte[0]);
    for (UnaryOperator<byte[]> how : all) {
      CredentialReport r = NOTARY.read(packed("a.png", png, how));
      assertThat(r.state()).isEqualTo(CredentialReport.State.INVALID);
      assertThat(codes(r)).containsExactly("manifest.compressed.invalid");
    }
  }

  @Test
  void manyBombsCostNoMoreThanOne() throws IOException {
    byte[] brob = Jumbf.box("brob", Base64.getDecoder().decode(BOMB));
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(Jumbf.superbox(Jumbf.COMPRESSED_MANIFEST, "urn:c2pa:" + i, brob));
    }
    Path out = folder.resolve("bombs.png");
    try (FileChannel c =
        FileChannel.open(Samples.write(folder, "in.png", Samples.image("png", 9, 9)))) {
      Bound.put(c, out, Jumbf.superbox(Jumbf.STORE, "c2pa", all.toArray(new byte[0][])));
    }
    CredentialReport r = NOTARY.read(out);
    assertThat(codes(r)).containsExactly("manifest.compressed.invalid");
    assertThat(r.failures().get(0).explanation()).contains("more than");
  }
}
