package dev.likeness.cli;

import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.SwapRequest;
import dev.likeness.flow.SwapRequest.Part;
import dev.likeness.flow.SwapRequest.Whom;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Exporter;
import dev.likeness.synthesis.SwapSettings;
import dev.likeness.synthesis.run.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a persona's face on the people of a video or picture. */
@Command(
    name = "swap",
    sortOptions = false,
    description = {
      "Put a persona's face on a person in a video or picture.",
      "",
      "The persona's grant must cover it; a person must approve the result before it is written;"
          + " the result bears a visible badge and says in its metadata that it was made."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness swap --persona ann --target scene.mp4 --out new.mp4",
      "  likeness swap --persona ann --who host.jpg --target show.mp4 --out new.mp4",
      "  likeness swap --map host.jpg=ann --map guest.jpg=zoe --target show.mp4 \\",
      "      --out new.mp4",
      "  likeness swap --persona ann --target scene.mp4 --preview-frame 40 \\",
      "      --out look.png"
    })
final class SwapCommand extends Task {
  @Option(names = "--persona", paramLabel = "NAME", description = "Whose face.")
  private @Nullable String persona;

  @Option(
      names = "--target",
      paramLabel = "FILE",
      required = true,
      description = "The video or picture that is changed.")
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
      description = "By what right the target is used; stands in record and report.")
  private @Nullable String rights;

  @Option(
      names = "--resume",
      description = "Go on with the same job where it was stopped, with the same result.")
  private boolean resume;

  @Mixin private Overwrite overwrite = new Overwrite();

  @ArgGroup private LearntOption learnt = new LearntOption();

  @ArgGroup(heading = "%n@|bold Who and when|@%n", exclusive = false)
  private Choice choice = new Choice();

  @ArgGroup(heading = "%n@|bold How it looks|@%n", exclusive = false)
  private SwapLook look = new SwapLook();

  @ArgGroup(heading = "%n@|bold How it is written|@%n", exclusive = false)
  private SwapWriting writing = new SwapWriting();

  static final class Choice {
    @Option(
        names = "--who",
        paramLabel = "WHO",
        description =
            "On whom: largest (the person who shows most, by time and size of the face; default),"
                + " all, a picture of the person, or their number in 'likeness faces'.")
    private String who = "largest";

    @Option(
        names = "--map",
        paramLabel = "WHO=PERSONA",
        description = "For several people; WHO is a picture of the person or their number.")
    private List<String> map = new ArrayList<>();

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

    @Option(
        names = "--alignments",
        paramLabel = "FILE",
        description =
            "A corrected alignments file of the target (default: TARGET.faces.jsonl if there is"
                + " one).")
    private @Nullable Path alignments;

    @Option(
        names = "--save-alignments",
        paramLabel = "FILE",
        description = "Write what was seen of all faces, to be read, corrected and used again.")
    private @Nullable Path saveAlignments;

    @Option(
        names = "--preview-frame",
        paramLabel = "N",
        description = "Only paint frame N (from 0) and write it small and stamped, as PNG.")
    private @Nullable Long preview;
  }

  SwapCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    SwapRequest request = request();
    overwrite.checked(request.out());
    if (request.saveAlignments() != null) {
      overwrite.checked(request.saveAlignments());
    }
    if (choice.preview != null) {
      preview(request, choice.preview);
      return;
    }
    overwrite.checked(Exporter.recordOf(request.out()));
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        SwapRecipe recipe = new SwapRecipe(workshop, request)) {
      TerminalReview review = approval.review(this, progress);
      SwapRecipe.Result result = recipe.perform(review, progress);
      progress.close();
      say("Written: " + out);
      say("Record:  " + result.exported().record());
      signed(result.exported().signature());
      print(
          object()
              .put("out", result.exported().file().toString())
              .put("sha256", result.exported().digest().hex())
              .put("record", result.exported().record().toString())
              .put("manifest", result.exported().signature().manifest())
              .put("job", result.job())
              .put("frames", result.frames())
              .set("report", review.report().toJson()));
    }
  }

  private void preview(SwapRequest request, long frame) {
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        SwapRecipe recipe = SwapRecipe.ofPreviews(workshop, request)) {
      recipe.preview(frame, request.out(), progress);
    }
    say("Preview: " + out);
    print(object().put("preview", request.out().toString()));
  }

  private SwapRequest request() {
    SwapSettings settings;
    Span span;
    try {
      settings = look.settings();
      span = new Span(choice.from, choice.to);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    if (choice.preview != null && choice.preview < 0) {
      throw usage("--preview-frame counts from 0, not " + choice.preview);
    }
    approval.check(this);
    return new SwapRequest(
        parts(),
        path(target),
        path(out),
        span,
        choice.alignments == null ? null : path(choice.alignments),
        choice.saveAlignments == null ? null : path(choice.saveAlignments),
        settings,
        writing.badge(this),
        writing.quality(this),
        writing.chunk(this),
        rights == null || rights.isBlank() ? null : rights,
        resume,
        learnt.learnt());
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (String one : choice.map) {
      int at = one.lastIndexOf('=');
      if (at <= 0 || at == one.length() - 1) {
        throw usage("--map takes WHO=PERSONA, such as host.jpg=ann or 2=zoe, not '" + one + "'");
      }
      parts.add(new Part(one.substring(at + 1), whom(one.substring(0, at))));
    }
    if (persona != null) {
      parts.add(new Part(persona, whom(choice.who)));
    }
    if (parts.isEmpty()) {
      throw usage("say whose face: --persona NAME, or --map WHO=NAME for several people");
    }
    requireOneEach(parts);
    return parts;
  }

  /** Two faces for one person would leave one of them out unseen. */
  private void requireOneEach(List<Part> parts) {
    Map<Whom, String> taken = new HashMap<>();
    for (Part p : parts) {
      String other = taken.putIfAbsent(p.whom(), p.persona());
      if (other != null) {
        throw usage(
            "%s and %s are both meant for one person (%s); give each persona somebody of its own"
                .formatted(other, p.persona(), who(p.whom())));
      }
    }
  }

  private static String who(Whom whom) {
    return switch (whom) {
      case Whom.Largest l -> "largest";
      case Whom.Everyone e -> "all";
      case Whom.Numbered n -> "number " + n.track();
      case Whom.Shown s -> String.valueOf(s.picture().getFileName());
    };
  }

  private Whom whom(String who) {
    return switch (who) {
      case "largest" -> new Whom.Largest();
      case "all" -> new Whom.Everyone();
      default ->
          who.matches("[1-9][0-9]{0,5}")
              ? new Whom.Numbered(Integer.parseInt(who))
              : new Whom.Shown(picture(who));
    };
  }

  private Path picture(String who) {
    Path file = path(Path.of(who));
    if (!Files.exists(file)) {
      throw usage(
          "'%s' is nobody: give largest, all, a person's number in 'likeness faces', or a picture"
                  .formatted(who)
              + " of the person (there is no file %s)".formatted(file));
    }
    return file;
  }
}
