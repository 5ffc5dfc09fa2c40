package dev.likeness.forensics.train;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.FaceFinding;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.Judge;
import dev.likeness.forensics.JudgeModel;
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
 * Teaches a judge what its sum of pictures is worth, and what a blur takes from it (Platt 1999,
 * with softness beside the sum): a soft picture looks drawn whether it is or not. Learnt on faces
 * that it has not seen, what networks made of them, and each beside itself at that one's sharpness,
 * so that softness alone tells nothing. Verdicts and everything else stay as they are.
 */
public final class WorthLesson implements Lesson {
  private static final int FAKES = 3;

  /** With fewer pictures of either kind nothing is said. */
  private static final int LEAST = 40;

  private final Tools tools;
  private final Material material;
  private final JudgeModel kept;
  private final String before;

  /** What was said of a picture, and how soft it is. */
  record Said(@Nullable Method method, double sum, double softness) {}

  /**
   * @param material whose data are faces that {@code kept} has not seen
   * @param kept the judge that goes on learning
   */
  public WorthLesson(Tools tools, Material material, JudgeModel kept) {
    this.tools = tools;
    this.material = material;
    before = kept.digest().hex();
    this.kept = kept.worth(kept.fusion().plain(), kept.notes());
  }

  @Override
  public JudgeModel run() {
    Seed seed = new Seed(material.seed()).derive("worth lesson");
    List<Base> faces =
        Stock.data(material, tools, seed).stream().filter(b -> b.mesh() != null).toList();
    List<Said> all = new ArrayList<>();
    Torch torch = Torch.cpu(material.threads());
    try (Forger forger = new Forger(torch, faces, material.drawing(), seed, tools.progress());
        Judge judge = new Judge(tools.models(), tools.finder(), kept)) {
      Method[] whole = Arrays.stream(Method.made()).filter(Method::whole).toArray(Method[]::new);
      for (int i = 0; i < faces.size(); i++) {
        tools.progress().checkStop();
        tools.progress().report("looking at faces", i, faces.size());
        Base b = faces.get(i);
        SplittableRandom r = seed.derive("face " + i).random();
        Way way = new Way(r.nextLong(), true);
        Frame real = way.camera(b.frame());
        all.add(said(judge, null, way.go(real, b.mesh())));
        for (int k = 0; k < FAKES; k++) {
          Method m = whole[(FAKES * i + k) % whole.length];
          Frame fake = forger.make(m, real, b.mesh(), r).frame();
          all.add(said(judge, m, way.go(fake, b.mesh())));
          all.add(said(judge, null, way.go(Sharpness.as(real, fake), b.mesh())));
        }
      }
    }
    Map<String, String> notes = new LinkedHashMap<>(kept.notes());
    notes.put("worth learnt on", before);
    notes.put("settings of worth", material.told());
    double[] w = learn(all, notes);
    return kept.worth(kept.fusion().worth((float) w[0], (float) w[2], (float) w[1]), notes);
  }

  private static Said said(Judge judge, @Nullable Method method, Way.Arrived a) {
    FaceFinding f = judge.look(a.frame(), a.mesh());
    return new Said(method, f.logOdds(), f.softness());
  }

  /**
   * @return what each unit of the sum is worth, what each pixel of blur takes, what is added
   * @throws ForensicsException DATA where there are too few of either kind
   */
  static double[] learn(List<Said> all, Map<String, String> notes) {
    long drawn = all.stream().filter(s -> s.method != null).count();
    if (Math.min(drawn, all.size() - drawn) < LEAST) {
      throw new ForensicsException(
          Code.DATA,
          "%d false faces and %d others are too few, %d are needed: name more --data"
              .formatted(drawn, all.size() - drawn, LEAST));
    }
    double[][] x =
        all.stream().map(s -> new double[] {s.sum, -s.softness}).toArray(double[][]::new);
    boolean[] fake = new boolean[x.length];
    double[] weight = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      fake[i] = all.get(i).method != null;
      weight[i] = .5 / (fake[i] ? drawn : all.size() - drawn);
    }
    double[] w = NonNegative.fit(x, new double[x.length], fake, weight);
    notes.put(
        "worth of the sum",
        String.format(
            Locale.ROOT,
            "%.2f, less %.2f for each pixel of blur, %+.2f; of %d false faces and %d others",
            w[0],
            w[1],
            w[2],
            drawn,
            all.size() - drawn));
    return w;
  }
}
