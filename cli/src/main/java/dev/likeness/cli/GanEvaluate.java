package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.Evaluation;
import dev.likeness.flow.gan.Generators;
import dev.likeness.flow.gan.WalkMeasure;
import dev.likeness.synthesis.duel.Fidelity;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Measures a generator. */
@Command(
    name = "evaluate",
    description = {
      "Measure a generator against real pictures.",
      "",
      "Distances are taken in the features of the network that is named, not in Inception's: they"
          + " compare generators of this program with each other, not with papers."
    })
final class GanEvaluate extends Task {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Real pictures: those it learnt from, or others of the kind.")
  private @Nullable Path data;

  @Option(
      names = "--walk",
      paramLabel = "N",
      description = {
        "In place of --data: draw N ways from face to face, as 'gan interpolate' films them, and",
        "measure whether what is drawn moves as a whole and does not stick to its places."
      })
  private @Nullable Integer walk;

  @Option(names = "--count", paramLabel = "K", description = "How many are drawn (default: 200).")
  private int count = 200;

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from.")
  private long seed = 1;

  @Mixin private GeneratorOptions generator = new GeneratorOptions();

  GanEvaluate(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (count < 5 || count > 10_000) {
      throw usage("--count " + count + " is not in 5–10000");
    }
    if ((data == null) == (walk == null)) {
      throw usage("either --data DIR or --walk N is needed");
    }
    if (walk != null) {
      walk(walk);
      return;
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      Evaluation.Result r =
          Evaluation.of(
              workshop,
              Generators.read(generator.model(this)),
              path(Objects.requireNonNull(data)),
              count,
              new Seed(seed),
              generator.variety(this),
              progress);
      progress.close();
      tell(r);
      ObjectNode o =
          object()
              .put("features", r.features())
              .put("real", r.real())
              .put("drawn", r.drawn())
              .put("kernel_distance", r.fidelity().kernel())
              .put("frechet_distance", r.fidelity().frechet())
              .put("precision", r.fidelity().precision())
              .put("recall", r.fidelity().recall())
              .put("nearest", r.fidelity().nearest())
              .put("nearest_real", r.fidelity().nearestReal())
              .put("diversity", r.fidelity().diversity())
              .put("face_found", r.found())
              .put("too_near", r.tooNear())
              .put("milliseconds", r.milliseconds());
      Fidelity leaving = r.leaving();
      if (leaving != null) {
        o.putObject("leaving")
            .put("kernel_distance", leaving.kernel())
            .put("precision", leaving.precision())
            .put("recall", leaving.recall());
      }
      print(o);
    }
  }

  private void walk(int walks) {
    if (walks < 1 || walks > 1000) {
      throw usage("--walk " + walks + " is not in 1–1000");
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      WalkMeasure.Result r =
          WalkMeasure.of(
              workshop,
              Generators.read(generator.model(this)),
              walks,
              new Seed(seed),
              generator.variety(this),
              progress);
      progress.close();
      line("%d walks; the plain baseline: their two ends faded into each other", r.walks());
      line("change from picture to picture, without movement   %.3f", r.warp());
      line("  of the baseline                                  %.3f", r.dissolve());
      line("edges halfway, against the ends'                   %.2f", r.edges());
      line("  of the baseline                                  %.2f", r.dissolveEdges());
      line("equivariance when the face moves                   %.1f dB", r.equivariance());
      line("  of a texture that sticks to the network's pixels %.1f dB", r.gridEquivariance());
      print(
          object()
              .put("walks", r.walks())
              .put("warp_error", r.warp())
              .put("warp_error_dissolve", r.dissolve())
              .put("edges_halfway", r.edges())
              .put("edges_halfway_dissolve", r.dissolveEdges())
              .put("equivariance_db", r.equivariance())
              .put("equivariance_db_on_grid", r.gridEquivariance()));
    }
  }

  private void tell(Evaluation.Result r) {
    Fidelity f = r.fidelity();
    line("%d drawn against %d real pictures, by %s", r.drawn(), r.real(), r.features());
    line("kernel distance      %.4f", f.kernel());
    line("Fréchet distance     %.4f", f.frechet());
    line("precision, recall    %.2f, %.2f", f.precision(), f.recall());
    Fidelity leaving = r.leaving();
    if (leaving != null) {
      line(
          "  of what may leave  %.2f, %.2f; kernel distance %.4f",
          leaving.precision(), leaving.recall(), leaving.kernel());
    }
    line("nearest real picture %.3f (among real ones %.3f)", f.nearest(), f.nearestReal());
    line("too near, refused    %.1f %%", 100 * r.tooNear());
    line("diversity            %.2f of the real pictures'", f.diversity());
    if (r.found() >= 0) {
      line("a face is found in   %.1f %%", 100 * r.found());
    }
    line("a picture takes      %.1f ms on one thread", r.milliseconds());
  }

  private void line(String format, Object... values) {
    say(String.format(Locale.ROOT, format, values));
  }
}
