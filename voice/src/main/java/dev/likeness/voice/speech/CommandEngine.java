package dev.likeness.voice.speech;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Digest;
import dev.likeness.media.Audio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A voice that the user brings as a program, such as piper or espeak-ng: it is started for each
 * sentence, gets the text on its standard input, or in the place of {@code {text}} among its
 * arguments, and writes a WAV to the place of {@code {out}}. It tells no times. Pauses and manner
 * of a sentence are not passed on, but pauses at its beginning and end are kept.
 */
public final class CommandEngine implements SpeechEngine {
  private static final long PATIENCE_SECONDS = 120;

  private final List<String> command;
  private final String licence;
  private final int rate;

  /**
   * @param command program and arguments; one of them holds {@code {out}}
   * @param licence what the user says of engine and voice
   * @param rate samples a second that every sentence is brought to
   */
  public CommandEngine(List<String> command, String licence, int rate) {
    if (command.stream().noneMatch(a -> a.contains("{out}"))) {
      throw new IllegalArgumentException(
          "the voice command must say where it writes: put {out} into it, not just " + command);
    }
    if (licence.isBlank() || rate < 8000) {
      throw new IllegalArgumentException("licence '" + licence + "', " + rate + " Hz");
    }
    this.command = List.copyOf(command);
    this.licence = licence;
    this.rate = rate;
  }

  @Override
  public String name() {
    return "command " + Path.of(command.get(0)).getFileName();
  }

  @Override
  public String licence() {
    return licence;
  }

  @Override
  public Digest digest() {
    return Digest.of(String.join("\n", command).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int rate() {
    return rate;
  }

  @Override
  public Speech say(Line line) {
    Speech said = spoken(line);
    List<Speech> parts = new ArrayList<>();
    pauseAt(line, 0).ifPresent(parts::add);
    parts.add(new Speech(said.clip(), List.of(), List.of()));
    if (line.pieces().size() > 1) {
      pauseAt(line, line.pieces().size() - 1).ifPresent(parts::add);
    }
    return Speech.join(parts);
  }

  private Optional<Speech> pauseAt(Line line, int at) {
    return line.pieces().get(at) instanceof Line.Pause p
        ? Optional.of(Speech.silence(rate, p.seconds()))
        : Optional.empty();
  }

  private Speech spoken(Line line) {
    if (line.pieces().stream().noneMatch(Line.Spoken.class::isInstance)) {
      return Speech.silence(rate, 0);
    }
    Path folder = folder();
    Path out = folder.resolve("said.wav");
    try {
      run(line.text(), out, folder);
      AudioClip clip =
          Audio.read(out, rate, 1)
              .orElseThrow(() -> failed("wrote no sound for '" + line.text() + "'", null));
      return new Speech(clip, List.of(), List.of());
    } finally {
      delete(out);
      delete(folder.resolve("log"));
      delete(folder);
    }
  }

  private void run(String text, Path out, Path folder) {
    boolean asArgument = command.stream().anyMatch(a -> a.contains("{text}"));
    List<String> words =
        command.stream()
            .map(a -> a.replace("{out}", out.toString()).replace("{text}", text))
            .toList();
    Path log = folder.resolve("log");
    try {
      Process p =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      try (var in = p.getOutputStream()) {
        if (!asArgument) {
          in.write(text.getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        // it did not want to read; its exit status tells
      }
      if (!p.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        p.destroyForcibly();
        throw failed("did not end within " + PATIENCE_SECONDS + " s", null);
      }
      if (p.exitValue() != 0 || !Files.exists(out)) {
        throw failed(
            "ended with %d and wrote %s; it said: %s"
                .formatted(p.exitValue(), Files.exists(out) ? "a file" : "nothing", tail(log)),
            null);
      }
    } catch (IOException e) {
      throw failed("does not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted", e);
    }
  }

  private SpeechException failed(String why, @org.jspecify.annotations.Nullable Throwable cause) {
    String message = "the voice command '" + command.get(0) + "' " + why;
    return cause == null
        ? new SpeechException(SpeechException.Code.ENGINE, message)
        : new SpeechException(SpeechException.Code.ENGINE, message, cause);
  }

  private static String tail(Path log) throws IOException {
    byte[] all = Files.readAllBytes(log);
    int from = Math.max(0, all.length - 300);
    String said = new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
    return said.isEmpty() ? "nothing" : said;
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("likeness-voice");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // the system's temporary folder is swept by itself
    }
  }
}
