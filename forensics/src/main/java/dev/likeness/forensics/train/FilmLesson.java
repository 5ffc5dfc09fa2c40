package dev.likeness.forensics.train;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Linear;
import dev.likeness.forensics.Signals;
import dev.likeness.forensics.Subject;
import dev.likeness.models.train.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a judge what frames of films look like: a texture expert is learnt on films that a camera
 * makes of photographs and of what was made of them, and what films add up to is calibrated on such
 * films, each judged by an expert that has not seen its file. The others are told of films and not
 * counted: on untouched frames they spoke as on false ones. Everything else stays as it is.
 */
public final class FilmLesson implements Lesson {
  private static final double RIDGE = .05;
  private static final int FAKES = 2;

  private final Tools tools;
  private final Material material;
  private final JudgeModel kept;

  /**
   * One film: its frames' textures, and which of them are clear enough for a verdict.
   *
   * @param method null for an untouched one
   */
  private record Film(
      String source, @Nullable Method method, List<float[]> textures, List<Boolean> clear) {
    /** The median over the clear frames; NaN where there is none. */
    double middle(Linear l) {
      double[] all = new double[textures.size()];
      int n = 0;
      for (int i = 0; i < textures.size(); i++) {
        if (clear.get(i)) {
          all[n++] = l.logOdds(textures.get(i));
        }
      }
      Arrays.sort(all, 0, n);
      return n == 0 ? Double.NaN : all[n / 2];
    }
  }

  /**
   * @param kept the judge that goes on learning
   */
  public FilmLesson(Tools tools, Material material, JudgeModel kept) {
    this.tools = tools;
    this.material = material;
    this.kept = kept;
  }

  @Override
  public JudgeModel run() {
    Seed seed = new Seed(material.seed()).derive("film lesson");
    List<Base> stock = Stock.data(material, tools, seed);
    List<Base> given = Stock.given(material, tools, seed);
    List<Base> redrawn = Stock.redrawn(material, tools);
    List<Film> films = new ArrayList<>();
    Torch torch = Torch.cpu(material.threads());
    try (Forger forger = new Forger(torch, stock, material.drawing(), seed, tools.progress())) {
      made(stock, forger, seed, films);
    }
    brought(given, Method.GIVEN, seed.derive("given"), films);
    brought(redrawn, Method.REDRAWN, seed.derive("redrawn"), films);
    return model(films);
  }

  private void made(List<Base> stock, Forger forger, Seed seed, List<Film> into) {
    Method[] whole = Arrays.stream(Method.made()).filter(Method::whole).toArray(Method[]::new);
    for (int i = 0; i < stock.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("making films", i, stock.size());
      Base b = stock.get(i);
      Seed chance = seed.derive("film " + i);
      FilmWay way = new FilmWay(chance.random().nextLong());
      Frame real = way.camera(b.frame());
      add(b.source(), null, way.go(real), into);
      for (int k = 0; k < FAKES; k++) {
        Method m = whole[(FAKES * i + k) % whole.length];
        Frame fake = forger.make(m, real, null, chance.derive("made " + k).random()).frame();
        add(b.source(), m, way.go(fake), into);
      }
    }
  }

  private void brought(List<Base> all, Method method, Seed seed, List<Film> into) {
    for (int i = 0; i < all.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("making films of pictures", i, all.size());
      FilmWay way = new FilmWay(seed.derive("brought " + i).random().nextLong());
      add(all.get(i).source(), method, way.go(all.get(i).frame()), into);
    }
  }

  private static void add(
      String source, @Nullable Method method, List<Frame> frames, List<Film> into) {
    List<float[]> textures = new ArrayList<>();
    List<Boolean> clear = new ArrayList<>();
    for (Frame f : frames) {
      Subject s = Subject.of(f, null, null);
      float[] x = Signals.texture(s);
      if (x != null) {
        textures.add(x);
        clear.add(Signals.clear(s, true));
      }
    }
    into.add(new Film(source, method, textures, clear));
  }

  private JudgeModel model(List<Film> films) {
    List<Fit.Row> rows = rows(films);
    Linear[] without = new Linear[Held.FOLDS];
    for (int k = 0; k < Held.FOLDS; k++) {
      without[k] = Fit.of(Fit.balanced(Held.without(rows, k)), RIDGE);
    }
    List<FusionFit.Case> cases = new ArrayList<>();
    for (Film f : films) {
      double texture = f.middle(without[Held.fold(f.source)]);
      if (!Double.isNaN(texture)) {
        cases.add(new FusionFit.Case(f.source, f.method, texture, 0, 0, false));
      }
    }
    FusionFit.Result fused = FusionFit.of(cases, true, 0);
    Map<String, String> notes = new LinkedHashMap<>(kept.notes());
    notes.put("films learnt on", kept.digest().hex());
    notes.put("settings of films", material.told());
    notes.put("films' texture without each method", Held.report(rows, RIDGE));
    fused.notes().forEach((k, v) -> notes.put("films, " + k, v));
    JudgeModel.Films learnt =
        new JudgeModel.Films(Fit.of(Fit.balanced(rows), RIDGE), fused.fusion());
    return kept.films(learnt, notes);
  }

  private static List<Fit.Row> rows(List<Film> films) {
    List<Fit.Row> rows = new ArrayList<>();
    for (Film f : films) {
      f.textures.forEach(x -> rows.add(new Fit.Row(f.source, f.method, x, 1)));
    }
    return rows;
  }
}
