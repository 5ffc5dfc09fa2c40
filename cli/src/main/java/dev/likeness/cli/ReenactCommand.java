package dev.likeness.cli;

import dev.likeness.flow.ReenactRecipe;
import dev.likeness.flow.ReenactRequest;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.Workshop;
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
      "Mouth, blinks, brows, gaze and turns of the head are taken over, and the driver's sound. The"
          + " persona's grant must cover reenactment; a person must approve the result before it is"
          + " written; it bears a visible badge, an invisible mark and a signature."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness reenact --persona ann --driver me.mp4 --rights \"my own video\" \\",
      "      --out ann.mp4",
      "  likeness reenact --persona ann --driver me.mp4 --pose .5 --brows 0 \\",
      "      --out ann.mp4"
    })
final class ReenactCommand extends PortrayalTask {
  @Option(
      names = "--driver",
      paramLabel = "FILE",
      required = true,
      description = "A video of who moves it; its largest face counts.")
  private Path driver = Path.of("");

  @Option(
      names = "--rights",
      paramLabel = "TEXT",
      description = "By what right the driver is used; stands in record and report.")
  private @Nullable String rights;

  @ArgGroup(
      heading = "%n@|bold How much is taken over|@ (1 as the driver does it)%n",
      exclusive = false)
  private Parts parts = new Parts();

  static final class Parts {
    @Option(names = "--mouth", paramLabel = "0..2", description = "Jaw and lips.")
    private double mouth = 1;

    @Option(names = "--eyes", paramLabel = "0..2", description = "Blinks and lids.")
    private double eyes = 1;

    @Option(names = "--brows", paramLabel = "0..2", description = "Brows.")
    private double brows = 1;

    @Option(names = "--pose", paramLabel = "0..2", description = "Turns of the head.")
    private double pose = 1;

    @Option(names = "--gaze", paramLabel = "0..2", description = "Where the eyes look.")
    private double gaze = 1;
  }

  @Mixin private PreviewOption preview = new PreviewOption();

  @Mixin private RefineOption refine = new RefineOption();

  @Option(
      names = "--say",
      paramLabel = "TEXT",
      description =
          "The words that are heard in the driver. Without them a real person's portrait gets no"
              + " sound: only words that can be read, and are heard, go in somebody's mouth.")
  private @Nullable String said;

  @Option(
      names = "--absolute",
      description =
          "Look as the driver does, turned as it is, rather than do what it does from where the"
              + " picture starts.")
  private boolean absolute;

  ReenactCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    ReenactRequest request =
        new ReenactRequest(
            persona(),
            path(driver),
            out(),
            writing().badge(this),
            amounts(),
            absolute,
            writing().quality(this),
            writing().chunk(this),
            said,
            stated(rights),
            resume(),
            refine.on());
    requirePlace();
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      ReenactRecipe recipe = new ReenactRecipe(workshop, request);
      if (preview.on()) {
        recipe.preview(this::note, progress);
        progress.close();
        tellPreview();
        return;
      }
      TerminalReview review = review(progress);
      SwapRecipe.Result r = recipe.perform(review, this::note, progress);
      progress.close();
      tell(r, review);
    }
  }

  private DriverMotion.Amounts amounts() {
    try {
      return new DriverMotion.Amounts(parts.mouth, parts.eyes, parts.brows, parts.pose, parts.gaze);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }
}
