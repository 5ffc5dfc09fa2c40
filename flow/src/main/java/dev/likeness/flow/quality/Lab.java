package dev.likeness.flow.quality;

import dev.likeness.core.Frame;

/**
 * A CIELAB colour (D65, 2° observer; CIE 15:2004).
 *
 * @param l lightness, 0 to 100
 * @param a green to red
 * @param b blue to yellow
 */
record Lab(double l, double a, double b) {
  private static final double[] LINEAR = linear();

  /** From sRGB values of 0 to 255 (IEC 61966-2-1). */
  static Lab ofRgb(double red, double green, double blue) {
    double r = linear(red);
    double g = linear(green);
    double bl = linear(blue);
    double x = f((.4124564 * r + .3575761 * g + .1804375 * bl) / .95047);
    double y = f(.2126729 * r + .7151522 * g + .0721750 * bl);
    double z = f((.0193339 * r + .1191920 * g + .9503041 * bl) / 1.08883);
    return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
  }

  /** The colour at a place of a frame, bilinear, the nearest border pixel outside. */
  static Lab at(Frame f, double x, double y) {
    double sx = Math.clamp(x - .5, 0, f.width() - 1);
    double sy = Math.clamp(y - .5, 0, f.height() - 1);
    int x0 = (int) sx;
    int y0 = (int) sy;
    int x1 = Math.min(x0 + 1, f.width() - 1);
    int y1 = Math.min(y0 + 1, f.height() - 1);
    double fx = sx - x0;
    double fy = sy - y0;
    double[] c = new double[3];
    for (int k = 0; k < 3; k++) {
      double top = f.at(x0, y0, k) + fx * (f.at(x1, y0, k) - f.at(x0, y0, k));
      double low = f.at(x0, y1, k) + fx * (f.at(x1, y1, k) - f.at(x0, y1, k));
      c[k] = top + fy * (low - top);
    }
    return ofRgb(c[0], c[1], c[2]);
  }

  /** ΔE*ab: the Euclidean distance (CIE 1976). */
  double distance76(Lab o) {
    return Math.sqrt((l - o.l) * (l - o.l) + (a - o.a) * (a - o.a) + (b - o.b) * (b - o.b));
  }

  /** ΔE00 with all weights 1 (CIE 142-2001, formulas of Sharma, Wu and Dalal 2005). */
  double distance2000(Lab o) {
    double meanC = (Math.hypot(a, b) + Math.hypot(o.a, o.b)) / 2;
    double c7 = Math.pow(meanC, 7);
    double g = .5 * (1 - Math.sqrt(c7 / (c7 + 6103515625.0)));
    double a1 = a * (1 + g);
    double a2 = o.a * (1 + g);
    double c1 = Math.hypot(a1, b);
    double c2 = Math.hypot(a2, o.b);
    double h1 = hue(a1, b);
    double h2 = hue(a2, o.b);
    double dl = o.l - l;
    double dc = c2 - c1;
    double dh = 0;
    double h = h1 + h2;
    if (c1 * c2 != 0) {
      dh = h2 - h1;
      dh -= dh > 180 ? 360 : dh < -180 ? -360 : 0;
      h = Math.abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? (h + 360) / 2 : (h - 360) / 2;
    }
    double dH = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(dh / 2));
    double ml = (l + o.l) / 2 - 50;
    double mc = (c1 + c2) / 2;
    double t =
        1
            - .17 * Math.cos(Math.toRadians(h - 30))
            + .24 * Math.cos(Math.toRadians(2 * h))
            + .32 * Math.cos(Math.toRadians(3 * h + 6))
            - .2 * Math.cos(Math.toRadians(4 * h - 63));
    double turn = 30 * Math.exp(-Math.pow((h - 275) / 25, 2));
    double mc7 = Math.pow(mc, 7);
    double rt = -2 * Math.sqrt(mc7 / (mc7 + 6103515625.0)) * Math.sin(Math.toRadians(2 * turn));
    double el = dl / (1 + .015 * ml * ml / Math.sqrt(20 + ml * ml));
    double ec = dc / (1 + .045 * mc);
    double eh = dH / (1 + .015 * mc * t);
    return Math.sqrt(el * el + ec * ec + eh * eh + rt * ec * eh);
  }

  private static double hue(double a, double b) {
    if (a == 0 && b == 0) {
      return 0;
    }
    double h = Math.toDegrees(Math.atan2(b, a));
    return h < 0 ? h + 360 : h;
  }

  private static double f(double t) {
    return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }

  private static double linear(double v) {
    double c = Math.clamp(v, 0, 255);
    int i = Math.min((int) c, 254);
    return LINEAR[i] + (c - i) * (LINEAR[i + 1] - LINEAR[i]);
  }

  private static double[] linear() {
    double[] t = new double[256];
    for (int i = 0; i < 256; i++) {
      double c = i / 255.0;
      t[i] = c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4);
    }
    return t;
  }
}
