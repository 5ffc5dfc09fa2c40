package dev.likeness.cli;

import dev.likeness.flow.quality.SpeechBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How soon speech is heard, and how near it comes to a voice. */
@Command(
    name = "speech",
    description = {
      "Time how soon the first sentence of a text is heard, and measure approximated voices.",
      "",
      "The first round starts the engine, the others are warm. Voices are fitted to recordings and"
          + " measured on other sentences; nothing of them is kept."
    })
final class BenchSpeech extends Task {
  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "How often (default: ${DEFAULT-VALUE}).")
  private int repeats = 4;

  @Option(
      names = "--voices",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Recordings, each of one voice, that the packaged voice is fitted to.")
  private List<Path> voices = new ArrayList<>();

  BenchSpeech(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (repeats < 1) {
      throw usage("--repeats needs 1 or more");
    }
    Path folder = null;
    try (ProgressLine progress = progress()) {
      folder = Files.createTempDirectory("likeness-speech");
      SpeechBench bench = new SpeechBench(folder, progress);
      List<SpeechBench.Start> starts = bench.starts(repeats);
      List<SpeechBench.Near> near = bench.voices(voices.stream().map(this::path).toList());
      progress.close();
      starts.forEach(s -> say(line(s)));
      near.forEach(n -> say(line(n)));
      ObjectNode o = object();
      o.set("starts", JsonMapper.shared().valueToTree(starts));
      o.set("voices", JsonMapper.shared().valueToTree(near));
      print(o);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      remove(folder);
    }
  }

  private static String line(SpeechBench.Start s) {
    return String.format(
        Locale.ROOT,
        "first sentence said after %.2f s, signed file after %.2f s, all after %.2f s for %.1f s of"
            + " speech",
        s.said(),
        s.left(),
        s.all(),
        s.speech());
  }

  private static String line(SpeechBench.Near n) {
    return String.format(
        Locale.ROOT,
        "%s: pitch off by %.2f, then %.2f semitones; spectrum %.1f, then %.1f dB; %.1f syllables a"
            + " second, before %.1f, then %.1f; words followed in %d, then %d of %d sentences;"
            + " formants x %.2f",
        n.voice(),
        n.pitch()[0],
        n.pitch()[1],
        n.spectrum()[0],
        n.spectrum()[1],
        n.rate()[0],
        n.rate()[1],
        n.rate()[2],
        n.words()[0],
        n.words()[1],
        n.sentences(),
        n.formants());
  }

  private static void remove(@org.jspecify.annotations.Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException e) {
      // the system's temporary folder is swept by itself
    }
  }
}
