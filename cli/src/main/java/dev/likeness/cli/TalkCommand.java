package dev.likeness.cli;

import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.TalkRecipe;
import dev.likeness.flow.TalkRequest;
import dev.likeness.flow.Workshop;
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
final class TalkCommand extends PortrayalTask {
  @Mixin private Said said = new Said();

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

  TalkCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    TalkRequest request = request();
    requirePlace();
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        TalkRecipe recipe = new TalkRecipe(workshop, request)) {
      TerminalReview review = review(progress);
      SwapRecipe.Result r = recipe.perform(review, progress);
      progress.close();
      tell(r, review);
    }
  }

  private TalkRequest request() {
    try {
      return new TalkRequest(
          persona(),
          said.text(this, null),
          out(),
          writing().badge(this),
          motion,
          seed,
          null,
          resume(),
          writing().quality(this),
          writing().chunk(this));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }
}
