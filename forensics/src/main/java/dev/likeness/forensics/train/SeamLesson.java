package dev.likeness.forensics.train;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.BlendExpert;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Linear;
import dev.likeness.forensics.Subject;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets a judge's seam network go on learning, on photographs too; everything else of the judge
 * stays as it is. One file in four is kept from it, and what its word is worth is fitted on these:
 * on the photographs among them alone, since a camera took what it will be asked about.
 */
public final class SeamLesson implements Lesson {
  private static final String SCENES = "seams on photographs held out";
  private static final String FACES = "seams on faces held out";

  /** Blends of each part held out. */
  private static final int TRIES = 2;

  private final Tools tools;
  private final Material material;
  private final JudgeModel kept;
  private final int steps;

  /**
   * @param kept the judge that goes on learning
   * @param steps of the seam network
   * @throws ForensicsException MODEL where the judge has no seam network
   */
  public SeamLesson(Tools tools, Material material, JudgeModel kept, int steps) {
    if (kept.blend().isEmpty()) {
      throw new ForensicsException(Code.MODEL, "this judge has no seam network");
    }
    if (steps < 1) {
      throw new IllegalArgumentException(steps + " steps of seams");
    }
    this.tools = tools;
    this.material = material;
    this.kept = kept;
    this.steps = steps;
  }

  /**
   * Learns.
   *
   * @throws ForensicsException DATA where faces or photographs without one are missing
   */
  @Override
  public JudgeModel run() {
    Seed seed = new Seed(material.seed()).derive("seam lesson");
    List<Base> stock = new ArrayList<>(Stock.data(material, tools, seed));
    stock.addAll(Stock.given(material, tools, seed));
    List<Base> learnt = stock.stream().filter(b -> Held.fold(b.source()) != 0).toList();
    List<Base> held = stock.stream().filter(b -> Held.fold(b.source()) == 0).toList();
    long scenes = learnt.stream().filter(b -> b.mesh() == null).count();
    boolean none = held.stream().noneMatch(b -> b.mesh() == null);
    if (scenes == 0 || scenes == learnt.size() || none) {
      throw new ForensicsException(
          Code.DATA,
          "%d faces and %d parts of photographs without one: both are needed, and photographs to be"
                  .formatted(learnt.size() - scenes, scenes)
              + " kept from it; name more --data");
    }
    Torch torch = Torch.cpu(material.threads());
    try (Forger forger = new Forger(torch, learnt, material.drawing(), seed, tools.progress())) {
      Map<String, Weights> before = kept.blend();
      Map<String, Weights> after =
          SeamTrainer.more(torch, learnt, before, forger, steps, seed, tools.progress());
      return model(before, after, held, forger, seed.derive("held out"));
    }
  }

  private JudgeModel model(
      Map<String, Weights> before,
      Map<String, Weights> after,
      List<Base> held,
      Forger forger,
      Seed seed) {
    Map<String, String> notes = new LinkedHashMap<>(kept.notes());
    notes.put("seams learnt on", kept.digest().hex());
    notes.put("settings of that", "%s, %d of seams".formatted(material.told(), steps));
    List<Base> scenes = held.stream().filter(b -> b.mesh() == null).toList();
    List<Base> faces = held.stream().filter(b -> b.mesh() != null).toList();
    List<Fit.Row> rows = rows(after, scenes, forger, seed);
    Linear l = Fit.of(Fit.balanced(rows), 1e-4);
    float scale = Math.max(0, l.weight()[0] / l.spread()[0]);
    float shift = l.bias() - scale * l.mean()[0];
    note(notes, SCENES, rows(before, scenes, forger, seed), rows);
    note(notes, FACES, rows(before, faces, forger, seed), rows(after, faces, forger, seed));
    notes.put("untouched photographs held out, log-odds", shares(rows, scale, shift));
    return kept.seams(after, scale, shift, notes);
  }

  private static void note(
      Map<String, String> notes, String what, List<Fit.Row> before, List<Fit.Row> after) {
    if (!after.isEmpty()) {
      notes.put(
          what + ", AUC before and after",
          String.format(Locale.ROOT, "%.3f, %.3f", auc(before), auc(after)));
    }
  }

  private static double auc(List<Fit.Row> rows) {
    return Held.auc(
        rows.stream().filter(r -> !r.fake()).mapToDouble(r -> r.x()[0]).toArray(),
        rows.stream().filter(Fit.Row::fake).mapToDouble(r -> r.x()[0]).toArray());
  }

  /** What so many of a hundred untouched parts reach. */
  private static String shares(List<Fit.Row> rows, float scale, float shift) {
    double[] real =
        rows.stream().filter(r -> !r.fake()).mapToDouble(r -> scale * r.x()[0] + shift).toArray();
    Arrays.sort(real);
    int n = real.length;
    return String.format(
        Locale.ROOT,
        "half %.2f, 10 %% %.2f, 3 %% %.2f, 1 %% %.2f of %d parts",
        real[n / 2],
        real[(int) (.9 * (n - 1))],
        real[(int) (.97 * (n - 1))],
        real[(int) (.99 * (n - 1))],
        n);
  }

  /** What the network says of parts and faces, and of what was made of them. */
  private List<Fit.Row> rows(Map<String, Weights> net, List<Base> held, Forger forger, Seed seed) {
    List<Fit.Row> out = new ArrayList<>();
    try (BlendExpert e = new BlendExpert(tools.models(), net, 1, 0)) {
      for (int i = 0; i < held.size() * TRIES; i++) {
        tools.progress().checkStop();
        tools.progress().report("what seams are worth", i, held.size() * TRIES);
        Base b = held.get(i / TRIES);
        SplittableRandom r = seed.derive("held " + i).random();
        FaceMesh mesh = b.mesh() == null ? Hull.in(b.frame(), r) : b.mesh();
        Way way = new Way(r.nextLong(), r.nextBoolean());
        Frame real = way.camera(b.frame());
        Method m = r.nextBoolean() ? Method.BLEND : Method.SPLICE;
        look(e, b.source(), null, way.go(real, mesh), out);
        look(e, b.source(), m, way.go(forger.make(m, real, mesh, r).frame(), mesh), out);
      }
    }
    return out;
  }

  private static void look(
      BlendExpert e,
      String source,
      @org.jspecify.annotations.Nullable Method m,
      Way.Arrived a,
      List<Fit.Row> into) {
    float[][] raw = e.raw(Subject.of(a.frame(), a.mesh(), null));
    if (raw != null) {
      into.add(new Fit.Row(source, m, new float[] {raw[1][0]}, 1));
    }
  }
}
