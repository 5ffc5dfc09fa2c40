package dev.likeness.forensics.train;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.GraftExpert;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Linear;
import dev.likeness.forensics.Signals;
import dev.likeness.forensics.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a judge what somebody else's face is like that was laid into a coarser picture, beside
 * what surrounds it: against untouched pictures, the same made coarser as a whole, and such whose
 * background is out of focus, so that neither coarseness nor a sharp face alone tells. What is laid
 * in are portraits that a machine drew as a camera takes them: a puppet's face is smoother than
 * any, and from those the opposite is learnt. Everything else stays as it is.
 */
public final class GraftLesson implements Lesson {
  private static final double RIDGE = .2;

  /** So many of the faces that were laid in may fall to what lets a film pass. */
  private static final double MISSED = .1;

  /** By choose (docs/judge.md). */
  private static final float WEIGHT = 1;

  /** Of the pairs, come the way on which much happens. */
  private static final double FAR = .5;

  private static final int TRIES = 2;

  /** With fewer faces one in four is little. */
  private static final int LEAST = 100;

  private final Tools tools;
  private final Material material;
  private final JudgeModel kept;

  /** What was done to the face. */
  enum Kind {
    GRAFT
  }

  /**
   * @param material whose data are faces, and whose given are such that are laid in
   * @param kept the judge that goes on learning
   */
  public GraftLesson(Tools tools, Material material, JudgeModel kept) {
    this.tools = tools;
    this.material = material;
    this.kept = kept;
  }

  @Override
  public JudgeModel run() {
    Seed seed = new Seed(material.seed()).derive("graft lesson");
    List<Base> laid = faces(material.given(), seed.derive("given"));
    if (laid.isEmpty()) {
      throw new ForensicsException(Code.DATA, "no faces to lay in: name pictures with --given");
    }
    List<Base> faces = faces(material.data(), seed);
    List<Fit.Row> rows = new ArrayList<>();
    for (int i = 0; i < TRIES * faces.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("laying faces in", i, TRIES * faces.size());
      SplittableRandom r = seed.derive("pair " + i).random();
      Base b = faces.get(i / TRIES);
      FaceMesh mesh = Objects.requireNonNull(b.mesh());
      Way way = new Way(r.nextLong(), r.nextDouble() < FAR);
      Frame real = way.camera(b.frame());
      Frame coarse = Coarser.of(real, r);
      Base other = laid.get(r.nextInt(laid.size()));
      FaceMesh others = Objects.requireNonNull(other.mesh());
      look(b.source(), null, way.go(real, mesh), rows);
      look(b.source(), null, way.go(coarse, mesh), rows);
      look(b.source(), null, way.go(Inlay.focused(real, mesh, r), mesh), rows);
      Frame graft = Inlay.graft(coarse, mesh, other, others, r);
      look(b.source(), Kind.GRAFT, way.go(graft, mesh), rows);
    }
    Map<String, String> notes = new LinkedHashMap<>(kept.notes());
    notes.put("grafts learnt on", kept.digest().hex());
    notes.put("settings of grafts", material.told());
    return kept.graft(learn(rows, notes), WEIGHT, notes);
  }

  /** Brought to half their size, as all that is learnt from as untouched. */
  private List<Base> faces(List<Path> folders, Seed seed) {
    return Stock.read(folders, material.each(), .5, tools, seed).stream()
        .filter(b -> b.mesh() != null)
        .toList();
  }

  private static void look(String source, @Nullable Kind kind, Way.Arrived a, List<Fit.Row> into) {
    float[] x = Signals.graft(Subject.of(a.frame(), a.mesh(), null));
    if (x != null) {
      into.add(new Fit.Row(source, kind, x, 1));
    }
  }

  /**
   * Learns from all; what few grafts fall to is what those say that have not seen the file.
   *
   * @throws ForensicsException DATA where there are too few of either
   */
  static GraftExpert.Learnt learn(List<Fit.Row> rows, Map<String, String> notes) {
    long grafts = rows.stream().filter(Fit.Row::fake).count();
    if (grafts < LEAST || rows.size() - grafts < LEAST) {
      throw new ForensicsException(
          Code.DATA,
          "only %d faces are large enough, of %d that are needed; name more --data or --sizes"
              .formatted(grafts, LEAST));
    }
    double[] said = new double[rows.size()];
    for (int k = 0; k < Held.FOLDS; k++) {
      Linear without = Fit.of(Fit.balanced(Held.without(rows, k)), RIDGE);
      for (int i = 0; i < said.length; i++) {
        if (Held.fold(rows.get(i).source()) == k) {
          said[i] = without.logOdds(rows.get(i).x());
        }
      }
    }
    double[] real = of(rows, said, false);
    double[] fake = of(rows, said, true);
    float quiet = (float) fake[(int) (MISSED * (fake.length - 1))];
    notes.put(
        "grafts, held out",
        String.format(
            Locale.ROOT,
            "AUC %.3f of %d faces laid in and %d untouched, %.2f of which lie below %.2f",
            Held.auc(real, fake),
            fake.length,
            real.length,
            Arrays.stream(real).filter(v -> v <= quiet).count() / (double) real.length,
            quiet));
    return new GraftExpert.Learnt(Fit.of(Fit.balanced(rows), RIDGE), quiet);
  }

  /** What was said of either, ascending. */
  private static double[] of(List<Fit.Row> rows, double[] said, boolean fake) {
    double[] out = new double[said.length];
    int n = 0;
    for (int i = 0; i < said.length; i++) {
      if (rows.get(i).fake() == fake) {
        out[n++] = said[i];
      }
    }
    out = Arrays.copyOf(out, n);
    Arrays.sort(out);
    return out;
  }
}
