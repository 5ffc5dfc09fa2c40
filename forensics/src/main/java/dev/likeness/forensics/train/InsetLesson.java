package dev.likeness.forensics.train;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.InsetExpert;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Linear;
import dev.likeness.forensics.Signals;
import dev.likeness.forensics.Subject;
import dev.likeness.forensics.TextureExpert;
import dev.likeness.models.train.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a judge from where on a face differs from what surrounds it: from faces that are
 * untouched, and from themselves drawn anew and put back. Its texture is kept, and best has not
 * learnt from these faces; everything else stays as it is.
 */
public final class InsetLesson implements Lesson {
  /** So many untouched faces may speak against themselves. */
  private static final double REACHED = .01;

  /** Of the pairs, come the way on which much happens. */
  private static final double FAR = .75;

  /** Pairs of each size of each face. */
  private static final int TRIES = 2;

  /** With fewer untouched faces one in a hundred is none. */
  private static final int LEAST = 100;

  private final Tools tools;
  private final Material material;
  private final JudgeModel kept;

  /**
   * @param material whose data are faces
   * @param kept the judge that goes on learning
   */
  public InsetLesson(Tools tools, Material material, JudgeModel kept) {
    this.tools = tools;
    this.material = material;
    this.kept = kept;
  }

  @Override
  public JudgeModel run() {
    Seed seed = new Seed(material.seed()).derive("inset lesson");
    List<Base> faces =
        Stock.data(material, tools, seed).stream().filter(b -> b.mesh() != null).toList();
    List<Fit.Row> rows = new ArrayList<>();
    Torch torch = Torch.cpu(material.threads());
    try (Forger forger = new Forger(torch, faces, material.drawing(), seed, tools.progress())) {
      for (int i = 0; i < TRIES * faces.size(); i++) {
        tools.progress().checkStop();
        tools.progress().report("comparing faces", i, TRIES * faces.size());
        Base b = faces.get(i / TRIES);
        FaceMesh mesh = java.util.Objects.requireNonNull(b.mesh());
        SplittableRandom r = seed.derive("pair " + i).random();
        Way way = new Way(r.nextLong(), r.nextDouble() < FAR);
        Frame real = way.camera(b.frame());
        look(b.source(), null, way.go(real, mesh), rows);
        Frame fake = forger.make(Method.SPLICE, real, mesh, r).frame();
        look(b.source(), Method.SPLICE, way.go(fake, mesh), rows);
      }
    }
    return model(rows);
  }

  private void look(String source, @Nullable Method m, Way.Arrived a, List<Fit.Row> into) {
    Subject s = Subject.of(a.frame(), a.mesh(), null);
    double d = Signals.inset(s, kept.texture());
    if (!Double.isNaN(d) && Signals.clear(s, false)) {
      into.add(new Fit.Row(source, m, new float[] {(float) d}, 1));
    }
  }

  private JudgeModel model(List<Fit.Row> rows) {
    double[] real = values(rows, false);
    double[] fake = values(rows, true);
    InsetExpert.Limit limit = limit(rows);
    Map<String, String> notes = new LinkedHashMap<>(kept.notes());
    notes.put("insets learnt on", kept.digest().hex());
    notes.put("settings of insets", material.told());
    notes.put(
        "insets, learnt from",
        "%d untouched faces of %d files, %d drawn anew and put back"
            .formatted(
                real.length,
                rows.stream().filter(r -> !r.fake()).map(Fit.Row::source).distinct().count(),
                fake.length));
    long beyond = Arrays.stream(fake).filter(d -> d > limit.from()).count();
    notes.put(
        "insets, faces put back",
        String.format(
            Locale.ROOT,
            "AUC %.3f; %.2f of them lie beyond %.2f, by %.2f",
            Held.auc(real, fake),
            beyond / (double) fake.length,
            limit.from(),
            limit.slope()));
    float weight = kept.fusion().weights().getOrDefault(TextureExpert.NAME, 0f);
    return kept.inset(limit, weight, notes);
  }

  /**
   * From what one in a hundred untouched faces reach, by a logistic regression's slope.
   *
   * @throws ForensicsException DATA where there are too few of either
   */
  static InsetExpert.Limit limit(List<Fit.Row> rows) {
    double[] real = values(rows, false);
    if (real.length < LEAST || values(rows, true).length < LEAST) {
      throw new ForensicsException(
          Code.DATA,
          "only %d untouched faces are large and clear enough, of %d that are needed; name more"
                  .formatted(real.length, LEAST)
              + " --data or --sizes");
    }
    Arrays.sort(real);
    Linear l = Fit.of(Fit.balanced(rows), 1e-4);
    float slope = Math.max(0, l.weight()[0] / l.spread()[0]);
    return new InsetExpert.Limit((float) real[(int) ((1 - REACHED) * (real.length - 1))], slope);
  }

  private static double[] values(List<Fit.Row> rows, boolean fake) {
    return rows.stream().filter(r -> r.fake() == fake).mapToDouble(r -> r.x()[0]).toArray();
  }
}
