package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.train.DrawnLesson;
import dev.likeness.forensics.train.FilmLesson;
import dev.likeness.forensics.train.GraftLesson;
import dev.likeness.forensics.train.InsetLesson;
import dev.likeness.forensics.train.JudgeTraining;
import dev.likeness.forensics.train.Lesson;
import dev.likeness.forensics.train.SeamLesson;
import dev.likeness.forensics.train.WorthLesson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Teaches a judge. */
@Command(
    name = "train",
    description = {
      "Teach a judge from untouched pictures: false ones are made from them.",
      "",
      "Every picture is shrunk to at most half first. The same pictures, options and seed give the"
          + " same judge on one machine."
    },
    footer = {
      "",
      "Example",
      "  likeness judge train --data people --data scenes --out judge.safetensors \\",
      "      --seed 7"
    })
final class JudgeTrain extends Task {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folders with untouched pictures, of faces and of anything.")
  private List<Path> data = List.of();

  @Option(
      names = "--given",
      paramLabel = "DIR",
      description =
          "Folders with pictures that a machine has drawn as they are. What is in --data as well"
              + " then serves for seams only.")
  private List<Path> given = List.of();

  @Option(
      names = "--redrawn",
      paramLabel = "DIR",
      description =
          "Folders with pictures of --data that other people's networks have drawn anew, taken as"
              + " they are: NAME@NETWORK.png was NAME.")
  private List<Path> redrawn = List.of();

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description =
          "Keep spectrum, noise and seams of this judge; learn texture and what counts how much.")
  private @Nullable Path keep;

  @Option(
      names = "--seen",
      paramLabel = "DIR",
      description = "Folders that --keep has learnt from: verdicts are not calibrated on them.")
  private List<Path> seen = List.of();

  @Option(
      names = "--learnt",
      paramLabel = "DIR",
      description =
          "Likewise, but the spectrum is learnt again without each fold of their files, so that"
              + " verdicts are calibrated on them too, each judged by what has not seen it.")
  private List<Path> learnt = List.of();

  @Option(
      names = "--only-drawn",
      description = {
        "Let --keep only learn what faces look like that a network drew as a whole: on the faces of"
            + " --data, what is made of them, --given and --redrawn. Verdicts are calibrated on the"
            + " pictures of --data without a face."
      })
  private boolean onlyDrawn;

  @Option(
      names = "--only-seams",
      description = {
        "Let only the seam network of --keep go on learning, on --data and --given, on faces and"
            + " along their outline in pictures without one."
      })
  private boolean onlySeams;

  @Option(
      names = "--only-films",
      description = {
        "Let --keep only learn what frames of films look like, on films that a camera makes of the"
            + " faces of --data, of what is made of them, of those of --given, also laid into"
            + " others, and of --redrawn. Verdicts are calibrated on pictures without a face, too."
      })
  private boolean onlyFilms;

  @Option(
      names = "--only-insets",
      description = {
        "Let --keep only learn from where on a face differs from what surrounds it, on the faces of"
            + " --data, best such as it has not learnt from."
      })
  private boolean onlyInsets;

  @Option(
      names = "--only-grafts",
      description = {
        "Let --keep only learn what a face is like that was laid into a coarser picture: those of"
            + " --given into those of --data."
      })
  private boolean onlyGrafts;

  @Option(
      names = "--only-worth",
      description = {
        "Let --keep only learn what its sum is worth and what a blur takes from it, on the faces of"
            + " --data, which it must not have learnt from."
      })
  private boolean onlyWorth;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The judge.")
  private Path out = Path.of("");

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from.")
  private long seed = 1;

  @Option(names = "--sizes", paramLabel = "N", description = "Sizes of each face (default: 4).")
  private int sizes = 4;

  @Option(
      names = "--drawing",
      paramLabel = "N",
      description = "Steps of each of the 12 networks that draw pictures anew (default: 150).")
  private int drawing = 150;

  @Option(
      names = "--seams",
      paramLabel = "N",
      description = "Steps of the network that looks for seams; 0 for none (default: 1000).")
  private int seams = 1000;

  @Option(names = "--threads", paramLabel = "N", description = "Of the processor (default: 1).")
  private int threads = 1;

  @Mixin private Overwrite overwrite = new Overwrite();

  JudgeTrain(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    List<Path> folders = data.stream().map(this::path).toList();
    List<Path> drawn = given.stream().map(this::path).toList();
    List<Path> anew = redrawn.stream().map(this::path).toList();
    List<Path> known = seen.stream().map(this::path).toList();
    List<Path> again = learnt.stream().map(this::path).toList();
    for (Path p : Stream.of(folders, drawn, anew, known, again).flatMap(List::stream).toList()) {
      if (!Files.isDirectory(p)) {
        throw usage(p + " is no folder");
      }
    }
    if (sizes < 1 || drawing < 1 || seams < 0 || threads < 1) {
      throw usage("--sizes, --drawing and --threads start at 1, --seams at 0");
    }
    if (keep == null && !again.isEmpty()) {
      throw usage("--learnt says what --keep has learnt from: leave one out, or give both");
    }
    if (onlySeams && seams == 0) {
      throw usage("--only-seams takes --seams steps");
    }
    long only =
        Stream.of(onlyDrawn, onlySeams, onlyFilms, onlyInsets, onlyGrafts, onlyWorth)
            .filter(o -> o)
            .count();
    if (only > 1 || only == 1 && keep == null) {
      throw usage(
          "--only-drawn, --only-seams, --only-films, --only-insets, --only-grafts and --only-worth go"
              + " on with the judge of --keep, one lesson at a time");
    }
    Path file = overwrite.file(path(out));
    JudgeModel kept = keep == null ? null : JudgeModel.read(path(keep));
    Lesson.Material material =
        new Lesson.Material(folders, drawn, anew, seed, sizes, drawing, threads);
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      Lesson.Tools tools = new Lesson.Tools(workshop.models(), workshop.finder(), progress);
      Lesson lesson = lesson(tools, material, kept, early -> write(early, file));
      told(lesson.run(), file);
    }
  }

  private Lesson lesson(
      Lesson.Tools tools,
      Lesson.Material material,
      @Nullable JudgeModel kept,
      Consumer<JudgeModel> early) {
    if (kept != null && onlyDrawn) {
      return new DrawnLesson(tools, material, kept, seen.stream().map(this::path).toList());
    }
    if (kept != null && onlyFilms) {
      return new FilmLesson(tools, material, kept);
    }
    if (kept != null && onlySeams) {
      return new SeamLesson(tools, material, kept, seams);
    }
    if (kept != null && onlyInsets) {
      return new InsetLesson(tools, material, kept);
    }
    if (kept != null && onlyGrafts) {
      return new GraftLesson(tools, material, kept);
    }
    if (kept != null && onlyWorth) {
      return new WorthLesson(tools, material, kept);
    }
    JudgeTraining.Before before =
        new JudgeTraining.Before(
            kept, seen.stream().map(this::path).toList(), learnt.stream().map(this::path).toList());
    return new JudgeTraining(tools, material, before, seams, early);
  }

  private void told(JudgeModel judge, Path file) {
    write(judge, file);
    say("judge written: " + out);
    ObjectNode o = object().put("file", out.toString());
    ObjectNode notes = o.putObject("notes");
    judge
        .notes()
        .forEach(
            (k, v) -> {
              say("  " + k + ": " + v);
              notes.put(k, v);
            });
    say("  weights: " + judge.fusion().weights() + ", bias " + judge.fusion().bias());
    o.put("weights", judge.fusion().weights().toString()).put("bias", judge.fusion().bias());
    print(o);
  }

  private static void write(JudgeModel judge, Path file) {
    try {
      judge.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
