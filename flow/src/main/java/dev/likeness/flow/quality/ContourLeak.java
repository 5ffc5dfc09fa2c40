package dev.likeness.flow.quality;

import dev.likeness.core.Frame;

/**
 * Foreign colour at the face's outline: what belongs neither to the new face's skin nor to the
 * target's surroundings, as when the background or hair of the persona's picture is pasted along
 * with the cheek. At each of 192 places of the outline the band from .22 eye distances inside to
 * .15 outside is looked at. A pixel of the result is at home when its colour is near
 *
 * <ul>
 *   <li>what the clip shows at that place or close by, or
 *   <li>the result's own skin further in on the same stretch, or
 *   <li>a mixture of the two (a soft edge), or one of these darkened or lightened a little
 *       (shading).
 * </ul>
 *
 * Near means ΔE*ab under {@code NEAR} with lightness counted half. A frame leaks when foreign
 * pixels take at least {@code SHARE} of the whole band or {@code RUN} of it in one stretch of a
 * twelfth of the outline. A clip against itself never leaks.
 */
final class ContourLeak {
  static final double NEAR = 12;
  static final double SHARE = .03;
  static final double RUN = .2;
  private static final double[] BAND = {-.22, -.18, -.14, -.1, -.06, -.02, .03, .07, .11, .15};
  private static final double[] SKIN = {-.3, -.38, -.46, -.54};
  private static final double[] AROUND = {-.02, .06, .14, .22};
  private static final int STRETCHES = 12;

  private final Numbers shares = new Numbers();
  private int frames;
  private int leaking;
  private double worst;
  private int worstFrame = -1;

  void add(Moment m, Contour c) {

    int length = Contour.STEPS / STRETCHES;
    double[] foreign = new double[STRETCHES];
    for (int k = 0; k < Contour.STEPS; k++) {
      foreign[k / length] += (double) foreign(m, c, k) / (length * BAND.length);
    }
    double share = Series.mean(foreign);
    double run = Series.quantile(foreign, 1);
    frames++;
    shares.add(share);
    if (share >= SHARE || run >= RUN) {
      leaking++;
    }
    if (Math.max(share / SHARE, run / RUN) > worst) {
      worst = Math.max(share / SHARE, run / RUN);
      worstFrame = m.index();
    }
  }

  /** Frames that leak. */
  int leaking() {
    return leaking;
  }

  int frames() {
    return frames;
  }

  /** Mean share of the band that is foreign, 0 to 1. */
  double share() {
    return Series.mean(shares.toArray());
  }

  /** The worst frame, in multiples of what counts as a leak (1 and more: it leaks). */
  double worst() {
    return worst;
  }

  /** The index of the worst frame; −1 when none has any foreign pixel. */
  int worstFrame() {
    return worstFrame;
  }

  private static int foreign(Moment m, Contour c, int k) {
    Lab[] skin = new Lab[SKIN.length * 3];
    Lab[] around = new Lab[AROUND.length * 3];
    for (int j = 0; j < 3; j++) {
      int near = (k + Contour.STEPS + 4 * (j - 1)) % Contour.STEPS;
      for (int i = 0; i < SKIN.length; i++) {
        skin[j * SKIN.length + i] = Lab.at(m.after(), c.x(near, SKIN[i]), c.y(near, SKIN[i]));
      }
      for (int i = 0; i < AROUND.length; i++) {
        around[j * AROUND.length + i] =
            Lab.at(m.before(), c.x(near, AROUND[i]), c.y(near, AROUND[i]));
      }
    }
    int foreign = 0;
    for (double depth : BAND) {
      double x = c.x(k, depth);
      double y = c.y(k, depth);
      if (BorderStep.inside(m.after(), x, y)) {
        Lab here = Lab.at(m.after(), x, y);
        if (!isThere(m.before(), x, y, here, .04 * c.scale()) && !isMix(here, skin, around)) {
          foreign++;
        }
      }
    }
    return foreign;
  }

  /** Does the clip show this colour at the place or a step beside it? */
  private static boolean isThere(Frame before, double x, double y, Lab here, double step) {
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        if (apart(here, Lab.at(before, x + dx * step, y + dy * step)) < NEAR) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isMix(Lab here, Lab[] skin, Lab[] around) {
    for (Lab s : skin) {
      for (Lab a : around) {
        if (apartFromLine(here, s, a) < NEAR) {
          return true;
        }
      }
    }
    return false;
  }

  private static double apart(Lab p, Lab q) {
    double dl = (p.l() - q.l()) / 2;
    return Math.sqrt(dl * dl + sq(p.a() - q.a()) + sq(p.b() - q.b()));
  }

  /** Distance of a colour to the straight mixtures of two others, lightness halved. */
  private static double apartFromLine(Lab p, Lab s, Lab a) {
    double ul = (a.l() - s.l()) / 2;
    double ua = a.a() - s.a();
    double ub = a.b() - s.b();
    double vl = (p.l() - s.l()) / 2;
    double va = p.a() - s.a();
    double vb = p.b() - s.b();
    double uu = ul * ul + ua * ua + ub * ub;
    double t = uu < 1e-9 ? 0 : Math.clamp((ul * vl + ua * va + ub * vb) / uu, 0, 1);
    return Math.sqrt(sq(vl - t * ul) + sq(va - t * ua) + sq(vb - t * ub));
  }

  private static double sq(double v) {
    return v * v;
  }
}
