package dev.likeness.voice.speech;

/**
 * Softens single samples at which a sound jumps: the model's excitation has a pulse that is far
 * stronger than its neighbours here and there once its pitch is moved.
 */
final class Ticks {
  /** So many times sharper than its surroundings a jump is one; pulses of a voice reach 8. */
  private static final double SHARP = 10;

  private static final double AROUND = .01;
  private static final double SPREAD = .00015;
  private static final double REACH = .0003;

  private Ticks() {}

  /** Softens in place; one channel. */
  static void soften(float[] s, int rate) {
    int around = (int) (AROUND * rate);
    double[] sums = new double[s.length + 1];
    for (int i = 0; i < s.length; i++) {
      double d = bend(s, i);
      sums[i + 1] = sums[i] + d * d;
    }
    float[] was = s.clone();
    for (int i = 1; i + 1 < s.length; i++) {
      int from = Math.max(0, i - around);
      int to = Math.min(s.length, i + around);
      double usual = Math.sqrt((sums[to] - sums[from]) / (to - from)) + 1e-4;
      if (Math.abs(bend(was, i)) > SHARP * usual) {
        spread(was, s, i, rate);
      }
    }
  }

  private static double bend(float[] s, int i) {
    return i == 0 || i + 1 >= s.length ? 0 : s[i - 1] - 2.0 * s[i] + s[i + 1];
  }

  private static void spread(float[] from, float[] to, int middle, int rate) {
    int half = Math.max(2, (int) (SPREAD * rate));
    int reach = Math.max(3, (int) (REACH * rate));
    for (int i = Math.max(0, middle - reach); i <= Math.min(to.length - 1, middle + reach); i++) {
      double sum = 0;
      double weight = 0;
      for (int k = Math.max(0, i - half); k <= Math.min(from.length - 1, i + half); k++) {
        double w = 1 + Math.cos(Math.PI * (k - i) / (half + 1));
        sum += w * from[k];
        weight += w;
      }
      double part = .5 + .5 * Math.cos(Math.PI * (i - middle) / (reach + 1));
      to[i] += (float) (part * (sum / weight - to[i]));
    }
  }
}
