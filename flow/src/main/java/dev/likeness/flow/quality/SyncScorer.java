package dev.likeness.flow.quality;

import dev.likeness.voice.Heard;
import dev.likeness.voice.MouthCurve;
import dev.likeness.voice.speech.Phone;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a mouth moves with a sound. What the sound lets expect are the openings and widths that
 * phonetics gives to the sounds that are found in it ({@link MouthCurve}, by forced alignment);
 * what is seen are the gap of the lips by the 68 points and the width of the mouth by the mesh,
 * each without its slow changes. The score is the mean of both correlations at the lag where it is
 * highest. Neither the curve nor the landmarkers know the maker, and nothing is fitted to what it
 * makes. On five real clips it gives .3 to .7 (docs/voice.md), since people move their lips less
 * regularly than phonetics has it.
 */
final class SyncScorer {
  /** Values a second. */
  static final int RATE = MouthCurve.RATE;

  /** Slow changes say nothing: the mean over this many values (σ) is taken off. */
  private static final double SLOW = 30;

  private static final double FAST = 2;

  /** How far sound and mouth may be apart, values. */
  private static final int FAR = 12;

  /**
   * What was found.
   *
   * @param peak the score at the best lag, −1 to 1
   * @param lag seconds by which the mouth comes after the sound
   * @param atRest the score without a lag
   */
  record Sync(double peak, double lag, double atRest) {}

  private SyncScorer() {}

  /** Compares a mouth with sounds, where something is said. */
  static Sync compare(MouthTrace mouth, List<Phone> phones, double seconds) {
    int n = curve(phones, seconds).opening().length;
    return compare(
        mouth.dense(mouth.openings(), n), mouth.dense(mouth.widths(), n), phones, seconds);
  }

  /** What a mouth would have that moved just as phonetics says, but with other words. */
  static Sync perfect(List<Phone> spoken, List<Phone> phones, double seconds) {
    MouthCurve moved = curve(spoken, seconds);
    return compare(moved.opening(), moved.spread(), phones, seconds);
  }

  private static MouthCurve curve(List<Phone> phones, double seconds) {
    return MouthCurve.of(new Heard(List.of(), said(phones)), seconds);
  }

  private static List<Heard.Phone> said(List<Phone> phones) {
    return phones.stream()
        .filter(p -> !p.silent())
        .map(p -> new Heard.Phone(p.symbol(), p.from(), p.to()))
        .toList();
  }

  private static Sync compare(
      double[] opening, double[] width, List<Phone> phones, double seconds) {
    MouthCurve curve = curve(phones, seconds);
    List<Heard.Phone> said = said(phones);
    int from = (int) Math.max(0, 100 * said.get(0).start() - 10);
    int to = (int) Math.min(curve.opening().length, 100 * said.get(said.size() - 1).end() + 10);
    double[] open = band(curve.opening(), 0);
    double[] spread = band(curve.spread(), 0);
    double[] gap = band(opening, FAST);
    double[] wide = band(width, FAST);
    double best = -2;
    int at = 0;
    double none = 0;
    for (int lag = -FAR; lag <= FAR; lag++) {
      double r =
          (correlation(gap, open, from, to, lag) + correlation(wide, spread, from, to, lag)) / 2;
      if (r > best) {
        best = r;
        at = lag;
      }
      none = lag == 0 ? r : none;
    }
    return new Sync(best, (double) at / RATE, none);
  }

  private static double correlation(double[] seen, double[] due, int from, int to, int lag) {
    List<Double> a = new ArrayList<>();
    List<Double> b = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (i + lag >= 0 && i + lag < seen.length) {
        a.add(seen[i + lag]);
        b.add(due[i]);
      }
    }
    double r =
        Series.correlation(
            b.stream().mapToDouble(v -> v).toArray(), a.stream().mapToDouble(v -> v).toArray());
    return Double.isNaN(r) ? 0 : r;
  }

  private static double[] band(double[] x, double fast) {
    double[] slow = MouthCurve.smooth(x, SLOW);
    double[] y = fast > 0 ? MouthCurve.smooth(x, fast) : x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] -= slow[i];
    }
    return y;
  }
}
