package dev.likeness.cli;

import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.TalkRecipe;
import dev.likeness.flow.TalkRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a persona's picture talk. */
@Command(
    name = "talk",
    sortOptions = false,
    description = {
      "Make a persona's picture say a text.",
      "",
      "The persona's grant must cover talking; a person must approve the result before it is"
          + " written; it bears a visible badge, an invisible mark and a signature. Texts that claim"
          + " an office or ask for money, codes or votes are refused."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness talk --persona ann --say \"Good morning.\" --out ann.mp4",
      "  likeness talk --persona ann --file lesson.ssml --out lesson.mp4 --motion .6"
    })
final class TalkCommand extends Task {
  @Option(
      names = "--persona",
      paramLabel = "NAME",
      required = true,
      description = "Whose portrait.")
  private String persona = "";

  @Option(names = "--say", paramLabel = "TEXT", description = "What is said; plain or SSML.")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "FILE", description = "Take the text from a UTF-8 file.")
  private @Nullable Path file;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the result goes: .mp4 .mov .mkv .webm.")
  private Path out = Path.of("");

  @Option(
      names = "--approve-as",
      paramLabel = "NAME",
      description = "Approve the result as this person, without being asked.")
  private @Nullable String approveAs;

  @Option(
      names = "--motion",
      paramLabel = "AMOUNT",
      description = "Head motion: 1 as usual (default), 0 none, at most 2.")
  private double motion = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of blinks and head motion (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--resume",
      description = "Go on with the same job where it was stopped, with the same result.")
  private boolean resume;

  @Mixin private Overwrite overwrite = new Overwrite();

  @ArgGroup(heading = "%n@|bold How it is written|@%n", exclusive = false)
  private SwapWriting writing = new SwapWriting();

  TalkCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    TalkRequest request = request();
    overwrite.checked(request.out());
    overwrite.checked(Exporter.recordOf(request.out()));
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        TalkRecipe recipe = new TalkRecipe(workshop, request)) {
      TerminalReview review = new TerminalReview(terminal(), progress, approveAs);
      SwapRecipe.Result r = recipe.perform(review, progress);
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
              .put("frames", r.frames())
              .set("report", review.report().toJson()));
    }
  }

  private TalkRequest request() {
    if ((text == null) == (file == null)) {
      throw usage("give the text with --say TEXT, or --file FILE");
    }
    if (approveAs != null && approveAs.isBlank()) {
      throw usage("--approve-as needs the name of the person who approves");
    }
    try {
      String said = file == null ? String.valueOf(text) : Files.readString(path(file));
      return new TalkRequest(
          persona,
          said,
          path(out),
          writing.badge(this),
          motion,
          seed,
          null,
          resume,
          writing.quality(this),
          writing.chunk(this));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw usage("the text cannot be read from " + file + " as UTF-8: " + e.getMessage());
    }
  }
}
