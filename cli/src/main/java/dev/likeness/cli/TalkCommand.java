package dev.likeness.cli;

import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.TalkBatch;
import dev.likeness.flow.TalkRecipe;
import dev.likeness.flow.TalkRequest;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Makes a persona's picture talk. */
@Command(
    name = "talk",
    sortOptions = false,
    description = {
      "Make a persona's picture say a text.",
      "",
      "The persona's grant must cover talking; a person must approve the result before it is"
          + " written; it bears a visible badge, an invisible mark and a signature. Texts that"
          + " claim an office or ask for money, codes or votes are refused."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness talk --persona ann --say \"Good morning.\" --out ann.mp4",
      "  likeness talk --persona ann --speech hello.wav \\",
      "      --speech-rights \"my own voice\" \\",
      "      --say \"Hello, this is Ann.\" --out ann.mp4",
      "  likeness talk --persona ann --batch greetings.csv --out greetings \\",
      "      --approve-as Ann",
      "  likeness talk --persona ann --file lesson.ssml --out lesson.mp4 --motion .6"
    })
final class TalkCommand extends PortrayalTask {
  @Mixin private Said said = new Said();

  @Mixin private PreviewOption preview = new PreviewOption();

  @Mixin private RecordedSpeech recorded = new RecordedSpeech();

  @Mixin private RefineOption refine = new RefineOption();

  @Option(
      names = "--batch",
      paramLabel = "CSV",
      description =
          "Make a video of each row of a table (UTF-8) with the columns text, and if wanted file,"
              + " speech and speech_rights; --out is a folder. Rows that cannot be made are"
              + " reported by line, the others are made; --resume skips those that are there.")
  private @Nullable Path batch;

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
    Path table = batch;
    if (table != null) {
      run(path(table));
      return;
    }
    TalkRequest request = request(said.text(this, null));
    requirePlace();
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        TalkRecipe recipe = new TalkRecipe(workshop, request)) {
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

  private void run(Path table) {
    if (preview.on()) {
      throw usage("--preview is for one text; --batch goes without it");
    }
    if (said.given() || recorded.recording(this) != null) {
      throw usage("the table says what is said; --batch goes without --say, --file and --speech");
    }
    TalkBatch.Request request =
        new TalkBatch.Request(table, out(), request(""), resume(), overwrites());
    requireReviewer();
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      TalkBatch work = new TalkBatch(workshop, request);
      List<TalkBatch.Outcome> all =
          work.perform(
              review(progress),
              progress,
              o -> {
                progress.close();
                note(
                    "line %d: %s %s%s"
                        .formatted(
                            o.line(),
                            o.file(),
                            o.state().name().toLowerCase(Locale.ROOT),
                            o.note().isEmpty() ? "" : " (" + o.note() + ")"));
              });
      progress.close();
      long made = all.stream().filter(o -> !o.sha256().isEmpty()).count();
      say("%d of %d rows are in %s; batch.csv says which".formatted(made, all.size(), out()));
      print(JsonMapper.shared().valueToTree(all));
      if (made < all.size()) {
        exit(ExitCode.FAILED);
      }
    }
  }

  private TalkRequest request(String text) {
    try {
      return new TalkRequest(
          persona(),
          text,
          out(),
          writing().badge(this),
          motion,
          seed,
          null,
          recorded.recording(this),
          resume(),
          writing().quality(this),
          writing().chunk(this),
          refine.on());
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }
}
