package dev.likeness.flow.quality;

import dev.likeness.core.Frame;

/**
 * The colour step at the border of the face, against the step that was there before. At 192 places
 * of the clip's face outline and at five depths (where a mask may end: .2, .12, .06 and 0 eye
 * distances inside, .05 outside) the colours .05 eye distances further out and in are compared by
 * CIEDE2000. A visible seam raises the step; a good blend leaves it.
 *
 * <ul>
 *   <li>{@link #ratio}: mean step after over mean step before, over all places and frames;
 *   <li>{@link #ratioP95}: the 95th percentile of the steps after over that of before: a strong
 *       seam on a short stretch, which the mean does not see;
 *   <li>{@link #stretchP95}: the outline cut into 16 stretches, at each depth the stretch's step
 *       after over before (both plus 1 ΔE, so that flat skin does not divide by nothing), the
 *       largest of the depths, 95th percentile over stretches and frames: a seam where there was
 *       none.
 * </ul>
 */
final class BorderStep {
  private static final double[] DEPTHS = {-.2, -.12, -.06, 0, .05};
  private static final double REACH = .05;
  private static final int STRETCHES = 16;

  private final Histogram before = new Histogram(100, 4000);
  private final Histogram after = new Histogram(100, 4000);
  private final Numbers stretches = new Numbers();

  void add(Moment m, Contour c) {

    int length = Contour.STEPS / STRETCHES;
    for (int s = 0; s < STRETCHES; s++) {
      double worst = Double.NaN;
      for (double depth : DEPTHS) {
        double sumBefore = 0;
        double sumAfter = 0;
        int n = 0;
        for (int k = s * length; k < (s + 1) * length; k++) {
          double b = step(m.before(), c, k, depth);
          if (!Double.isNaN(b)) {
            double a = step(m.after(), c, k, depth);
            before.add(b);
            after.add(a);
            sumBefore += b;
            sumAfter += a;
            n++;
          }
        }
        double grown = (sumAfter + n) / (sumBefore + n);
        worst = n > 0 && !(worst >= grown) ? grown : worst;
      }
      stretches.add(worst);
    }
  }

  /** Mean step of the clip, ΔE00. */
  double before() {
    return before.mean();
  }

  double ratio() {
    return after.mean() / before.mean();
  }

  double ratioP95() {
    return after.quantile(.95) / before.quantile(.95);
  }

  double stretchP95() {
    return Series.quantile(stretches.toArray(), .95);
  }

  /** NaN where the pair of places leaves the picture. */
  private static double step(Frame f, Contour c, int k, double depth) {
    double x0 = c.x(k, depth - REACH);
    double y0 = c.y(k, depth - REACH);
    double x1 = c.x(k, depth + REACH);
    double y1 = c.y(k, depth + REACH);
    if (!inside(f, x0, y0) || !inside(f, x1, y1)) {
      return Double.NaN;
    }
    return Lab.at(f, x0, y0).distance2000(Lab.at(f, x1, y1));
  }

  static boolean inside(Frame f, double x, double y) {
    return x >= 0 && y >= 0 && x < f.width() && y < f.height();
  }
}
