package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.train.Lesson;
import dev.likeness.forensics.train.SeamMeasure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Measures the map of seams. */
@Command(
    name = "evaluate-seams",
    description = {
      "Measure how well the map of seams lies over what was truly replaced: intersection over union.",
      "",
      "Either faces are blended upon themselves (--data), or pictures are compared with what they"
          + " were made from (--changed and --originals, the same names and sizes)."
    })
final class JudgeEvaluateSeams extends Task {
  @Option(names = "--data", paramLabel = "DIR", description = "Pictures of faces not learnt from.")
  private List<Path> data = List.of();

  @Option(names = "--changed", paramLabel = "DIR", description = "Swaps and the like.")
  private @Nullable Path changed;

  @Option(names = "--originals", paramLabel = "DIR", description = "What they were made from.")
  private @Nullable Path originals;

  @Option(names = "--model", paramLabel = "FILE", description = "Of 'likeness judge train'.")
  private @Nullable Path model;

  @Option(names = "--seed", paramLabel = "N", description = "For blending.")
  private long seed = 1;

  JudgeEvaluateSeams(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (data.isEmpty() == (changed == null) || (changed == null) != (originals == null)) {
      throw usage("either --data, or --changed and --originals");
    }
    for (Path p : data) {
      folder(p);
    }
    JudgeModel m = model == null ? JudgeModel.shipped() : JudgeModel.read(path(model));
    ObjectNode o = object();
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      SeamMeasure measure =
          new SeamMeasure(new Lesson.Tools(workshop.models(), workshop.finder(), progress), m);
      SeamMeasure.Result r =
          changed == null || originals == null
              ? measure.blended(data.stream().map(this::path).toList(), new Seed(seed))
              : measure.changed(folder(changed), folder(originals));
      say(
          String.format(
              Locale.ROOT,
              "%d faces: AUC %.3f, overlap %.3f on average, %.3f in the middle",
              r.pictures(),
              r.auc(),
              r.overlap(),
              r.middle()));
      o.put("faces", r.pictures()).put("auc", r.auc());
      o.put("iou", r.overlap()).put("iou_median", r.middle());
    }
    print(o);
  }

  private Path folder(Path p) {
    if (!Files.isDirectory(path(p))) {
      throw usage(p + " is no folder");
    }
    return path(p);
  }
}
