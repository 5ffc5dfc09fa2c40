package dev.likeness.forensics.train;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.InsetExpert;
import dev.likeness.forensics.Jpeg;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Linear;
import dev.likeness.forensics.Signals;
import dev.likeness.forensics.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a judge what the texture of a face that was set into a picture is like beside what
 * surrounds it: from faces that are untouched, from themselves drawn small and put back, and with
 * others' faces laid upon them. Everything else stays as it is. That the faces were drawn by
 * machines does no harm: what is compared is within one picture.
 */
public final class InsetLesson implements Lesson {
  private static final double RIDGE = .05;

  /**
   * So many untouched faces may reach where it begins: of those that were learnt from, on ways on
   * which more happens than on most. Of photographed ones far fewer do (docs/judge.md).
   */
  private static final double REACHED = .1;

  /** What is said of faces that were not learnt from is calibrated as it stands. */
  private static final float WEIGHT = 1;

  /** Of the pairs, come the way on which much happens. */
  private static final double FAR = .7;

  /** So many are blurred in the end, and compressed at this quality: as strongly as is measured. */
  private static final double SOFT = .25;

  private static final double[] BLUR = {1, 1.8};
  private static final int QUALITY = 75;

  /** Pairs of each size of each face. */
  private static final int TRIES = 3;

  /** With fewer untouched faces one in ten is little. */
  private static final int LEAST = 100;

  private final Tools tools;
  private final Material material;
  private final JudgeModel kept;

  /** How faces are set in. */
  enum Kind {
    UNTOUCHED,
    /** The face, drawn small. */
    SMALL,
    /** The mouth, drawn small: its own expert learns from it, and nobody else. */
    MOUTH,
    /** Somebody else's face. */
    OTHER
  }

  /** One face. */
  private record Case(String source, Kind kind, InsetExpert.Differences seen) {
    private Fit.@Nullable Row row(boolean mouth) {
      float[] x = mouth ? seen.mouth() : seen.face();
      boolean other = kind != Kind.UNTOUCHED && (kind == Kind.MOUTH) != mouth;
      return x == null || other
          ? null
          : new Fit.Row(source, kind == Kind.UNTOUCHED ? null : kind, x, 1);
    }
  }

  /**
   * What was learnt of a part.
   *
   * @param without learnt without each fold of the files
   */
  record Taught(InsetExpert.Part part, Linear[] without) {
    /** What those say that have not seen the file. */
    private double held(String source, float[] x) {
      return without[Held.fold(source)].logOdds(x);
    }

    private boolean reaches(String source, float @Nullable [] x) {
      return x != null && held(source, x) > part.limit().from();
    }
  }

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
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < TRIES * faces.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("comparing faces", i, TRIES * faces.size());
      Base b = faces.get(i / TRIES);
      FaceMesh mesh = Objects.requireNonNull(b.mesh());
      SplittableRandom r = seed.derive("pair " + i).random();
      Way way = new Way(r.nextLong(), r.nextDouble() < FAR);
      Frame real = way.camera(b.frame());
      double blur = r.nextDouble() < SOFT ? BLUR[0] + (BLUR[1] - BLUR[0]) * r.nextDouble() : 0;
      for (Kind k : Kind.values()) {
        Frame f = k == Kind.UNTOUCHED ? real : set(k, real, mesh, faces, r);
        look(b.source(), k, way.go(f, mesh), blur, cases);
      }
    }
    return model(cases);
  }

  private static Frame set(
      Kind k, Frame real, FaceMesh mesh, List<Base> faces, SplittableRandom r) {
    if (k != Kind.OTHER) {
      return Inlay.small(real, mesh, k == Kind.MOUTH, r);
    }
    Base o = faces.get(r.nextInt(faces.size()));
    return Inlay.other(real, mesh, o, Objects.requireNonNull(o.mesh()), r);
  }

  private static void look(String source, Kind k, Way.Arrived a, double blur, List<Case> into) {
    Frame f = blur > 0 ? Jpeg.through(Edits.blur(a.frame(), blur), QUALITY) : a.frame();
    InsetExpert.Differences d = Signals.inset(Subject.of(f, a.mesh(), null));
    if (d != null) {
      into.add(new Case(source, k, d));
    }
  }

  private JudgeModel model(List<Case> cases) {
    Map<String, String> notes = new LinkedHashMap<>(kept.notes());
    notes.remove("insets, faces put back");
    notes.put("insets learnt on", kept.digest().hex());
    notes.put("settings of insets", material.told());
    List<Case> untouched = cases.stream().filter(c -> c.kind == Kind.UNTOUCHED).toList();
    notes.put(
        "insets, learnt from",
        "%d untouched faces of %d files"
            .formatted(untouched.size(), untouched.stream().map(Case::source).distinct().count()));
    List<Fit.Row> faces = rows(cases, false);
    List<Fit.Row> mouths = rows(cases, true);
    Taught face = learn(faces);
    Taught mouth = learn(mouths);
    told(face, faces, notes);
    told(mouth, mouths, notes);
    EnumMap<Kind, Double> reached = new EnumMap<>(Kind.class);
    for (Kind k : Kind.values()) {
      reached.put(
          k,
          cases.stream()
              .filter(c -> c.kind == k)
              .mapToDouble(
                  c ->
                      face.reaches(c.source, c.seen.face())
                              || mouth.reaches(c.source, c.seen.mouth())
                          ? 1
                          : 0)
              .average()
              .orElse(0));
    }
    float none = none(reached);
    notes.put(
        "insets, held out, either reached",
        String.format(Locale.ROOT, "%s; none is worth %.2f", reached, none));
    return kept.inset(new InsetExpert.Learnt(face.part, mouth.part, none), WEIGHT, notes);
  }

  /**
   * What it is worth that neither face nor mouth reaches where it begins, if one false picture in
   * two is drawn as a whole: log-odds, 0 or less.
   *
   * @param reached the share of each kind that does
   */
  static float none(Map<Kind, Double> reached) {
    double missed =
        reached.entrySet().stream()
            .filter(e -> e.getKey() != Kind.UNTOUCHED)
            .mapToDouble(e -> 1 - e.getValue())
            .average()
            .orElse(1);
    double quiet = 1 - reached.getOrDefault(Kind.UNTOUCHED, 0.0);
    return (float) Math.min(0, Math.log((1 + missed) / 2 / Math.max(.01, quiet)));
  }

  private static List<Fit.Row> rows(List<Case> cases, boolean mouth) {
    return cases.stream().map(c -> c.row(mouth)).filter(Objects::nonNull).toList();
  }

  private static void told(Taught t, List<Fit.Row> rows, Map<String, String> notes) {
    double[] real = values(rows, null, t);
    InsetExpert.Limit limit = t.part.limit();
    for (Kind k : Kind.values()) {
      double[] fake = values(rows, k, t);
      if (fake.length > 0) {
        notes.put(
            "insets, held out, " + k.name().toLowerCase(Locale.ROOT),
            String.format(
                Locale.ROOT,
                "AUC %.3f of %d; %.2f of them lie beyond %.2f, by %.2f",
                Held.auc(real, fake),
                fake.length,
                Arrays.stream(fake).filter(d -> d > limit.from()).count() / (double) fake.length,
                limit.from(),
                limit.slope()));
      }
    }
  }

  /**
   * Learns from all, and from where on to speak from what each file is said to be by those that
   * have not seen it.
   *
   * @param rows differences of texture
   * @throws ForensicsException DATA where there are too few of either
   */
  static Taught learn(List<Fit.Row> rows) {
    long untouched = rows.stream().filter(r -> !r.fake()).count();
    if (untouched < LEAST || rows.size() - untouched < LEAST) {
      throw new ForensicsException(
          Code.DATA,
          "only %d untouched faces are large enough, of %d that are needed; name more"
                  .formatted(untouched, LEAST)
              + " --data or --sizes");
    }
    Linear[] without = new Linear[Held.FOLDS];
    for (int k = 0; k < without.length; k++) {
      without[k] = Fit.of(Fit.balanced(Held.without(rows, k)), RIDGE);
    }
    List<Fit.Row> held = new ArrayList<>();
    for (Fit.Row r : rows) {
      float said = (float) without[Held.fold(r.source())].logOdds(r.x());
      held.add(new Fit.Row(r.source(), r.method(), new float[] {said}, 1));
    }
    double[] real = held.stream().filter(r -> !r.fake()).mapToDouble(r -> r.x()[0]).toArray();
    Arrays.sort(real);
    Linear scale = Fit.of(Fit.balanced(held), 1e-4);
    float slope = Math.max(0, scale.weight()[0] / scale.spread()[0]);
    float from = (float) real[(int) ((1 - REACHED) * (real.length - 1))];
    Linear all = Fit.of(Fit.balanced(rows), RIDGE);
    return new Taught(new InsetExpert.Part(all, new InsetExpert.Limit(from, slope)), without);
  }

  private static double[] values(List<Fit.Row> rows, @Nullable Kind of, Taught t) {
    return rows.stream()
        .filter(r -> r.method() == of)
        .mapToDouble(r -> t.held(r.source(), r.x()))
        .toArray();
  }
}
