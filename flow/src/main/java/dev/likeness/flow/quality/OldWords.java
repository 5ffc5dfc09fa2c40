package dev.likeness.flow.quality;

import dev.likeness.core.Regression2;
import dev.likeness.voice.MouthCurve;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the movement that a mouth had in its own video is left under new words: the result's
 * opening and width are laid out (least squares) as a share of what the same new words look like on
 * faces that never said the old ones, and a share of the old movement. Sentences are alike by
 * chance, and a correlation with the old sound takes that for a remainder; here it goes to the new
 * words' share.
 *
 * @param opening share of the old mouth's opening that is left, 0 nothing, 1 all of it
 * @param width likewise of its width
 * @param chance what comes out where nothing can be left: the deviation of either over old
 *     movements that are shifted in time
 */
record OldWords(double opening, double width, double chance) {
  /** What is slower than a few syllables says nothing, nor what is quicker than a lip. */
  private static final double SLOW = 30;

  private static final double FAST = 2;

  /** Shifts from which on an old movement counts as another, values. */
  private static final int APART = 32;

  private static final int STEP = 8;

  /**
   * @param made the mouth in question
   * @param old the mouth of the video that it was made from
   * @param elsewhere the same words on other faces, made in the same way; not empty
   */
  static OldWords of(MouthTrace made, MouthTrace old, List<MouthTrace> elsewhere) {
    double seconds = seconds(made, old);
    for (MouthTrace m : elsewhere) {
      seconds = Math.min(seconds, seconds(m, m));
    }
    int n = (int) (seconds * SyncScorer.RATE);
    List<double[]> wide = new ArrayList<>();
    List<double[]> open = new ArrayList<>();
    for (MouthTrace m : elsewhere) {
      open.add(moves(m, m.openings(), n));
      wide.add(moves(m, m.widths(), n));
    }
    double[] o = share(moves(made, made.openings(), n), moves(old, old.openings(), n), even(open));
    double[] w = share(moves(made, made.widths(), n), moves(old, old.widths(), n), even(wide));
    return new OldWords(o[0], w[0], Math.hypot(o[1], w[1]) / Math.sqrt(2));
  }

  private static double seconds(MouthTrace a, MouthTrace b) {
    return Math.min(a.openings().length / a.fps(), b.openings().length / b.fps());
  }

  private static double[] moves(MouthTrace m, double[] series, int n) {
    double[] x = m.dense(series, n);
    double[] slow = MouthCurve.smooth(x, SLOW);
    double[] y = MouthCurve.smooth(x, FAST);
    for (int i = 0; i < n; i++) {
      y[i] -= slow[i];
    }
    return y;
  }

  /** The mean of all, each counting alike however far it moves. */
  private static double[] even(List<double[]> all) {
    double[] out = new double[all.get(0).length];
    for (double[] x : all) {
      double d = Math.max(Series.deviation(x), 1e-9);
      for (int i = 0; i < out.length; i++) {
        out[i] += x[i] / d / all.size();
      }
    }
    return out;
  }

  /** The old movement's share, and what chance makes of it. */
  private static double[] share(double[] made, double[] old, double[] spoken) {
    Numbers shifted = new Numbers();
    int n = made.length;
    for (int by = APART; by <= n - APART; by += STEP) {
      double[] turned = new double[n];
      for (int i = 0; i < n; i++) {
        turned[i] = old[(i + by) % n];
      }
      shifted.add(Regression2.of(made, spoken, turned).b());
    }
    return new double[] {
      Regression2.of(made, spoken, old).b(), Series.deviation(shifted.toArray())
    };
  }
}
