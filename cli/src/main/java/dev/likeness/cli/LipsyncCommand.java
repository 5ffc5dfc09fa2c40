package dev.likeness.cli;

import dev.likeness.flow.LipsyncRecipe;
import dev.likeness.flow.LipsyncRequest;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.Workshop;
import dev.likeness.synthesis.Untouched;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts new words into a persona's own video. */
@Command(
    name = "lipsync",
    sortOptions = false,
    description = {
      "Put new words into a persona's own video.",
      "",
      "The video is cut to the length of the speech, or carried on by playing its end back and"
          + " forth; only mouth and jaw are drawn anew. The grant must cover lip-sync, and the"
          + " video must show the persona; a person must approve the result before it is written;"
          + " it bears a visible badge, an invisible mark and a signature. Texts that claim an"
          + " office or ask for money, codes or votes are refused."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness lipsync ann.mp4 --persona ann --say \"Good morning.\" --out new.mp4",
      "  likeness lipsync ann.mp4 --persona ann --speech new.wav \\",
      "      --speech-rights \"Ann's own voice\" \\",
      "      --say \"Good morning.\" --out new.mp4"
    })
final class LipsyncCommand extends PortrayalTask {
  @Parameters(arity = "0..1", paramLabel = "VIDEO", description = "The person's own video.")
  private @Nullable Path video;

  @Option(names = "--target", paramLabel = "VIDEO", description = "The same.")
  private @Nullable Path target;

  @Mixin private Said said = new Said();

  @Mixin private PreviewOption preview = new PreviewOption();

  @Mixin private RecordedSpeech recorded = new RecordedSpeech();

  @Option(
      names = "--rights",
      paramLabel = "TEXT",
      description = "By what right the video is used; stands in record and report.")
  private @Nullable String rights;

  LipsyncCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    LipsyncRequest request =
        new LipsyncRequest(
            persona(),
            path(video()),
            said.text(this, null),
            recorded.recording(this),
            out(),
            writing().badge(this),
            writing().quality(this),
            writing().chunk(this),
            stated(rights),
            Untouched.NONE,
            resume());
    requirePlace();
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        LipsyncRecipe recipe = new LipsyncRecipe(workshop, request)) {
      warn(recipe.warning());
      if (preview.on()) {
        recipe.preview(progress);
        progress.close();
        tellPreview();
        return;
      }
      TerminalReview review = review(progress);
      SwapRecipe.Result r = recipe.perform(review, progress);
      progress.close();
      tell(r, review);
    }
  }

  private Path video() {
    if (video != null && target == null) {
      return video;
    }
    if (target != null && video == null) {
      return target;
    }
    throw usage("give the person's own video, once");
  }
}
