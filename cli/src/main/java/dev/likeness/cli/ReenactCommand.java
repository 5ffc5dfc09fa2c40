package dev.likeness.cli;

import dev.likeness.flow.ReenactRecipe;
import dev.likeness.flow.ReenactRequest;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Exporter;
import dev.likeness.synthesis.DriverMotion;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a persona's picture as somebody in a video does. */
@Command(
    name = "reenact",
    sortOptions = false,
    description = {
      "Make a persona's picture move as a driver in a video does.",
      "",
      "Mouth, blinks, brows and turns of the head are taken over, and the driver's sound. The"
          + " persona's grant must cover reenactment; a person must approve the result before it is"
          + " written; it bears a visible badge, an invisible mark and a signature."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness reenact --persona ann --driver me.mp4 --rights \"my own video\" --out ann.mp4",
      "  likeness reenact --persona ann --driver me.mp4 --pose .5 --brows 0 --out ann.mp4"
    })
final class ReenactCommand extends Task {
  @Option(
      names = "--persona",
      paramLabel = "NAME",
      required = true,
      description = "Whose portrait.")
  private String persona = "";

  @Option(
      names = "--driver",
      paramLabel = "FILE",
      required = true,
      description = "A video of who moves it; its largest face counts.")
  private Path driver = Path.of("");

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
      names = "--rights",
      paramLabel = "TEXT",
      description = "By what right the driver is used; stands in record and report.")
  private @Nullable String rights;

  @Option(
      names = "--resume",
      description = "Go on with the same job where it was stopped, with the same result.")
  private boolean resume;

  @Mixin private Overwrite overwrite = new Overwrite();

  @ArgGroup(
      heading = "%n@|bold How much is taken over|@ (1 as the driver does it)%n",
      exclusive = false)
  private Parts parts = new Parts();

  @ArgGroup(heading = "%n@|bold How it is written|@%n", exclusive = false)
  private SwapWriting writing = new SwapWriting();

  static final class Parts {
    @Option(names = "--mouth", paramLabel = "0..2", description = "Jaw and lips.")
    private double mouth = 1;

    @Option(names = "--eyes", paramLabel = "0..2", description = "Blinks.")
    private double eyes = 1;

    @Option(names = "--brows", paramLabel = "0..2", description = "Brows.")
    private double brows = 1;

    @Option(names = "--pose", paramLabel = "0..2", description = "Turns of the head.")
    private double pose = 1;
  }

  ReenactCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    ReenactRequest request = request();
    overwrite.checked(request.out());
    overwrite.checked(Exporter.recordOf(request.out()));
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      ReenactRecipe recipe = new ReenactRecipe(workshop, request);
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

  private ReenactRequest request() {
    if (approveAs != null && approveAs.isBlank()) {
      throw usage("--approve-as needs the name of the person who approves");
    }
    try {
      return new ReenactRequest(
          persona,
          path(driver),
          path(out),
          writing.badge(this),
          new DriverMotion.Amounts(parts.mouth, parts.eyes, parts.brows, parts.pose),
          writing.quality(this),
          writing.chunk(this),
          rights == null || rights.isBlank() ? null : rights,
          resume);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }
}
