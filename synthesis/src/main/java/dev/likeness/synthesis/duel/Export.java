package dev.likeness.synthesis.duel;

import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Version;
import dev.likeness.models.Models;
import dev.likeness.models.onnx.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a generator's file from a run: its averaged weights, and what the pictures look like. */
public final class Export {
  /** Of so many styles the mean is taken. */
  private static final int STYLES = 2000;

  private Export() {}

  /**
   * Writes the file.
   *
   * @param faces whether the run learnt from aligned faces
   * @param title what to call the generator, for people
   * @param classes their names by label; empty where there are none
   * @param licence under which its pictures may be used
   */
  public static void write(
      RunFolder run,
      Path file,
      boolean faces,
      List<String> classes,
      String title,
      String licence,
      Models models,
      Progress progress) {
    PictureSet set = run.pictures();
    RunPlan plan = run.plan();
    List<float[]> known = new ArrayList<>();
    try (Looks looks = new Looks(models, faces)) {
      for (int i = 0; i < set.size(); i++) {
        progress.checkStop();
        progress.report("remembering the pictures", i + 1, set.size());
        Frame own = set.frame(i);
        if (set.shape().length > 0) {
          own = Form.bend(own, set.shape(), set.pictures().get(i).form(), set.side());
        }
        known.add(looks.of(own));
      }
    }
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(GeneratorFile.TITLE, title);
    notes.put(GeneratorFile.LICENCE, licence);
    notes.put(GeneratorFile.SUBJECT, faces ? "faces" : "pictures");
    notes.put(GeneratorFile.TOO_NEAR, String.format(Locale.ROOT, "%.4f", Looks.tooNear(known)));
    if (!classes.isEmpty()) {
      notes.put(GeneratorFile.CLASSES, String.join("\n", classes));
    }
    notes.put("likeness", Version.current());
    notes.put("steps", String.valueOf(run.steps()));
    notes.put("pictures", set.size() + ", sha256 " + plan.pictures());
    notes.put("seed", String.valueOf(plan.seed().value()));
    notes.put("plan", plan.json().toString());
    Map<String, Weights> weights = run.trained();
    NetSize size = plan.settings().size();
    Form form = null;
    Prior prior = null;
    if (size.codes() > 0) {
      Anchors anchors = Anchors.load(run.weights());
      PictureSet learnt = set.split(plan.held(), plan.seed()).getFirst();
      form = set.shape().length > 0 ? anchors.form(learnt) : null;
      // Of other things a mixture of three is too near to one of them four times in five.
      prior = faces || size.classes() > 0 ? Prior.of(anchors, learnt) : null;
    }
    float[] middle = middle(size, weights, prior, notes, models);
    GeneratorFile.write(file, size, weights, middle, known, form, prior, notes);
  }

  private static float[] middle(
      NetSize size,
      Map<String, Weights> weights,
      @Nullable Prior prior,
      Map<String, String> notes,
      Models models) {
    float[] mean = new float[size.style()];
    GeneratorFile bare =
        new GeneratorFile(
            size,
            weights,
            new float[size.style()],
            Weights.of(new float[0], 0),
            null,
            prior,
            notes,
            Digest.of(new byte[0]));
    try (PictureMaker maker = new PictureMaker(models, bare)) {
      Seed seed = new Seed(1);
      for (int i = 0; i < STYLES; i++) {
        int label = size.classes() == 0 ? 0 : i % size.classes();
        float[] w = maker.style(maker.latent(seed.derive("style " + i), label), label, 1);
        for (int k = 0; k < mean.length; k++) {
          mean[k] += w[k] / STYLES;
        }
      }
    }
    return mean;
  }
}
