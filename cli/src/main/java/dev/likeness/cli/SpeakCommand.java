package dev.likeness.cli;

import dev.likeness.flow.SpeakRecipe;
import dev.likeness.flow.SpeakRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Exporter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/** Says a text. */
@Command(
    name = "speak",
    sortOptions = false,
    description = {
      "Say a text in the packaged voice, in a persona's own, or in one that you bring.",
      "",
      "English, plain or as SSML. An audible notice stands before the speech, and the file is signed"
          + " and says in its metadata that it was made. Texts that claim an office or ask for money,"
          + " codes or votes are refused."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness speak \"Good morning. It is 10:30.\" --out morning.wav",
      "  likeness speak \"Good morning.\" --persona ann --out morning.wav",
      "  likeness speak --file lesson.ssml --out lesson.wav --times lesson.json",
      "  likeness speak --file long.txt --sentences --out long --approve-as Ann",
      "  likeness speak --file a.txt --out a.wav --voice-rights \"my own voice\" \\",
      "      --voice-command piper --voice-command=--model --voice-command me.onnx \\",
      "      --voice-command=-f --voice-command {out}"
    })
final class SpeakCommand extends Task {
  @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What is said.")
  private @Nullable String text;

  @Mixin private Said said = new Said();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "A .wav; with --sentences a folder.")
  private Path out = Path.of("");

  @Mixin private Approval approval = new Approval();

  @Mixin private LabelOptions label = new LabelOptions();

  @Option(
      names = "--persona",
      paramLabel = "NAME",
      description =
          "Say it in an approximation of this persona's voice (see 'likeness persona voice').")
  private @Nullable String persona;

  @Option(
      names = "--notice",
      paramLabel = "KIND",
      description = "What is heard first: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Notice notice = Notice.tones;

  @Option(
      names = "--sentences",
      description =
          "Let each sentence out as soon as it is said, as a file NAME-001.wav, ... of its own in the"
              + " folder NAME, each with its notice and signature; needs --approve-as.")
  private boolean sentences;

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
    if (sentences) {
      each(request);
      return;
    }
    overwrite.checked(request.out());
    overwrite.checked(Exporter.recordOf(request.out()));
    if (request.times() != null) {
      overwrite.checked(request.times());
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        SpeakRecipe recipe =
            new SpeakRecipe(workshop, request, label.on(BadgeSpec.DEFAULT, this))) {
      warn(recipe.warning());
      TerminalReview review = approval.review(this, progress);
      SpeakRecipe.Result r = recipe.perform(review, progress);
      progress.close();
      say("Written: " + out);
      say("Record:  " + r.exported().record());
      signed(r.exported().signature());
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

  private void each(SpeakRequest request) {
    if (!approval.given()) {
      throw usage("--sentences needs --approve-as NAME: nobody can be asked for each");
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        SpeakRecipe recipe =
            new SpeakRecipe(workshop, request, label.on(BadgeSpec.DEFAULT, this))) {
      for (Path f : recipe.files()) {
        overwrite.checked(f);
        overwrite.checked(Exporter.recordOf(f));
      }
      warn(recipe.warning());
      var quiet = approval.review(this, progress).quiet();
      ArrayNode files = object().putArray("files");
      recipe.each(
          quiet,
          progress,
          r -> {
            progress.close();
            say("Written: " + r.exported().file());
            terminal().out().flush();
            files
                .addObject()
                .put("out", r.exported().file().toString())
                .put("sha256", r.exported().digest().hex())
                .put("seconds", r.notice() + r.speech().clip().seconds())
                .put("speech_from", r.notice());
          });
      print(object().set("files", files));
    }
  }

  private SpeakRequest request() {
    approval.check(this);
    try {
      SpeakRequest.Brought own =
          voiceCommand.isEmpty() ? null : new SpeakRequest.Brought(voiceCommand, voiceRights);
      return new SpeakRequest(
          said.text(this, text),
          path(out),
          notice == Notice.words,
          own,
          persona,
          times == null ? null : path(times),
          sentences);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }
}
