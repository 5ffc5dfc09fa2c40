package dev.likeness.cli;

import dev.likeness.flow.AdjustRecipe;
import dev.likeness.flow.AdjustRequest;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.Workshop;
import dev.likeness.synthesis.Sliders;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Another expression in somebody's own picture or video. */
@Command(
    name = "adjust",
    sortOptions = false,
    description = {
      "Move the expression of a persona in its own picture or video.",
      "",
      "The picture must show the persona; others in it stay as they are. What a picture does not"
          + " support is taken back and said. The persona's grant must cover reenactment; a person"
          + " must approve the result before it is written; it bears a visible badge, an invisible"
          + " mark and a signature."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness adjust ann.jpg --persona ann --smile .6 --out smiling.jpg",
      "  likeness adjust ann.mp4 --persona ann --gaze -.5 --yaw 6 --out aside.mp4"
    })
final class AdjustCommand extends PortrayalTask {
  @Parameters(paramLabel = "FILE", description = "The person's own picture or video.")
  private Path target = Path.of("");

  @Option(
      names = "--rights",
      paramLabel = "TEXT",
      description = "By what right the file is used; stands in record and report.")
  private @Nullable String rights;

  @ArgGroup(
      heading = "%n@|bold Sliders|@ (0 as the picture is; negative the other way)%n",
      exclusive = false)
  private Hand hand = new Hand();

  static final class Hand {
    @Option(names = "--smile", paramLabel = "-1..1", description = "Smile.")
    private double smile;

    @Option(names = "--brows", paramLabel = "-1..1", description = "Raise the brows.")
    private double brows;

    @Option(names = "--gaze", paramLabel = "-1..1", description = "Look to the picture's right.")
    private double gaze;

    @Option(names = "--gaze-up", paramLabel = "-1..1", description = "Look up.")
    private double gazeUp;

    @Option(names = "--blink", paramLabel = "-1..1", description = "Shut the eyes.")
    private double blink;

    @Option(names = "--mouth", paramLabel = "-1..1", description = "Open the mouth.")
    private double mouth;

    @Option(
        names = "--yaw",
        paramLabel = "DEGREES",
        description = "Turn the head to the picture's right, up to 12.")
    private double yaw;

    @Option(names = "--pitch", paramLabel = "DEGREES", description = "Raise the head, up to 8.")
    private double pitch;
  }

  AdjustCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    AdjustRequest request =
        new AdjustRequest(
            persona(),
            path(target),
            out(),
            writing().badge(this),
            sliders(),
            writing().quality(this),
            writing().chunk(this),
            stated(rights),
            resume());
    requirePlace();
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      TerminalReview review = review(progress);
      SwapRecipe.Result r =
          new AdjustRecipe(workshop, request).perform(review, this::note, progress);
      progress.close();
      tell(r, review);
    }
  }

  private Sliders sliders() {
    try {
      return new Sliders(
          hand.smile,
          hand.brows,
          hand.gaze,
          hand.gazeUp,
          hand.blink,
          hand.mouth,
          hand.yaw,
          hand.pitch);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }
}
