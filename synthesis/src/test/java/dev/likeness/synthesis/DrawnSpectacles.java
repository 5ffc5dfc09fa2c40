package dev.likeness.synthesis;

import dev.likeness.core.Frame;
import java.util.SplittableRandom;

/**
 * Spectacles of some chance shape and make, drawn onto a picture of {@link LensPlane} of {@link
 * RimNet}'s size: thin metal, acetate, half rims, none, see-through plastic; tinted lenses, what
 * they mirror, and the shadow that rims cast.
 */
final class DrawnSpectacles {
  private static final int W = RimNet.WIDTH;
  private static final int H = RimNet.HEIGHT;

  /** How soft an edge is, centimetres. */
  private static final double SOFT = .05;

  private final SplittableRandom r;
  private final double a;
  private final double b;
  private final double square;
  private final double apart;
  private final double middle;
  private final double shift;
  private final double tilt;
  private final double top;
  private final double bottom;
  private final double opaque;
  private final double below;
  private final double[] colour;
  private final double shine;
  private final double turn;
  private final double lift;
  private final double drop;
  private final double wide;
  private final double bridge;
  private final double arc;
  private final boolean twice;
  private final double temple;
  private final double slope;
  private final double ends;
  private final double templeThick;
  private final double bridgeThick;
  private final double lit;

  DrawnSpectacles(SplittableRandom r) {
    this.r = r;
    a = in(1.9, 2.9);
    b = in(.55, 1.02) * a;
    square = 2 + 3.5 * r.nextDouble() * r.nextDouble();
    apart = Math.max(a + in(.4, 1.1), in(2.7, 3.5));
    middle = in(-.05, .8);
    shift = in(-.25, .25);
    tilt = in(-.04, .04);
    lift = r.nextInt(3) == 0 ? in(0, .35) : 0;
    drop = r.nextInt(3) == 0 ? in(0, .3) : 0;
    wide = in(.9, 1.1);
    shine = in(0, 1.3);
    turn = in(0, 6.3);
    lit = in(-.5, .5);
    bridge = middle - b * in(.1, .75);
    arc = in(0, .35);
    double v = r.nextDouble();
    int make = r.nextInt(10);
    if (make < 4) { // metal
      top = in(.02, .06);
      bottom = top;
      opaque = in(.55, 1);
      below = 1;
      colour = metal();
    } else if (make < 7) { // acetate
      top = .06 + .19 * v * v;
      bottom = top * in(.6, 1);
      opaque = in(.8, 1);
      below = 1;
      colour = acetate();
    } else if (make == 7) { // half a rim
      top = in(.03, .12);
      bottom = .02;
      opaque = in(.7, 1);
      below = in(0, .3);
      colour = r.nextBoolean() ? metal() : acetate();
    } else if (make == 8) { // none: lenses' edges only
      top = in(.015, .04);
      bottom = top;
      opaque = in(.15, .4);
      below = 1;
      colour = new double[] {200, 205, 205};
    } else { // see-through plastic
      top = .06 + .15 * v;
      bottom = top;
      opaque = in(.3, .6);
      below = 1;
      colour = r.nextBoolean() ? new double[] {205, 195, 185} : hue(150, 90);
    }
    twice = make < 4 && r.nextInt(4) == 0;
    temple = middle - b * in(.1, .6);
    slope = in(-.05, .06);
    ends = apart + a + in(.3, 3.5);
    templeThick = Math.max(.025, top) * in(.6, 1.6);
    bridgeThick = Math.max(.025, top) * in(.7, 1.3);
  }

  private double in(double from, double to) {
    return from + (to - from) * r.nextDouble();
  }

  private double[] metal() {
    double v = r.nextDouble();
    return switch (r.nextInt(4)) {
      case 0 -> new double[] {20 + 40 * v, 20 + 40 * v, 22 + 40 * v};
      case 1 -> new double[] {90 + 120 * v, 90 + 120 * v, 92 + 120 * v};
      case 2 -> new double[] {120 + 80 * v, 98 + 70 * v, 60 + 60 * v};
      default -> new double[] {110 + 60 * v, 75 + 45 * v, 62 + 40 * v};
    };
  }

  private double[] acetate() {
    double v = r.nextDouble();
    return switch (r.nextInt(4)) {
      case 0 -> new double[] {8 + 30 * v, 8 + 30 * v, 9 + 30 * v};
      case 1 -> new double[] {45 + 60 * v, 26 + 38 * v, 16 + 24 * v};
      case 2 -> hue(20 + 90 * v, 60);
      default -> new double[] {20 + 50 * v, 16 + 40 * v, 26 + 65 * v};
    };
  }

  private double[] hue(double base, double more) {
    return new double[] {
      base + more * r.nextDouble(), base + more * r.nextDouble(), base + more * r.nextDouble()
    };
  }

  /** Distance across a lens' outline in its own measure: 1 on it. */
  private double across(double ex, double ey) {
    double up = ey < 0 ? lift * Math.max(0, ex / a) : 0;
    double y = ey + up * .8;
    double low = y > 0 ? 1 + drop * (.5 - .5 * ex / a) : 1;
    double x = ex / (1 + (ey < 0 ? .12 * lift : 0));
    return Math.pow(
        Math.pow(Math.abs(x) / a, square) + Math.pow(Math.abs(y) / (b * low), square), 1 / square);
  }

  private static double stroke(double distance, double thick) {
    return Math.max(0, Math.min(1, (thick + SOFT / 2 - distance) / SOFT));
  }

  /**
   * Draws them.
   *
   * @param label gets how much of each pixel is rim, bridge or temple
   */
  Frame on(Frame f, float[] label) {
    double shade = r.nextInt(2) == 0 ? in(0, .35) : 0;
    double sx = in(-.2, .2);
    double sy = in(.05, .35);
    double tint = r.nextInt(4) == 0 ? in(0, .45) : 0;
    double[] glass = hue(10, 120);
    Mirror[] mirrors = new Mirror[r.nextInt(5) < 2 ? 1 + r.nextInt(3) : 0];
    for (int i = 0; i < mirrors.length; i++) {
      mirrors[i] = new Mirror();
    }
    byte[] out = f.rgb().clone();
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        double px = ((x + .5) / RimNet.PIXELS + RimNet.LEFT) - shift;
        double py = ((y + .5) / RimNet.PIXELS + RimNet.TOP) + tilt * px;
        if (px > 0) {
          px /= wide;
        }
        double ex = Math.abs(px) - apart;
        double ey = py - middle;
        double far = across(ex, ey);
        double len = Math.hypot(ex, ey);
        double off = len < 1e-6 ? -a : len - len / far;
        double down = Rings.smooth(-.3f, .3f, (float) (ey / b));
        double thick = top + (bottom - top) * down;
        double m = stroke(Math.abs(off), thick) * (1 + (below - 1) * down);
        double bars = bars(px, py);
        double rim = Math.max(m * opaque, bars);
        double side = Math.max(-1, Math.min(1, off / Math.max(thick, .02)));
        double light =
            (1 + lit * side)
                * (1
                    + shine
                        * Math.max(
                            0, Math.sin(3 * Math.atan2(ey, ex) + turn + (px > 0 ? 2 : 0)) - .6));
        double shadow =
            shade == 0 ? 0 : shade * blurred(Math.abs(px - sx) - apart, ey - sy, thick + .12);
        int i = y * W + x;
        for (int c = 0; c < 3; c++) {
          double v = out[3 * i + c] & 255;
          v *= 1 - shadow;
          if (far < 1) {
            v += tint * (glass[c] - v);
            for (Mirror k : mirrors) {
              v += k.at(ex, ey, px > 0) * (k.colour[c] - v);
            }
          }
          v += rim * (Math.min(255, colour[c] * light) - v);
          out[3 * i + c] = (byte) (int) Math.max(0, Math.min(255, v));
        }
        label[i] = (float) Math.min(1, rim * 1.6);
      }
    }
    return new Frame(W, H, out);
  }

  private double blurred(double ex, double ey, double thick) {
    double far = across(ex, ey);
    double len = Math.hypot(ex, ey);
    double off = len < 1e-6 ? a : Math.abs(len - len / far);
    return Math.max(0, 1 - off / (2 * thick));
  }

  /** Bridge and temples. */
  private double bars(double px, double py) {
    double inner = apart - a;
    double m = 0;
    if (Math.abs(px) < inner + .15) {
      double bend = 1 - px / inner * (px / inner);
      m = stroke(Math.abs(py - (bridge - arc * bend)), bridgeThick);
      if (twice) {
        m = Math.max(m, stroke(Math.abs(py - (middle - .95 * b)), bridgeThick));
      }
    }
    double ax = Math.abs(px);
    if (ax > apart + a - .12 && ax < ends) {
      double at = temple + slope * (ax - apart - a);
      m = Math.max(m, stroke(Math.abs(py - at), templeThick));
    }
    return m * Math.max(opaque, .7);
  }

  /** Something bright that both lenses show, or one. */
  private final class Mirror {
    private final double x = in(-2, 2);
    private final double y = in(-1.5, 1.5);
    private final double w = in(.15, 1.5);
    private final double h = in(.15, 1.5);
    private final double lean = in(-.8, .8);
    private final double strong = in(.1, .85);
    private final double soft = in(.05, .5);
    private final int which = r.nextInt(3);
    private final double[] colour = r.nextBoolean() ? new double[] {235, 240, 240} : hue(70, 170);

    double at(double ex, double ey, boolean right) {
      if (which == (right ? 0 : 1)) {
        return 0;
      }
      double u = Math.abs(ex - x + lean * (ey - y)) - w;
      double v = Math.abs(ey - y) - h;
      return strong * (1 - Rings.smooth(0, (float) soft, (float) Math.max(u, v)));
    }
  }
}
