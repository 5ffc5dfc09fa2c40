package dev.likeness.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.global.swscale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
  /** What the first use on a fresh machine does, on a thread that is interrupted already. */
  public static void main(String[] args) {
    Thread.currentThread().interrupt();
    Av.ready();
    swscale.swscale_version();
    System.out.println(Thread.interrupted());
  }

  @Test
  void anInterruptedThreadUnpacksTheLibraries(@TempDir Path cache) throws Exception {
    Path out = cache.resolve("out");
    Process p =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                    "-cp",
                    System.getProperty("java.class.path"),
                    NativesTest.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int rc = p.waitFor();
    assertEquals("true", Files.readString(out).strip());
    assertEquals(0, rc);
    File[] unpacked = cache.toFile().listFiles((d, n) -> n.startsWith("ffmpeg"));
    assertTrue(unpacked != null && unpacked.length > 0);
  }
}
