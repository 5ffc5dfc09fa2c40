package dev.likeness.flow.quality;

import dev.likeness.core.YuvFrame;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An encoder that most sites use and that this project may not bring along: x264, by an {@code
 * ffmpeg} that is installed on the machine. For measuring only.
 */
final class X264 implements AutoCloseable {
  private final Process process;
  private final OutputStream pictures;
  private final Path log;

  private X264(Process process, Path log) {
    this.process = process;
    this.pictures = new BufferedOutputStream(process.getOutputStream(), 1 << 20);
    this.log = log;
  }

  /** The program; empty where there is none on the path, or one without x264. */
  static Optional<Path> program() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(p -> !p.isEmpty())
        .map(p -> Path.of(p, "ffmpeg"))
        .filter(Files::isExecutable)
        .findFirst()
        .filter(X264::encodes);
  }

  private static boolean encodes(Path program) {
    try {
      Process p =
          new ProcessBuilder(program.toString(), "-hide_banner", "-encoders")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String all = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return p.waitFor() == 0 && all.contains(" libx264 ");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Starts a film.
   *
   * @param width of the pictures that come, as {@code height} in pixels
   * @param half whether they are halved first (bicubic)
   * @param crf x264's constant rate factor, at its usual preset
   */
  static X264 film(Path program, int width, int height, double fps, boolean half, int crf, Path out)
      throws IOException {
    Path log = out.resolveSibling(out.getFileName() + ".log");
    String rate = String.format(Locale.ROOT, "%.4f", fps);
    int part = half ? 4 : 2;
    String size = "scale=%d:%d".formatted(width / part * 2, height / part * 2);
    List<String> command =
        List.of(
            program.toString(),
            "-v",
            "error",
            "-y",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "yuv420p",
            "-s",
            width + "x" + height,
            "-r",
            rate,
            "-i",
            "-",
            "-vf",
            size,
            "-c:v",
            "libx264",
            "-crf",
            String.valueOf(crf),
            "-threads",
            "1",
            out.toString());
    return new X264(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  void write(YuvFrame f) throws IOException {
    pictures.write(f.y());
    pictures.write(f.cb());
    pictures.write(f.cr());
  }

  /** Waits until the film is whole. */
  void finish() throws IOException {
    pictures.close();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("ffmpeg: " + Files.readString(log).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while ffmpeg encoded", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      // an empty file stays in a folder of the bench
    }
  }
}
