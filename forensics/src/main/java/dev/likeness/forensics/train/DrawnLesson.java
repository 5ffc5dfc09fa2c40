package dev.likeness.forensics.train;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.BlendExpert;
import dev.likeness.forensics.EyeExpert;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Linear;
import dev.likeness.forensics.Signals;
import dev.likeness.forensics.Subject;
import dev.likeness.models.train.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a judge what pictures are like that a network has drawn as a whole: texture at two sizes
 * and spectrum in one regression. It learns from faces alone: what was learnt from scenes took
 * smooth skin for drawn. Beside each that is drawn stands the untouched one at the same sharpness,
 * so that softness is not what tells. Pictures without a face are what verdicts are calibrated on;
 * nothing is learnt from them.
 */
public final class DrawnLesson implements Lesson {
  private static final double RIDGE = .01;
  private static final int FAKES = 3;

  /** Ways that each picture comes that was given as false. */
  private static final int WAYS = 3;

  /**
   * Of the texture's weight the spectrum has so much, which learnt from photographs too: it tells
   * faces that a network enlarged, and takes what films leave for drawn (docs/judge.md).
   */
  private static final double SPECTRUM = .25;

  /** Of the parts of a scene so few are enough to calibrate on: every second. */
  private static final int PARTS = 2;

  /** Untouched files of faces, and of other pictures. */
  private static final int LEAST = 10;

  private final Tools tools;
  private final Material material;
  private final JudgeModel kept;

  private final List<Path> seen;

  /** A picture with what was measured of it. */
  private record Sample(String source, @Nullable Method method, Subject subject, float[] x) {
    boolean face() {
      return subject.mesh() != null;
    }

    /** Redrawn scenes too: that is what other people's networks are known by. */
    boolean learnt() {
      return face() || method == Method.REDRAWN;
    }

    Fit.Row row() {
      return new Fit.Row(source, method, x, 1);
    }
  }

  /**
   * @param material whose data are faces to learn from, and pictures without one to calibrate on
   * @param kept the judge that goes on learning
   * @param seen folders that its spectrum has learnt from: nothing is calibrated on these names
   */
  public DrawnLesson(Tools tools, Material material, JudgeModel kept, List<Path> seen) {
    this.tools = tools;
    this.material = material;
    this.kept = kept;
    this.seen = List.copyOf(seen);
  }

  @Override
  public JudgeModel run() {
    Seed seed = new Seed(material.seed()).derive("drawn lesson");
    List<Base> stock = Stock.data(material, tools, seed);
    checked(stock, true);
    checked(stock, false);
    List<Sample> samples = new ArrayList<>();
    Torch torch = Torch.cpu(material.threads());
    try (Forger forger = new Forger(torch, stock, material.drawing(), seed, tools.progress())) {
      made(stock, forger, seed, samples);
    }
    List<Base> given = Stock.given(material, tools, seed);
    for (int k = 0; k < WAYS; k++) {
      brought(given, Method.GIVEN, seed.derive("given " + k), samples);
    }
    brought(Stock.redrawn(material, tools), Method.REDRAWN, seed.derive("redrawn"), samples);
    return model(samples);
  }

  private void made(List<Base> stock, Forger forger, Seed seed, List<Sample> into) {
    Method[] whole = Arrays.stream(Method.made()).filter(Method::whole).toArray(Method[]::new);
    for (int i = 0; i < stock.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("making pairs", i, stock.size());
      Base b = stock.get(i);
      boolean face = b.mesh() != null;
      if (!face && i % PARTS != 0) {
        continue;
      }
      SplittableRandom r = seed.derive("pair " + i).random();
      Way way = new Way(r.nextLong(), true);
      Frame real = way.camera(b.frame());
      add(b.source(), null, way.go(real, b.mesh()), into);
      for (int k = 0; k < FAKES; k++) {
        Method m = whole[(i * FAKES + k) % whole.length];
        Frame fake = forger.make(m, real, b.mesh(), r).frame();
        add(b.source(), m, way.go(fake, b.mesh()), into);
        if (face) {
          add(b.source(), null, way.go(Sharpness.as(real, fake), b.mesh()), into);
        }
      }
    }
  }

  private void brought(List<Base> all, Method method, Seed seed, List<Sample> into) {
    for (int i = 0; i < all.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("looking at pictures", i, all.size());
      Base b = all.get(i);
      Way way = new Way(seed.derive("brought " + i).random().nextLong(), true);
      add(b.source(), method, way.go(way.camera(b.frame()), b.mesh()), into);
    }
  }

  private static void add(String source, @Nullable Method m, Way.Arrived a, List<Sample> into) {
    Subject s = Subject.of(a.frame(), a.mesh(), null);
    float[] x = Signals.drawn(s);
    if (x != null) {
      into.add(new Sample(source, m, s, x));
    }
  }

  private JudgeModel model(List<Sample> samples) {
    List<Sample> faces = samples.stream().filter(Sample::learnt).toList();
    List<Fit.Row> rows = faces.stream().map(Sample::row).toList();
    Linear all = Fit.of(Fit.balanced(rows), RIDGE);
    List<Linear> without = new ArrayList<>();
    for (int k = 0; k < Held.FOLDS; k++) {
      without.add(Fit.of(Fit.balanced(Held.without(rows, k)), RIDGE));
    }
    FusionFit.Result fused = FusionFit.of(cases(samples, all, without), SPECTRUM);
    Map<String, String> notes = new LinkedHashMap<>(kept.notes());
    notes.put("drawn faces learnt on", kept.digest().hex());
    notes.put("settings of drawn faces", material.told());
    notes.put("drawn faces, without each method", Held.report(rows, RIDGE));
    notes.put(
        "faces learnt from",
        "%d pictures of %d untouched files"
            .formatted(
                rows.size(),
                faces.stream()
                    .filter(s -> s.method == null)
                    .map(Sample::source)
                    .collect(Collectors.toSet())
                    .size()));
    notes.putAll(fused.notes());
    return kept.drawn(all, fused.fusion(), notes);
  }

  private static void checked(List<Base> stock, boolean face) {
    long files =
        stock.stream().filter(b -> face == (b.mesh() != null)).map(Base::source).distinct().count();
    if (files < LEAST) {
      throw new ForensicsException(
          Code.DATA,
          "%d files with %s are too few, %d are needed: name more --data"
              .formatted(files, face ? "faces" : "other pictures", LEAST));
    }
  }

  /** What is said of clear pictures that were not learnt from. */
  private List<FusionFit.Case> cases(List<Sample> samples, Linear all, List<Linear> without) {
    List<FusionFit.Case> out = new ArrayList<>();
    Set<String> known = Stock.names(seen);
    BlendExpert seams =
        kept.blend().isEmpty()
            ? null
            : new BlendExpert(tools.models(), kept.blend(), kept.blendScale(), kept.blendShift());
    try (EyeExpert eyes = new EyeExpert()) {
      for (Sample s : samples) {
        if (!known.contains(s.source) && Signals.clear(s.subject, false)) {
          int k = Held.fold(s.source);
          boolean puppet = s.face() && s.method != Method.GIVEN;
          double seam = seams == null || puppet ? 0 : seams.look(s.subject, false).logOdds();
          double drawn = (s.learnt() ? without.get(k) : all).logOdds(s.x) + spectrum(s);
          double eye = eyes.look(s.subject, false).logOdds();
          // The seam network knows three in four of what was given.
          boolean unseen = k == 0 || !s.face() || puppet;
          out.add(
              new FusionFit.Case(
                  s.source, s.method, drawn, unseen ? seam : Double.NaN, eye, puppet));
        }
      }
    } finally {
      if (seams != null) {
        seams.close();
      }
    }
    return out;
  }

  /** What the spectrum adds; nothing of what was given, which it has learnt from. */
  private double spectrum(Sample s) {
    float[] x = s.method == Method.GIVEN ? null : Signals.spectrum(s.subject);
    return x == null ? 0 : SPECTRUM * Signals.worth(s.subject) * kept.spectrum().logOdds(x);
  }
}
