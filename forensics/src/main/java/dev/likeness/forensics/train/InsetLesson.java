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

  /** Pairs of each size of each face. */
  private static final int TRIES = 3;

  /** With fewer untouched faces one in ten is little. */
  private static final int LEAST = 100;

  private final Tools tools;
  private final Material material;
  private final JudgeModel kept;

  /** How faces are set in. */
  enum Kind {
    /** The face, drawn small. */
    SMALL,
    /** Somebody else's. */
    OTHER,
    /** The mouth, drawn small. */
    MOUTH;

    /** Whether the mouth alone was, and is looked at. */
    private boolean mouth() {
      return this == MOUTH;
    }
  }

  /** One face. */
  private record Case(String source, @Nullable Kind kind, InsetExpert.Differences seen) {
    private Fit.@Nullable Row row(boolean mouth) {
      float[] x = mouth ? seen.mouth() : seen.face();
      return x == null || (kind != null && kind.mouth() != mouth)
          ? null
          : new Fit.Row(source, kind, x, 1);
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
      look(b.source(), null, way.go(real, mesh), cases);
      look(b.source(), Kind.SMALL, way.go(Inlay.small(real, mesh, false, r), mesh), cases);
      look(b.source(), Kind.MOUTH, way.go(Inlay.small(real, mesh, true, r), mesh), cases);
      Base o = faces.get(r.nextInt(faces.size()));
      Frame laid = Inlay.other(real, mesh, o, Objects.requireNonNull(o.mesh()), r);
      look(b.source(), Kind.OTHER, way.go(laid, mesh), cases);
    }
    return model(cases);
  }

  private static void look(String source, @Nullable Kind k, Way.Arrived a, List<Case> into) {
    InsetExpert.Differences d = Signals.inset(Subject.of(a.frame(), a.mesh(), null));
    if (d != null) {
      into.add(new Case(source, k, d));
    }
  }

  private JudgeModel model(List<Case> cases) {
    Map<String, String> notes = new LinkedHashMap<>(kept.notes());
    notes.put("insets learnt on", kept.digest().hex());
    notes.put("settings of insets", material.told());
    notes.put(
        "insets, learnt from",
        "%d untouched faces of %d files"
            .formatted(
                cases.stream().filter(c -> c.kind == null).count(),
                cases.stream().filter(c -> c.kind == null).map(Case::source).distinct().count()));
    InsetExpert.Part face = part(cases, false, notes);
    InsetExpert.Part mouth = part(cases, true, notes);
    return kept.inset(new InsetExpert.Learnt(face, mouth), WEIGHT, notes);
  }

  private static InsetExpert.Part part(
      List<Case> cases, boolean mouth, Map<String, String> notes) {
    List<Fit.Row> rows =
        cases.stream().map(c -> c.row(mouth)).filter(Objects::nonNull).toList();
    InsetExpert.Part part = learn(rows);
    List<Fit.Row> held = held(rows);
    double from = part.limit().from();
    for (Kind k : Kind.values()) {
      double[] fake = values(held, k);
      if (fake.length > 0) {
        notes.put(
            "insets, held out, " + k.name().toLowerCase(Locale.ROOT),
            String.format(
                Locale.ROOT,
                "AUC %.3f of %d; %.2f of them lie beyond %.2f, by %.2f",
                Held.auc(values(held, null), fake),
                fake.length,
                Arrays.stream(fake).filter(d -> d > from).count() / (double) fake.length,
                from,
                part.limit().slope()));
      }
    }
    return part;
  }

  /**
   * Learns from all, and from where on to speak from what each file is said to be by the others.
   *
   * @param rows differences of texture
   * @throws ForensicsException DATA where there are too few of either
   */
  static InsetExpert.Part learn(List<Fit.Row> rows) {
    long untouched = rows.stream().filter(r -> !r.fake()).count();
    if (untouched < LEAST || rows.size() - untouched < LEAST) {
      throw new ForensicsException(
          Code.DATA,
          "only %d untouched faces are large enough, of %d that are needed; name more"
                  .formatted(untouched, LEAST)
              + " --data or --sizes");
    }
    List<Fit.Row> held = held(rows);
    double[] real = values(held, null);
    Arrays.sort(real);
    Linear scale = Fit.of(Fit.balanced(held), 1e-4);
    float slope = Math.max(0, scale.weight()[0] / scale.spread()[0]);
    float from = (float) real[(int) ((1 - REACHED) * (real.length - 1))];
    return new InsetExpert.Part(
        Fit.of(Fit.balanced(rows), RIDGE), new InsetExpert.Limit(from, slope));
  }

  /** The same with what is said of each by those of other folds. */
  private static List<Fit.Row> held(List<Fit.Row> rows) {
    List<Fit.Row> out = new ArrayList<>();
    for (int k = 0; k < Held.FOLDS; k++) {
      int fold = k;
      Linear l = Fit.of(Fit.balanced(Held.without(rows, fold)), RIDGE);
      rows.stream()
          .filter(r -> Held.fold(r.source()) == fold)
          .map(
              r ->
                  new Fit.Row(
                      r.source(), r.method(), new float[] {(float) l.logOdds(r.x())}, r.weight()))
          .forEach(out::add);
    }
    return out;
  }

  private static double[] values(List<Fit.Row> rows, @Nullable Kind of) {
    return rows.stream().filter(r -> r.method() == of).mapToDouble(r -> r.x()[0]).toArray();
  }
}
