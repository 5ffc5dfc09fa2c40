package dev.likeness.flow.challenge;

import dev.likeness.voice.MouthCurve;

/**
 * Whether a mouth moves with a sound: the correlation over time of how far lips open and spread in
 * the picture with how they should to what is heard ({@link MouthCurve}), the mean of the two, at
 * the lag at which it is highest.
 *
 * @param score −1 to 1
 * @param lag seconds by which the sound comes after the picture
 * @param seconds of speech in which the face was seen
 */
public record MouthSync(double score, double lag, double seconds) {
  /** Slow changes say nothing: the mean over this many values (σ) is taken off. */
  private static final double SLOW = 30;

  private static final double FAST = 2;

  /** The sound may come this much before or after the picture. */
  private static final int EARLY = 8;

  private static final int LATE = 12;

  /** With less speech than this there is nothing to correlate. */
  private static final int LEAST = 40;

  /** A gap between two frames that is not bridged. */
  private static final double GAP = .2;

  /** Compares what was seen with what was heard. */
  public static MouthSync of(Take take, MouthCurve curve) {
    int n = curve.speech().length;
    double[] open = new double[n];
    double[] spread = new double[n];
    boolean[] seen = new boolean[n];
    resample(take, open, spread, seen);
    double[] a = band(open, FAST);
    double[] w = band(spread, FAST);
    double[] ea = band(curve.opening(), 0);
    double[] ew = band(curve.spread(), 0);
    double best = -1;
    int at = 0;
    int most = 0;
    for (int lag = -EARLY; lag <= LATE; lag++) {
      boolean[] use = new boolean[n];
      int count = 0;
      for (int i = 0; i < n; i++) {
        use[i] = curve.speech()[i] && i - lag >= 0 && i - lag < n && seen[i - lag];
        count += use[i] ? 1 : 0;
      }
      most = Math.max(most, count);
      if (count >= LEAST) {
        double r = (correlation(a, ea, use, lag) + correlation(w, ew, use, lag)) / 2;
        if (r > best) {
          best = r;
          at = lag;
        }
      }
    }
    return new MouthSync(
        most < LEAST ? 0 : best, (double) at / MouthCurve.RATE, (double) most / MouthCurve.RATE);
  }

  /** Brings the frames' readings to the curve's rate; between frames they are straight lines. */
  private static void resample(Take take, double[] open, double[] spread, boolean[] seen) {
    Take.Moment before = null;
    for (Take.Moment m : take.moments()) {
      if (m.face() != null
          && before != null
          && before.face() != null
          && m.seconds() - before.seconds() < GAP) {
        double t0 = before.seconds();
        double t1 = m.seconds();
        int from = (int) Math.ceil(t0 * MouthCurve.RATE);
        int to = Math.min(open.length - 1, (int) Math.floor(t1 * MouthCurve.RATE));
        for (int i = Math.max(0, from); i <= to; i++) {
          double f = ((double) i / MouthCurve.RATE - t0) / (t1 - t0);
          var x = before.face().apertures();
          var y = m.face().apertures();
          open[i] = x.mouth() + f * (y.mouth() - x.mouth());
          spread[i] = x.mouthWidth() + f * (y.mouthWidth() - x.mouthWidth());
          seen[i] = true;
        }
      }
      before = m;
    }
    carry(open, seen);
    carry(spread, seen);
  }

  /** Fills what was not seen with the last value, so that filters do not ring. */
  private static void carry(double[] x, boolean[] seen) {
    int first = 0;
    while (first < x.length && !seen[first]) {
      first++;
    }
    for (int i = 0; i < x.length; i++) {
      if (!seen[i]) {
        x[i] = i < first ? (first < x.length ? x[first] : 0) : x[i - 1];
      }
    }
  }

  private static double[] band(double[] x, double fast) {
    double[] slow = MouthCurve.smooth(x, SLOW);
    double[] y = fast > 0 ? MouthCurve.smooth(x, fast) : x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] -= slow[i];
    }
    return y;
  }

  /** Pearson's, of x at i − lag and y at i, where it is to be used; 0 where one stands still. */
  private static double correlation(double[] x, double[] y, boolean[] use, int lag) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < y.length; i++) {
      if (use[i]) {
        double u = x[i - lag];
        double v = y[i];
        n++;
        sx += u;
        sy += v;
        xx += u * u;
        yy += v * v;
        xy += u * v;
      }
    }
    double vx = xx - sx * sx / n;
    double vy = yy - sy * sy / n;
    return vx < 1e-12 || vy < 1e-12 ? 0 : (xy - sx * sy / n) / Math.sqrt(vx * vy);
  }
}
