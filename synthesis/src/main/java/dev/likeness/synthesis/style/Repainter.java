package dev.likeness.synthesis.style;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Repaints the pictures of one film, or one picture, in a style: every pixel is painted with a
 * place of the user's works that stands for the tone and colour wanted there and goes with its
 * neighbours (Hertzmann et al. 2001, "Image analogies"; Kwatra et al. 2005, "Texture optimization
 * for example-based synthesis"; Jamriška et al. 2019, "Stylizing video by example"). From picture
 * to picture the places move along with what they lie on, and are changed only where others fit
 * clearly better, so that strokes stick to things. One thread at a time; works on all processors,
 * with the same result on any number of them.
 */
public final class Repainter {
  /** The long side that places are searched at; results have the target's own size. */
  private static final int FILM = 640;

  private static final int STILL = 880;
  private static final int LEAST = 40;
  private static final int MOST_DEPTH = 4;

  /** What the look of the paint counts, against {@link #guide} for tone and colour. */
  private static final float TEXTURE = 1;

  /** How much of what is wanted comes in once more before the last size is painted. */
  private static final float DETAIL = .35f;

  /** How much deeper forms of up to some four and sixteen pixels get. */
  private static final float SMALL = 1.2f;

  private static final float LARGE = .5f;

  /** A new place has to be so much better than the one that was carried along. */
  private static final float BETTER = .6f;

  /** Where the last picture, carried along, differs by this much, it is not believed. */
  private static final float UNLIKE = 22;

  /** A picture whose parts are believed less than this begins anew. */
  private static final double CUT = .35;

  /** How far around a pixel patches count in what is seen, as a Gaussian's deviation in pixels. */
  private static final double NEAR = .6;

  private final Works works;
  private final Settings settings;
  private final boolean film;
  private @Nullable Bench bench;
  private @Nullable Kept kept;

  /**
   * How it is done.
   *
   * @param strength 0 to 1: how freely it is painted
   * @param keepColour whether the target's colours stay, and only light and dark are painted
   * @param stroke size of the strokes, 1 as large against the picture as in the works
   * @param steady whether places are carried along; without, each picture is painted for itself
   */
  public record Settings(double strength, boolean keepColour, double stroke, boolean steady) {
    public static final Settings USUAL = new Settings(.8, false, 1, true);

    public Settings {
      if (!(strength >= 0 && strength <= 1)) {
        throw new IllegalArgumentException(
            "the strength must lie between 0 and 1, not " + strength);
      }
      if (!(stroke >= .25 && stroke <= 4)) {
        throw new IllegalArgumentException(
            "the size of strokes must lie between .25 and 4, not " + stroke);
      }
    }
  }

  /**
   * What goes on to the next picture.
   *
   * @param painted how bright it was painted; empty where that is not known any more
   */
  private record Kept(Planes target, int[] sx, int[] sy, Palette palette, float[] painted) {}

  /** All that depends on the size of the pictures. */
  private record Bench(
      int width, int height, int w, int h, Atlas atlas, List<Match.Look> features, Planes fine) {
    double ratio() {
      return (double) width / w;
    }
  }

  /**
   * @param film whether pictures follow each other
   */
  public Repainter(Works works, Settings settings, boolean film) {
    this.works = works;
    this.settings = settings;
    this.film = film;
  }

  private int channels() {
    return settings.keepColour ? 1 : 3;
  }

  /** What tone and colour count: the freer, the less. */
  private float guide() {
    return (float) (.8 + 1.2 * (1 - settings.strength));
  }

  private Bench bench(int width, int height) {
    Bench b = bench;
    if (b != null && b.width == width && b.height == height) {
      return b;
    }
    double scale = Math.min(1, (film ? FILM : STILL) / (double) Math.max(width, height));
    int w = Math.max(LEAST, (int) Math.round(width * scale));
    int h = Math.max(LEAST, (int) Math.round(height * scale));
    int depth = 1;
    while (depth < MOST_DEPTH && Math.min(w, h) >> depth >= LEAST) {
      depth++;
    }
    int high = (int) Math.round(Math.min(w, h) * works.share() * settings.stroke);
    Atlas atlas = new Atlas(works.pieces(), Math.max(high, 8 << depth), depth);
    List<Match.Look> features = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      features.add(features(atlas.level(i).paint(), atlas.level(i).tone()));
    }
    Bench made =
        new Bench(width, height, w, h, atlas, features, atlas.enlarged((double) width / w));
    bench = made;
    kept = null;
    return made;
  }

  private Match.Look features(Planes paint, Planes tone) {
    return new Match.Look(interleaved(paint, TEXTURE), interleaved(tone, guide()));
  }

  private float[] interleaved(Planes p, float scale) {
    int n = channels();
    float[] out = new float[p.c()[0].length * n];
    for (int k = 0; k < n; k++) {
      float[] in = p.c()[k];
      for (int i = 0; i < in.length; i++) {
        out[n * i + k] = scale * in[i];
      }
    }
    return out;
  }

  /**
   * A repainted picture.
   *
   * @param before how much brightness changed from the last picture to this one in the target, with
   *     movement taken out: the mean over what is still seen, of 255 (warping error, Lai et al.
   *     2018, with the flow that places are carried by); NaN where there is no last picture
   * @param after the same of what was painted
   */
  public record Painted(Picture picture, double before, double after) {}

  /**
   * Repaints the next picture.
   *
   * @return of the same kind and size
   */
  public Painted next(Picture picture) {
    Bench b = bench(picture.width(), picture.height());
    Planes target = Planes.of(picture, b.w, b.h);
    Kept last = kept;
    Match m = null;
    Planes wanted = target;
    Palette palette = null;
    Flow flow = null;
    float[] sure = new float[0];
    if (last != null && film) {
      flow = flow(target, last.target);
      sure = sure(target, last.target, flow);
      if (settings.steady && mean(sure) >= CUT) {
        palette = last.palette;
        wanted = wanted(palette, target);
        m = carried(b, last, flow, sure, wanted);
      }
    }
    if (m == null || palette == null) {
      palette = Palette.between(target, b.atlas.level(b.atlas.depth() - 1).tone());
      wanted = wanted(palette, target);
      m = fresh(b, wanted);
    }
    Planes painted = m.painted(b.atlas.level(0).paint(), NEAR);
    Picture out = finished(b, m, lacks(painted, wanted), picture);
    double before = Double.NaN;
    double after = Double.NaN;
    if (flow != null && last != null && last.painted.length > 0) {
      before = unrest(target.c()[0], flow.carried(last.target.c()[0]), sure);
      after = unrest(painted.c()[0], flow.carried(last.painted), sure);
    }
    kept = new Kept(target, m.sx(), m.sy(), palette, painted.c()[0]);
    return new Painted(out, before, after);
  }

  private static double unrest(float[] now, float[] then, float[] sure) {
    double sum = 0;
    double n = 1e-9;
    for (int i = 0; i < now.length; i++) {
      sum += sure[i] * Math.abs(now[i] - then[i]);
      n += sure[i];
    }
    return sum / n;
  }

  /** All that the next picture depends on, besides the last one: to go on with later. */
  public byte[] state() {
    return kept == null ? new byte[0] : Places.pack(kept.sx, kept.sy, kept.palette.numbers());
  }

  /**
   * Goes on from a state.
   *
   * @param last the target's picture after which the state was taken
   * @throws IllegalArgumentException where the state is damaged, or of pictures of another size
   */
  public void restore(byte[] state, Picture last) {
    Bench b = bench(last.width(), last.height());
    if (state.length > 0) {
      Places p = Places.unpack(state, b.w * b.h, Palette.NUMBERS);
      kept =
          new Kept(Planes.of(last, b.w, b.h), p.x(), p.y(), Palette.of(p.numbers()), new float[0]);
    }
  }

  /**
   * What the paint should stand for: the target in the style's tones, its small forms deepened, as
   * coarse paint would swallow them.
   */
  private static Planes wanted(Palette palette, Planes target) {
    Planes out = palette.of(target);
    float[] y = out.c()[0];
    float[] near = Planes.blurred(y, out.width(), out.height(), 4);
    float[] far = Planes.blurred(y, out.width(), out.height(), 16);
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.clamp(y[i] + SMALL * (y[i] - near[i]) + LARGE * (near[i] - far[i]), 0, 255);
    }
    return out;
  }

  private static double mean(float[] v) {
    double s = 0;
    for (float f : v) {
      s += f;
    }
    return s / v.length;
  }

  /** Where things were in the last picture, from pictures of half the size. */
  private static Flow flow(Planes now, Planes then) {
    int w = now.width() / 2;
    int h = now.height() / 2;
    float[] a = Planes.halved(now.c()[0], now.width(), w, h);
    float[] b = Planes.halved(then.c()[0], now.width(), w, h);
    return Flow.between(a, b, w, h).enlarged(now.width(), now.height());
  }

  /** How far the last picture, carried along, can be believed, 0 to 1. */
  private static float[] sure(Planes now, Planes then, Flow flow) {
    float[] was = flow.carried(then.c()[0]);
    float[] is = now.c()[0];
    float[] out = new float[is.length];
    for (int i = 0; i < is.length; i++) {
      out[i] = Math.abs(is[i] - was[i]);
    }
    out = Planes.blurred(out, now.width(), now.height(), 1);
    for (int i = 0; i < is.length; i++) {
      out[i] = Math.clamp(2 - 2 * out[i] / UNLIKE, 0, 1);
    }
    return out;
  }

  private Match fresh(Bench b, Planes wanted) {
    List<Planes> sizes = new ArrayList<>(List.of(wanted));
    for (int i = 1; i < b.atlas.depth(); i++) {
      sizes.add(sizes.getLast().half());
    }
    Match m = null;
    for (int i = b.atlas.depth() - 1; i >= 0; i--) {
      Planes want = sizes.get(i);
      Atlas.Level level = b.atlas.level(i);
      Match finer = new Match(level, b.features.get(i), channels(), want.width(), want.height());
      Planes now = want;
      if (m == null) {
        finer.scatter(1);
      } else {
        finer.from(m);
        now = finer.painted(level.paint(), 1.2);
      }
      m = finer;
      if (i == 0) {
        now = mixed(now, want, DETAIL);
      }
      int times = i == 0 ? 2 : 3;
      for (int k = 0; k < times; k++) {
        m.look(features(now, want));
        m.search(i == 0 ? 3 : k == 0 ? 6 : 4, 100L * i + k, 1);
        now = m.painted(level.paint(), 1.2);
      }
    }
    return Objects.requireNonNull(m);
  }

  private static Planes mixed(Planes a, Planes b, float share) {
    Planes out = new Planes(a.width(), a.height());
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < out.c()[k].length; i++) {
        out.c()[k][i] = a.c()[k][i] + share * (b.c()[k][i] - a.c()[k][i]);
      }
    }
    return out;
  }

  private Match carried(Bench b, Kept last, Flow flow, float[] sure, Planes wanted) {
    Atlas.Level level = b.atlas.level(0);
    Match m = new Match(level, b.features.getFirst(), channels(), b.w, b.h);
    m.from(last.sx, last.sy, flow);
    Planes now = m.painted(level.paint(), 1);
    for (int k = 0; k < 3; k++) {
      float[] p = now.c()[k];
      for (int i = 0; i < p.length; i++) {
        p[i] = wanted.c()[k][i] + sure[i] * (p[i] - wanted.c()[k][i]);
      }
    }
    m.look(features(now, wanted));
    m.search(3, 17, BETTER);
    return m;
  }

  /** At the picture's own size. */
  private Picture finished(Bench b, Match m, float[] lacks, Picture picture) {
    Planes out = new Planes(b.width, b.height);
    Planes own = settings.keepColour ? Planes.of(picture.toFrame()) : out;
    IntStream.range(0, b.height)
        .parallel()
        .forEach(
            y -> {
              line(b, m, y, out);
              float py = (float) ((y + .5) * b.h / b.height - .5);
              for (int x = 0; x < b.width; x++) {
                float px = (float) ((x + .5) * b.w / b.width - .5);
                out.c()[0][y * b.width + x] += Flow.at(lacks, b.w, b.h, px, py);
              }
            });
    Frame frame =
        new Planes(b.width, b.height, new float[][] {out.c()[0], own.c()[1], own.c()[2]}).frame();
    return switch (picture) {
      case Frame f -> frame;
      case YuvFrame y -> YuvFrame.of(frame, y.matrix(), y.fullRange());
    };
  }

  /** What tone is still missing, in part. */
  private float[] lacks(Planes painted, Planes wanted) {
    float[] out = new float[painted.c()[0].length];
    for (int i = 0; i < out.length; i++) {
      out[i] = wanted.c()[0][i] - painted.c()[0][i];
    }
    out = Planes.blurred(out, painted.width(), painted.height(), 2);
    float share = (float) (.2 + .5 * (1 - settings.strength));
    for (int i = 0; i < out.length; i++) {
      out[i] *= share;
    }
    return out;
  }

  private static void line(Bench b, Match m, int y, Planes out) {
    double r = b.ratio();
    float py = (float) ((y + .5) * b.h / b.height - .5);
    int ny = Math.clamp(Math.round(py), 0, b.h - 1);
    float s = (float) (1 / (2 * NEAR * NEAR));
    for (int x = 0; x < b.width; x++) {
      float px = (float) ((x + .5) * b.w / b.width - .5);
      int nx = Math.clamp(Math.round(px), 0, b.w - 1);
      float total = 0;
      float c0 = 0;
      float c1 = 0;
      float c2 = 0;
      for (int v = Math.max(0, ny - 1); v <= Math.min(b.h - 1, ny + 1); v++) {
        for (int u = Math.max(0, nx - 1); u <= Math.min(b.w - 1, nx + 1); u++) {
          float dx = px - u;
          float dy = py - v;
          float k = (float) Math.exp(-(dx * dx + dy * dy) * s);
          int j = v * b.w + u;
          float fx = (float) ((m.sx()[j] / 16f + dx + .5f) * r - .5f);
          float fy = (float) ((m.sy()[j] / 16f + dy + .5f) * r - .5f);
          total += k;
          c0 += k * Flow.at(b.fine.c()[0], b.fine.width(), b.fine.height(), fx, fy);
          c1 += k * Flow.at(b.fine.c()[1], b.fine.width(), b.fine.height(), fx, fy);
          c2 += k * Flow.at(b.fine.c()[2], b.fine.width(), b.fine.height(), fx, fy);
        }
      }
      int i = y * b.width + x;
      out.c()[0][i] = c0 / total;
      out.c()[1][i] = c1 / total;
      out.c()[2][i] = c2 / total;
    }
  }
}
