package dev.likeness.forensics.train;

import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Version;
import dev.likeness.forensics.BlendExpert;
import dev.likeness.forensics.EyeExpert;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Linear;
import dev.likeness.forensics.Signals;
import dev.likeness.forensics.Subject;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Teaches a judge from untouched pictures alone: false ones are made from them here. */
public final class JudgeTraining implements Lesson {
  private static final double RIDGE = .02;

  /** Of the texture, whose numbers go together more. */
  private static final double SMOOTH = .05;

  /** The spectrum was learnt on more sizes than the texture is. */
  private static final int AGAIN = 2;

  private static final int FAKES = 3;

  private final Tools tools;
  private final Material material;
  private final Before before;
  private final int seams;
  private final Consumer<JudgeModel> early;

  /**
   * What was learnt before.
   *
   * @param judge whose spectrum, noise and seams are kept; null for all new
   * @param seen folders that it learnt from: nothing is calibrated on these names, but for pictures
   *     that were given as false
   * @param learnt likewise, but the spectrum is learnt again without each fold of their files, so
   *     that these are calibrated on too
   */
  public record Before(@Nullable JudgeModel judge, List<Path> seen, List<Path> learnt) {
    public Before {
      seen = List.copyOf(seen);
      learnt = List.copyOf(learnt);
    }
  }

  /** A picture with all that was measured of it. */
  private record Sample(
      String source,
      @Nullable Method method,
      Subject subject,
      boolean far,
      float @Nullable [] spectrum,
      float @Nullable [] noise,
      float @Nullable [] texture) {}

  /**
   * @param material what of {@code given} is in {@code data} as well serves for seams only
   * @param seams steps of the seam network; 0 for a judge without it
   * @param early is handed the judge without the seam network, which is ready long before
   */
  public JudgeTraining(
      Tools tools, Material material, Before before, int seams, Consumer<JudgeModel> early) {
    if (seams < 0) {
      throw new IllegalArgumentException(seams + " steps of seams");
    }
    this.tools = tools;
    this.material = material;
    this.before = before;
    this.seams = seams;
    this.early = early;
  }

  @Override
  public JudgeModel run() {
    Seed seed = new Seed(material.seed());
    JudgeModel kept = before.judge;
    Progress progress = tools.progress();
    List<Base> stock = Stock.data(material, tools, seed);
    List<Base> given = Stock.given(material, tools, seed);
    Torch torch = Torch.cpu(material.threads());
    try (Forger forger = new Forger(torch, stock, material.drawing(), seed, progress)) {
      List<Base> redrawn = Stock.redrawn(material, tools);
      List<Sample> samples = new ArrayList<>();
      for (boolean far : kept == null ? new boolean[] {false, true} : new boolean[] {true}) {
        Seed chance = far ? seed.derive("far") : seed;
        samples.addAll(samples(stock, forger, far, chance));
        samples.addAll(given(given, Method.GIVEN, far, chance));
        samples.addAll(given(redrawn, Method.REDRAWN, far, chance.derive("redrawn")));
      }
      if (kept != null) {
        samples.addAll(again(forger, given, seed.derive("again")));
        return model(samples, kept.blend());
      }
      JudgeModel bare = model(samples, Map.of());
      if (seams == 0) {
        return bare;
      }
      early.accept(bare);
      List<Base> learnt = stock.stream().filter(b -> Held.fold(b.source()) != 0).toList();
      return model(
          samples, SeamTrainer.learn(torch, learnt, forger, seams, seed, Precision.FULL, progress));
    }
  }

  private JudgeModel model(List<Sample> samples, Map<String, Weights> blend) {
    JudgeModel kept = before.judge;
    List<Fit.Row> traces = kept == null ? rows(samples, What.SPECTRUM) : List.of();
    List<Fit.Row> noises = kept == null ? rows(samples, What.NOISE) : List.of();
    List<Fit.Row> textures = rows(samples, What.TEXTURE);
    Linear spectrum = kept == null ? Fit.of(Fit.balanced(traces), RIDGE) : kept.spectrum();
    Linear noise = kept == null ? Fit.of(Fit.balanced(noises), RIDGE) : kept.noise();
    Linear texture = Fit.of(Fit.balanced(textures), SMOOTH);
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("likeness", Version.current());
    notes.put("seed", String.valueOf(material.seed()));
    notes.put(
        "settings",
        "%d sizes, %d steps of drawing, %s"
            .formatted(
                material.each(),
                material.drawing(),
                kept == null
                    ? seams + " of seams"
                    : "spectrum, noise and seams of " + kept.digest().hex()));
    notes.put("samples", String.valueOf(samples.size()));
    notes.put("texture without each method", Held.report(textures, SMOOTH));
    if (kept == null) {
      notes.put("spectrum without each method", Held.report(traces, RIDGE));
      notes.put("noise without each method", Held.report(noises, RIDGE));
    } else {
      kept.notes().forEach((k, v) -> notes.put("before, " + k, v));
    }
    float[] worth = {0, 0};
    if (kept != null) {
      worth = new float[] {kept.blendScale(), kept.blendShift()};
    } else if (!blend.isEmpty()) {
      worth = worth(samples, blend, notes);
    }
    List<FusionFit.Case> cases =
        cases(
            samples,
            before.learnt.isEmpty() ? traces : rows(samples, What.SPECTRUM),
            textures,
            blend,
            worth);
    FusionFit.Result fused = FusionFit.of(cases, 1);
    notes.putAll(fused.notes());
    return new JudgeModel(
        spectrum,
        noise,
        texture,
        blend,
        worth[0],
        worth[1],
        fused.fusion(),
        null,
        null,
        kept == null ? null : kept.films(),
        notes,
        Digest.of(new byte[0]));
  }

  private List<Sample> samples(List<Base> stock, Forger forger, boolean far, Seed seed) {
    List<Sample> out = new ArrayList<>();
    for (int i = 0; i < stock.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("making pairs", i, stock.size());
      Base b = stock.get(i);
      SplittableRandom r = seed.derive("pair " + i).random();
      Way way = new Way(r.nextLong(), far);
      Frame real = way.camera(b.frame());
      out.add(sample(b.source(), null, far, way.go(real, b.mesh())));
      Way other = new Way(r.nextLong(), far);
      out.add(sample(b.source(), null, far, other.go(other.camera(b.frame()), b.mesh())));
      for (int k = 0; k < FAKES; k++) {
        Method m = Method.made()[(i * FAKES + k) % Method.made().length];
        if (m.whole() || b.mesh() != null) {
          Frame fake = forger.make(m, real, b.mesh(), r).frame();
          out.add(sample(b.source(), m, far, way.go(fake, b.mesh())));
        }
      }
    }
    return out;
  }

  /** What the kept spectrum had learnt from, the near way, as far as it is to be learnt again. */
  private List<Sample> again(Forger forger, List<Base> given, Seed seed) {
    if (before.learnt.isEmpty()) {
      return List.of();
    }
    List<Path> known =
        java.util.stream.Stream.concat(before.learnt.stream(), before.seen.stream()).toList();
    List<Base> stock = Stock.read(known, AGAIN * material.each(), .5, tools, seed.derive("stock"));
    List<Sample> out = new ArrayList<>(samples(stock, forger, false, seed));
    out.addAll(given(given, Method.GIVEN, false, seed));
    return out;
  }

  private static List<Sample> given(List<Base> all, Method method, boolean far, Seed seed) {
    List<Sample> out = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Base b = all.get(i);
      Way way = new Way(seed.derive("given " + i).random().nextLong(), far);
      out.add(sample(b.source(), method, far, way.go(way.camera(b.frame()), b.mesh())));
    }
    return out;
  }

  private static Sample sample(String source, @Nullable Method m, boolean far, Way.Arrived a) {
    Subject s = Subject.of(a.frame(), a.mesh(), null);
    return new Sample(source, m, s, far, Signals.spectrum(s), Signals.noise(s), Signals.texture(s));
  }

  private enum What {
    SPECTRUM,
    NOISE,
    TEXTURE
  }

  /**
   * Spectra and textures are learnt from what was made of whole pictures, and from pictures that
   * nobody gave as false; noise from faces that were put back. Textures come the far way.
   */
  private static List<Fit.Row> rows(List<Sample> samples, What what) {
    Set<String> drawn = drawn(samples);
    List<Fit.Row> out = new ArrayList<>();
    for (Sample s : samples) {
      float[] x =
          switch (what) {
            case SPECTRUM -> s.spectrum;
            case NOISE -> s.noise;
            case TEXTURE -> s.texture;
          };
      boolean counts =
          what == What.NOISE
              ? s.method == null || !s.method.whole()
              : s.method == Method.GIVEN || (s.method != Method.BLEND && !drawn.contains(s.source));
      if (x != null && counts && s.far == (what == What.TEXTURE)) {
        out.add(new Fit.Row(s.source, s.method, x, 1));
      }
    }
    return out;
  }

  /** The names of what was given as false. */
  private static Set<String> drawn(List<Sample> samples) {
    Set<String> drawn = new HashSet<>();
    samples.stream().filter(s -> s.method == Method.GIVEN).forEach(s -> drawn.add(s.source));
    return drawn;
  }

  /** Platt's scaling of the seam network on faces that it has not seen. */
  private float[] worth(
      List<Sample> samples, Map<String, Weights> blend, Map<String, String> notes) {
    List<Fit.Row> rows = new ArrayList<>();
    try (BlendExpert e = new BlendExpert(tools.models(), blend, 1, 0)) {
      for (Sample s : samples) {
        float[][] raw =
            Held.fold(s.source) == 0 && (s.method == null || !s.method.whole())
                ? e.raw(s.subject)
                : null;
        if (raw != null) {
          rows.add(new Fit.Row(s.source, s.method, new float[] {raw[1][0]}, 1));
        }
      }
    }
    Linear l = Fit.of(Fit.balanced(rows), 1e-4);
    notes.put("blend on unseen faces, AUC", String.format(Locale.ROOT, "%.3f", Held.auc(rows, l)));
    float scale = Math.max(0, l.weight()[0] / l.spread()[0]);
    return new float[] {scale, l.bias() - scale * l.mean()[0]};
  }

  /**
   * What the experts say of clear pictures that they have not learnt from: cross-conformal
   * prediction (Vovk 2015), in which each file is judged by experts that were fitted without its
   * fold. What the kept spectrum never saw, it judges itself.
   */
  private List<FusionFit.Case> cases(
      List<Sample> samples,
      List<Fit.Row> traces,
      List<Fit.Row> textures,
      Map<String, Weights> blend,
      float[] worth) {
    Linear[] spectrum = new Linear[Held.FOLDS];
    Linear[] texture = new Linear[Held.FOLDS];
    for (int k = 0; k < Held.FOLDS; k++) {
      spectrum[k] =
          traces.isEmpty()
              ? Objects.requireNonNull(before.judge).spectrum()
              : Fit.of(Fit.balanced(Held.without(traces, k)), RIDGE);
      texture[k] = Fit.of(Fit.balanced(Held.without(textures, k)), SMOOTH);
    }
    Set<String> drawn = drawn(samples);
    Set<String> seen = Stock.names(before.seen);
    Set<String> learnt = Stock.names(before.learnt);
    List<FusionFit.Case> out = new ArrayList<>();
    BlendExpert e =
        blend.isEmpty() ? null : new BlendExpert(tools.models(), blend, worth[0], worth[1]);
    try (EyeExpert rule = new EyeExpert()) {
      for (Sample s : samples) {
        boolean given = s.method == Method.GIVEN;
        boolean counts = given || (!drawn.contains(s.source) && !seen.contains(s.source));
        // What came the near way again only teaches the folds.
        boolean again = before.judge != null && !s.far;
        if (counts && !again && Signals.clear(s.subject, false)) {
          int k = Held.fold(s.source);
          Linear traced =
              before.judge == null || learnt.contains(s.source)
                  ? spectrum[k]
                  : before.judge.spectrum();
          boolean unseen = k == 0 || s.subject.mesh() == null;
          double seam = e == null ? 0 : unseen ? e.look(s.subject, false).logOdds() : Double.NaN;
          double made =
              s.spectrum == null ? 0 : Signals.worth(s.subject) * traced.logOdds(s.spectrum);
          made += s.texture == null ? 0 : texture[k].logOdds(s.texture);
          double eyes = rule.look(s.subject, false).logOdds();
          out.add(new FusionFit.Case(s.source, s.method, made, seam, eyes, false));
        }
      }
    } finally {
      if (e != null) {
        e.close();
      }
    }
    return out;
  }
}
