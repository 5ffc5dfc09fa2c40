package dev.likeness.cli;

import dev.likeness.flow.SpeakRecipe;
import dev.likeness.flow.SpeakRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says a text. */
@Command(
    name = "speak",
    sortOptions = false,
    description = {
      "Say a text in the packaged voice, or in one that you bring.",
      "",
      "English, plain or as SSML. An audible notice stands before the speech, and the file is signed"
          + " and says in its metadata that it was made. Texts that claim an office or ask for money,"
          + " codes or votes are refused."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness speak \"Good morning. It is 10:30.\" --out morning.wav",
      "  likeness speak --file lesson.ssml --out lesson.wav --times lesson.json",
      "  likeness speak --file a.txt --out a.wav --voice-rights \"my own voice\" \\",
      "      --voice-command piper --voice-command=--model --voice-command me.onnx \\",
      "      --voice-command=-f --voice-command {out}"
    })
final class SpeakCommand extends Task {
  @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What is said.")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "FILE", description = "Take the text from a UTF-8 file.")
  private @Nullable Path file;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "A .wav.")
  private Path out = Path.of("");

  @Option(
      names = "--approve-as",
      paramLabel = "NAME",
      description = "Approve the result as this person, without being asked.")
  private @Nullable String approveAs;

  @Option(
      names = "--notice",
      paramLabel = "KIND",
      description = "What is heard first: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Notice notice = Notice.tones;

  @Option(
      names = "--times",
      paramLabel = "FILE",
      description = "Write when which sound and word is said, as JSON.")
  private @Nullable Path times;

  @Option(
      names = "--voice-command",
      paramLabel = "ARG",
      description =
          "A program that speaks, argument by argument: it reads a sentence from its standard input,"
              + " or in the place of {text}, and writes a WAV to {out}.")
  private List<String> voiceCommand = List.of();

  @Option(
      names = "--voice-rights",
      paramLabel = "TEXT",
      description = "Whose voice that is, and by what right it is used; stands in the record.")
  private String voiceRights = "";

  @Mixin private Overwrite overwrite = new Overwrite();

  /** What is heard before the speech. */
  enum Notice {
    tones,
    words
  }

  SpeakCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    SpeakRequest request = request();
    overwrite.checked(request.out());
    overwrite.checked(Exporter.recordOf(request.out()));
    if (request.times() != null) {
      overwrite.checked(request.times());
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        SpeakRecipe recipe = new SpeakRecipe(workshop, request)) {
      TerminalReview review = new TerminalReview(terminal(), progress, approveAs);
      SpeakRecipe.Result r = recipe.perform(review, progress);
      progress.close();
      say("Written: " + out);
      say("Record:  " + r.exported().record());
      say("Signed:  " + r.exported().signature().state());
      print(
          object()
              .put("out", r.exported().file().toString())
              .put("sha256", r.exported().digest().hex())
              .put("record", r.exported().record().toString())
              .put("manifest", r.exported().signature().manifest())
              .put("job", r.job())
              .put("seconds", r.notice() + r.speech().clip().seconds())
              .put("speech_from", r.notice())
              .set("report", review.report().toJson()));
    }
  }

  private SpeakRequest request() {
    if ((text == null) == (file == null)) {
      throw usage("give the text, or --file FILE");
    }
    if (approveAs != null && approveAs.isBlank()) {
      throw usage("--approve-as needs the name of the person who approves");
    }
    try {
      SpeakRequest.Brought own =
          voiceCommand.isEmpty() ? null : new SpeakRequest.Brought(voiceCommand, voiceRights);
      String said = file == null ? String.valueOf(text) : Files.readString(path(file));
      return new SpeakRequest(
          said, path(out), notice == Notice.words, own, times == null ? null : path(times));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw usage("the text cannot be read from " + file + " as UTF-8: " + e.getMessage());
    }
  }
}
