package dev.likeness.cli;

import dev.likeness.flow.StyleRecipe;
import dev.likeness.flow.StyleRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Exporter;
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.style.Repainter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Repaints a picture or film. */
@Command(
    name = "apply",
    sortOptions = false,
    description = {
      "Repaint a picture or film in a style.",
      "",
      "It is put together anew from small pieces of the style's works. In a film the pieces move"
          + " along with what they lie on. Nobody is put in and nobody is made to do anything, so no"
          + " grant is needed; say by what right you use style and target. A person must approve the"
          + " result before it is written; it bears a visible badge, an invisible mark and a"
          + " signature."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness style apply --style drawing.png --target scene.mp4 \\",
      "      --out drawn.mp4 --rights 'mine'",
      "  likeness style apply --style ink.safetensors --target photo.jpg \\",
      "      --keep-colour --out ink.png"
    })
final class StyleApply extends Task {
  @Option(
      names = "--style",
      paramLabel = "MODEL|PICTURE",
      required = true,
      description = "A picture, or what 'style train' or 'gan train' has made of a folder.")
  private Path style = Path.of("");

  @Option(
      names = "--target",
      paramLabel = "FILE",
      required = true,
      description = "The picture or video that is repainted.")
  private Path target = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the result goes: .mp4 .mov .mkv .webm, or .png .jpg .webp.")
  private Path out = Path.of("");

  @Mixin private Approval approval = new Approval();

  @Option(
      names = "--rights",
      paramLabel = "TEXT",
      description = "By what right style and target are used; stands in record and report.")
  private @Nullable String rights;

  @Option(
      names = "--resume",
      description = "Go on with the same job where it was stopped, with the same result.")
  private boolean resume;

  @Mixin private Overwrite overwrite = new Overwrite();

  @ArgGroup(heading = "%n@|bold How it looks|@%n", exclusive = false)
  private Manner manner = new Manner();

  @ArgGroup(heading = "%n@|bold How it is written|@%n", exclusive = false)
  private SwapWriting writing = new SwapWriting();

  static final class Manner {
    @Option(
        names = "--strength",
        paramLabel = "0..1",
        description = "How freely it is painted: 0 near to the target, 1 all paint (default: 0.8).")
    private double strength = Repainter.Settings.USUAL.strength();

    @Option(
        names = "--keep-colour",
        description = "Keep the target's colours; only light and dark are painted.")
    private boolean keepColour;

    @Option(
        names = "--stroke",
        paramLabel = "X",
        description =
            "Size of the strokes, .25 to 4; 1 as large against the picture as in the works"
                + " (default: 1).")
    private double stroke = 1;

    @Option(
        names = "--each-alone",
        description = "Paint each picture of a film for itself: it flickers, as old films do.")
    private boolean alone;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        converter = TimeConverter.class,
        description = "Begin here: seconds, or 1:23.5. The result holds this part only.")
    private double from = 0;

    @Option(
        names = "--to",
        paramLabel = "TIME",
        converter = TimeConverter.class,
        description = "End before this.")
    private double to = Double.POSITIVE_INFINITY;
  }

  StyleApply(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    StyleRequest request = request();
    overwrite.checked(request.out());
    overwrite.checked(Exporter.recordOf(request.out()));
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      TerminalReview review = approval.review(this, progress);
      StyleRecipe.Result r = new StyleRecipe(workshop, request).perform(review, progress);
      progress.close();
      say("Written: " + out);
      say("Record:  " + r.exported().record());
      signed(r.exported().signature());
      say(
          String.format(
              Locale.ROOT, "Painted: %d %s in %.1f s", r.frames(), frames(r), r.seconds()));
      print(
          object()
              .put("out", r.exported().file().toString())
              .put("sha256", r.exported().digest().hex())
              .put("record", r.exported().record().toString())
              .put("manifest", r.exported().signature().manifest())
              .put("job", r.job())
              .put("frames", r.frames())
              .put("seconds", r.seconds())
              .set("report", review.report().toJson()));
    }
  }

  private static String frames(StyleRecipe.Result r) {
    return r.frames() == 1 ? "picture" : "pictures";
  }

  private StyleRequest request() {
    approval.check(this);
    try {
      return new StyleRequest(
          path(style),
          path(target),
          path(out),
          new Span(manner.from, manner.to),
          new Repainter.Settings(manner.strength, manner.keepColour, manner.stroke, !manner.alone),
          writing.badge(this),
          writing.quality(this),
          writing.chunk(this),
          rights == null || rights.isBlank() ? null : rights,
          Untouched.NONE,
          resume);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }
}
