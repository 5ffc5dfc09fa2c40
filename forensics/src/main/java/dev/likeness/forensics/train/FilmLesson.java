package dev.likeness.forensics.train;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.GraftExpert;
import dev.likeness.forensics.InsetExpert;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Linear;
import dev.likeness.forensics.Opinion;
import dev.likeness.forensics.Signals;
import dev.likeness.forensics.Subject;
import dev.likeness.models.train.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a judge what frames of films look like: a texture expert, of texture at two sizes and
 * spectrum, is learnt on films that a camera makes of faces, of what networks made of them, each
 * beside the untouched one at its sharpness, of what was given as false, and of faces that are
 * sharper than the picture that they were laid into: without these a sharp face was real to it.
 * What it, insets and grafts add up to is learnt and calibrated on such films, each judged by an
 * expert that has not seen its file. Films without a face are what verdicts are calibrated on, too.
 * Everything else stays as it is.
 */
public final class FilmLesson implements Lesson {
  /** More of it did as well on what was held out, and alike by every chance (docs/judge.md). */
  private static final double RIDGE = .3;

  private static final int FAKES = 3;

  /** Ways that each picture comes that was given as false. */
  private static final int WAYS = 2;

  /** Of the parts of a scene so few are enough to calibrate on: every second. */
  private static final int PARTS = 2;

  /** Untouched files of faces. */
  private static final int LEAST = 10;

  private final Tools tools;
  private final Material material;
  private final JudgeModel kept;
  private final @Nullable InsetExpert inset;
  private final @Nullable GraftExpert graft;

  /** What was measured of one frame that is clear enough for a verdict. */
  private record Seen(float[] texture, double inset, double graft) {}

  /**
   * One film.
   *
   * @param method null for an untouched one
   */
  private record Film(String source, @Nullable Method method, boolean face, List<Seen> frames) {
    boolean learnt() {
      return face || method == Method.REDRAWN;
    }

    /** What each says, the middle one of the frames. */
    FilmSum.Case by(Linear l) {
      return new FilmSum.Case(
          source,
          method,
          middle(frames.stream().mapToDouble(f -> l.logOdds(f.texture)).toArray()),
          middle(frames.stream().mapToDouble(Seen::inset).toArray()),
          middle(frames.stream().mapToDouble(Seen::graft).toArray()),
          face);
    }

    private static double middle(double[] all) {
      Arrays.sort(all);
      return all[all.length / 2];
    }
  }

  /**
   * @param material whose data are faces to learn from, best such as {@code kept} has not seen, and
   *     pictures without one to calibrate on; whose given are faces that a machine has drawn
   * @param kept the judge that goes on learning
   */
  public FilmLesson(Tools tools, Material material, JudgeModel kept) {
    this.tools = tools;
    this.material = material;
    this.kept = kept;
    InsetExpert.Learnt set = kept.inset();
    GraftExpert.Learnt laid = kept.graft();
    inset = set == null ? null : new InsetExpert(set);
    graft = laid == null ? null : new GraftExpert(laid);
  }

  @Override
  public JudgeModel run() {
    Seed seed = new Seed(material.seed()).derive("film lesson");
    List<Base> stock = Stock.data(material, tools, seed);
    long files = stock.stream().filter(b -> b.mesh() != null).map(Base::source).distinct().count();
    if (files < LEAST) {
      throw new ForensicsException(
          Code.DATA,
          "%d files with faces are too few, %d are needed: name more --data"
              .formatted(files, LEAST));
    }
    List<Base> given = Stock.given(material, tools, seed);
    List<Base> laid =
        Stock.read(material.given(), material.each(), .5, tools, seed.derive("laid")).stream()
            .filter(b -> b.mesh() != null)
            .toList();
    if (laid.isEmpty()) {
      throw new ForensicsException(Code.DATA, "no faces to lay in: name pictures with --given");
    }
    List<Film> films = new ArrayList<>();
    Torch torch = Torch.cpu(material.threads());
    List<Base> faces = stock.stream().filter(b -> b.mesh() != null).toList();
    try (Forger forger = new Forger(torch, faces, material.drawing(), seed, tools.progress())) {
      for (int i = 0; i < stock.size(); i++) {
        tools.progress().checkStop();
        tools.progress().report("making films", i, stock.size());
        Seed chance = seed.derive("film " + i);
        if (stock.get(i).mesh() != null) {
          made(stock.get(i), i, forger, laid, chance, films);
        } else if (i % PARTS == 0) {
          brought(stock.get(i), null, chance, films);
        }
      }
    }
    for (int k = 0; k < WAYS; k++) {
      brought(given, Method.GIVEN, seed.derive("given " + k), films);
    }
    brought(Stock.redrawn(material, tools), Method.REDRAWN, seed.derive("redrawn"), films);
    return model(films);
  }

  /** A face, what networks make of it and what is laid into it, all of which come one way. */
  private void made(Base b, int at, Forger forger, List<Base> laid, Seed chance, List<Film> into) {
    Method[] whole = Arrays.stream(Method.made()).filter(Method::whole).toArray(Method[]::new);
    SplittableRandom r = chance.random();
    FaceMesh mesh = Objects.requireNonNull(b.mesh());
    FilmWay way = new FilmWay(r.nextLong());
    Frame real = way.camera(b.frame());
    add(b.source(), null, way.go(real, mesh), into);
    for (int k = 0; k < FAKES; k++) {
      Method m = whole[(FAKES * at + k) % whole.length];
      Frame fake = forger.make(m, real, null, r).frame();
      add(b.source(), m, way.go(fake, mesh), into);
      add(b.source(), null, way.go(Sharpness.as(real, fake), mesh), into);
    }
    Frame coarse = Coarser.of(real, r);
    add(b.source(), null, way.go(coarse, mesh), into);
    add(b.source(), null, way.go(Inlay.focused(real, mesh, r), mesh), into);
    Base other = laid.get(r.nextInt(laid.size()));
    FaceMesh others = Objects.requireNonNull(other.mesh());
    Frame with = Inlay.graft(coarse, mesh, other, others, r);
    add(b.source(), Method.GRAFT, way.go(with, mesh), into);
  }

  private void brought(List<Base> all, Method method, Seed seed, List<Film> into) {
    for (int i = 0; i < all.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("making films of pictures", i, all.size());
      brought(all.get(i), method, seed.derive("brought " + i), into);
    }
  }

  private void brought(Base b, @Nullable Method method, Seed chance, List<Film> into) {
    FilmWay way = new FilmWay(chance.random().nextLong());
    add(b.source(), method, way.go(way.camera(b.frame()), b.mesh()), into);
  }

  private void add(
      String source, @Nullable Method method, List<Way.Arrived> frames, List<Film> into) {
    List<Seen> seen = new ArrayList<>();
    boolean face = false;
    for (Way.Arrived a : frames) {
      Subject s = Subject.of(a.frame(), a.mesh(), null);
      float[] x = Signals.drawn(s);
      if (x != null && Signals.clear(s, true)) {
        face = s.mesh() != null;
        double set = inset == null ? 0 : said(inset.look(s, false));
        double laid = graft == null ? 0 : said(graft.look(s, false));
        seen.add(new Seen(x, set, laid));
      }
    }
    if (!seen.isEmpty()) {
      into.add(new Film(source, method, face, seen));
    }
  }

  private static double said(Opinion o) {
    return o.applicable() ? o.logOdds() : 0;
  }

  private JudgeModel model(List<Film> films) {
    List<Fit.Row> rows = rows(films.stream().filter(Film::learnt).toList());
    Linear all = Fit.of(Fit.balanced(rows), RIDGE);
    List<Linear> without = new ArrayList<>();
    for (int k = 0; k < Held.FOLDS; k++) {
      without.add(Fit.of(Fit.balanced(Held.without(rows, k)), RIDGE));
    }
    List<FilmSum.Case> cases =
        films.stream().map(f -> f.by(f.learnt() ? without.get(Held.fold(f.source)) : all)).toList();
    FusionFit.Result fused = FilmSum.of(cases);
    Map<String, String> notes = new LinkedHashMap<>(kept.notes());
    notes.put("films learnt on", kept.digest().hex());
    notes.put("settings of films", material.told());
    notes.put("films' texture without each method", Held.report(rows, RIDGE));
    fused.notes().forEach((k, v) -> notes.put("films, " + k, v));
    return kept.films(new JudgeModel.Films(all, fused.fusion()), notes);
  }

  private static List<Fit.Row> rows(List<Film> films) {
    List<Fit.Row> rows = new ArrayList<>();
    for (Film f : films) {
      f.frames.forEach(s -> rows.add(new Fit.Row(f.source, f.method, s.texture, 1)));
    }
    return rows;
  }
}
