package dev.likeness.flow.quality;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An encoder that most sites use and that this project may not bring along: x264, by an {@code
 * ffmpeg} that is installed on the machine. For measuring only.
 *
 * @param program the ffmpeg
 */
record X264(Path program) {
  /** Empty where there is no ffmpeg on the path, or one without x264. */
  static Optional<X264> installed() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(p -> !p.isEmpty())
        .map(p -> Path.of(p, "ffmpeg"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(X264::new)
        .filter(X264::encodes);
  }

  private boolean encodes() {
    try {
      return run("-hide_banner", "-v", "error", "-encoders").contains(" libx264 ");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Encodes a film anew at x264's usual preset, without sound.
   *
   * @param crf its constant rate factor
   * @param half whether the pictures are halved first (bicubic)
   */
  void encode(Path film, int crf, boolean half, Path out) throws IOException {
    String part = half ? "4" : "2";
    run(
        "-v",
        "error",
        "-y",
        "-i",
        film.toString(),
        "-an",
        "-vf",
        "scale=trunc(iw/" + part + ")*2:trunc(ih/" + part + ")*2",
        "-c:v",
        "libx264",
        "-crf",
        String.valueOf(crf),
        "-threads",
        "1",
        out.toString());
  }

  private String run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (p.waitFor() != 0) {
        throw new IOException("ffmpeg: " + said.strip());
      }
    } catch (InterruptedException e) {
      p.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("stopped while ffmpeg worked", e);
    }
    return said;
  }
}
