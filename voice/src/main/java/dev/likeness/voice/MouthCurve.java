package dev.likeness.voice;

import java.util.Map;

/**
 * How a mouth should move to what was said: for each speech sound how far the lips open and how far
 * they spread, as phonetics describes it (closed for b, p, m; wide for the a of "father"; rounded
 * for u and w; spread for i), smoothed as mouths do it. On no scale but their own: compare by
 * correlation.
 *
 * @param opening one value every 10 ms, 0 in pauses
 * @param spread likewise: below 0 rounded, above 0 spread
 * @param speech whether a word is being said
 */
public record MouthCurve(double[] opening, double[] spread, boolean[] speech) {
  /** Values a second. */
  public static final int RATE = 100;

  /** Neighbouring sounds run into each other over this many values (standard deviation). */
  private static final double BLUR = 4;

  /** Opening and spread of each sound of the CMU dictionary's ARPAbet. */
  private static final Map<String, double[]> SOUNDS =
      Map.ofEntries(
          Map.entry("AA", new double[] {1, 0}),
          Map.entry("AE", new double[] {1, .4}),
          Map.entry("AH", new double[] {.65, 0}),
          Map.entry("AO", new double[] {.8, -.6}),
          Map.entry("AW", new double[] {.9, 0}),
          Map.entry("AY", new double[] {.95, 0}),
          Map.entry("EH", new double[] {.7, 0}),
          Map.entry("ER", new double[] {.3, -.5}),
          Map.entry("EY", new double[] {.6, .5}),
          Map.entry("IH", new double[] {.45, .3}),
          Map.entry("IY", new double[] {.4, .6}),
          Map.entry("OW", new double[] {.55, -.8}),
          Map.entry("OY", new double[] {.65, -.5}),
          Map.entry("UH", new double[] {.3, -.6}),
          Map.entry("UW", new double[] {.1, -1}),
          Map.entry("B", new double[] {-.6, 0}),
          Map.entry("P", new double[] {-.6, 0}),
          Map.entry("M", new double[] {-.6, 0}),
          Map.entry("F", new double[] {-.3, 0}),
          Map.entry("V", new double[] {-.3, 0}),
          Map.entry("W", new double[] {-.1, -1}),
          Map.entry("R", new double[] {.2, -.5}),
          Map.entry("L", new double[] {.35, 0}),
          Map.entry("Y", new double[] {.3, .3}),
          Map.entry("S", new double[] {.2, .3}),
          Map.entry("Z", new double[] {.2, .3}),
          Map.entry("SH", new double[] {.25, -.5}),
          Map.entry("ZH", new double[] {.25, -.5}),
          Map.entry("CH", new double[] {.25, -.5}),
          Map.entry("JH", new double[] {.25, -.5}),
          Map.entry("T", new double[] {.25, 0}),
          Map.entry("D", new double[] {.25, 0}),
          Map.entry("N", new double[] {.25, 0}),
          Map.entry("TH", new double[] {.25, 0}),
          Map.entry("DH", new double[] {.25, 0}),
          Map.entry("K", new double[] {.35, 0}),
          Map.entry("G", new double[] {.35, 0}),
          Map.entry("NG", new double[] {.35, 0}),
          Map.entry("HH", new double[] {.4, 0}));

  /**
   * The curve of what was heard in a sound.
   *
   * @param seconds the sound's length
   */
  public static MouthCurve of(Heard heard, double seconds) {
    int n = (int) Math.round(seconds * RATE);
    double[] opening = new double[n];
    double[] spread = new double[n];
    boolean[] speech = new boolean[n];
    for (Heard.Phone p : heard.phones()) {
      double[] shape = SOUNDS.getOrDefault(p.name(), new double[2]);
      int from = Math.max(0, (int) Math.round(p.start() * RATE));
      int to = Math.min(n, (int) Math.round(p.end() * RATE));
      for (int i = from; i < to; i++) {
        opening[i] = shape[0];
        spread[i] = shape[1];
        speech[i] = true;
      }
    }
    return new MouthCurve(smooth(opening, BLUR), smooth(spread, BLUR), speech);
  }

  /** Convolution with a Gaussian; the ends are continued. */
  public static double[] smooth(double[] x, double sigma) {
    int r = (int) Math.ceil(4 * sigma);
    double[] k = new double[2 * r + 1];
    double sum = 0;
    for (int i = -r; i <= r; i++) {
      k[i + r] = Math.exp(-.5 * i * i / (sigma * sigma));
      sum += k[i + r];
    }
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double v = 0;
      for (int j = -r; j <= r; j++) {
        v += k[j + r] * x[Math.max(0, Math.min(x.length - 1, i + j))];
      }
      out[i] = v / sum;
    }
    return out;
  }
}
