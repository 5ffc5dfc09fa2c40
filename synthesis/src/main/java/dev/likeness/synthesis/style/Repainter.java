package dev.likeness.synthesis.style;

import dev.likeness.core.Picture;
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
  /** How much deeper forms of up to some four and sixteen pixels get. */
  private static final float SMALL = 1.2f;

  private static final float LARGE = .5f;

  /** Where the last picture, carried along, differs by this much, it is not believed. */
  private static final float UNLIKE = 22;

  /** A picture whose parts are believed less than this begins anew. */
  private static final double CUT = .35;

  private final Works works;
  private final Settings settings;
  private final boolean film;
  private @Nullable Easel easel;
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

    /** How many planes of the picture are painted. */
    int channels() {
      return keepColour ? 1 : 3;
    }

    /** What tone and colour count: the freer, the less. */
    float guide() {
      return (float) (.8 + 1.2 * (1 - strength));
    }
  }

  /**
   * What goes on to the next picture.
   *
   * @param painted how bright it was painted; empty where that is not known any more
   */
  private record Kept(Planes target, int[] sx, int[] sy, Palette palette, float[] painted) {}

  /**
   * @param film whether pictures follow each other
   */
  public Repainter(Works works, Settings settings, boolean film) {
    this.works = works;
    this.settings = settings;
    this.film = film;
  }

  private Easel easel(int width, int height) {
    Easel e = easel;
    if (e == null || e.width() != width || e.height() != height) {
      e = Easel.of(works, settings, film, width, height);
      easel = e;
      kept = null;
    }
    return e;
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
    Easel e = easel(picture.width(), picture.height());
    Planes target = Planes.of(picture, e.w(), e.h());
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
        m = e.carried(last.sx, last.sy, flow, sure, wanted);
      }
    }
    if (m == null || palette == null) {
      palette = Palette.between(target, e.atlas().level(e.atlas().depth() - 1).tone());
      wanted = wanted(palette, target);
      m = e.fresh(wanted);
    }
    Planes painted = m.painted(e.atlas().level(0).paint(), Finish.NEAR);
    Picture out = new Finish(e, m).of(picture, painted, wanted);
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
    Easel e = easel(last.width(), last.height());
    if (state.length > 0) {
      Places p = Places.unpack(state, e.w() * e.h(), Palette.NUMBERS);
      kept =
          new Kept(
              Planes.of(last, e.w(), e.h()), p.x(), p.y(), Palette.of(p.numbers()), new float[0]);
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
}
