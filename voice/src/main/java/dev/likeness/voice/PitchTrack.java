package dev.likeness.voice;

import dev.likeness.core.AudioClip;
import java.util.Arrays;

/**
 * How high a voice is from moment to moment: YIN's difference function (de Cheveigné and Kawahara
 * 2002, sections II.B to II.E) gives the candidates of each moment, and the path through them that
 * changes least is taken (dynamic programming, as in Talkin 1995), so that octaves are not
 * confused.
 *
 * @param hertz a reading every 10 ms, around sample 160 i; 0 where nothing is voiced
 * @param level of each moment, dB of full scale, -120 at least
 */
public record PitchTrack(double[] hertz, double[] level) {
  /** Readings a second. */
  public static final int RATE = 100;

  private static final double LOWEST = 60;
  private static final double HIGHEST = 500;

  private static final int HOP = 160;
  private static final int WINDOW = 400;
  private static final int SHORTEST = (int) (Listener.RATE / HIGHEST);
  private static final int LONGEST = (int) (Listener.RATE / LOWEST) + 1;

  /** Candidates of a moment; the last state is "not voiced". */
  private static final int CANDIDATES = 6;

  private static final double UNVOICED = .32;
  private static final double SWITCH = .22;
  private static final double OCTAVE = 1.1;

  /** A longer period fits as well as the true one; so it costs a little, per octave. */
  private static final double LOW = .02;

  /** So far below the loudest moments nothing counts as voiced, dB. */
  private static final double QUIET = 42;

  /**
   * @param clip of {@link Listener#RATE} in one channel
   */
  public static PitchTrack of(AudioClip clip) {
    if (clip.rate() != Listener.RATE || clip.channels() != 1) {
      throw new IllegalArgumentException(
          "sound of %d Hz, %d channels: needs 16000 Hz in one"
              .formatted(clip.rate(), clip.channels()));
    }
    float[] s = clip.samples();
    int n = s.length / HOP;
    double[] level = levels(s, n);
    double[] sorted = Arrays.stream(level).sorted().toArray();
    double quiet = n == 0 ? 0 : Math.max(-65, sorted[(int) (.98 * (n - 1))] - QUIET);
    double[][] hertz = new double[n][CANDIDATES];
    double[][] cost = new double[n][CANDIDATES];
    double[] d = new double[LONGEST + 2];
    for (int i = 0; i < n; i++) {
      Arrays.fill(cost[i], Double.POSITIVE_INFINITY);
      if (level[i] > quiet) {
        differences(s, i * HOP, d);
        candidates(d, hertz[i], cost[i]);
      }
    }
    return new PitchTrack(path(hertz, cost), level);
  }

  private static double[] levels(float[] s, int n) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      double power = 0;
      for (int k = 0; k < WINDOW; k++) {
        double v = at(s, i * HOP + k - WINDOW / 2);
        power += v * v / WINDOW;
      }
      out[i] = 10 * Math.log10(Math.max(power, 1e-12));
    }
    return out;
  }

  private static double at(float[] s, int i) {
    return i < 0 || i >= s.length ? 0 : s[i];
  }

  /** The cumulative mean normalized difference, equation (8). */
  private static void differences(float[] s, int middle, double[] d) {
    int from = middle - (WINDOW + LONGEST) / 2;
    d[0] = 1;
    double sum = 0;
    for (int lag = 1; lag < d.length; lag++) {
      double diff = 0;
      if (from >= 0 && from + WINDOW + lag <= s.length) {
        for (int k = from; k < from + WINDOW; k++) {
          float x = s[k] - s[k + lag];
          diff += x * x;
        }
      } else {
        for (int k = from; k < from + WINDOW; k++) {
          double x = at(s, k) - at(s, k + lag);
          diff += x * x;
        }
      }
      sum += diff;
      d[lag] = sum > 0 ? diff * lag / sum : 1;
    }
  }

  /** The deepest dips, each between its samples by a parabola. */
  private static void candidates(double[] d, double[] hertz, double[] cost) {
    for (int lag = Math.max(2, SHORTEST); lag <= LONGEST; lag++) {
      if (d[lag] > d[lag - 1] || d[lag] > d[lag + 1]) {
        continue;
      }
      double bend = d[lag - 1] - 2 * d[lag] + d[lag + 1];
      double shift = bend > 1e-12 ? .5 * (d[lag - 1] - d[lag + 1]) / bend : 0;
      double f = Listener.RATE / (lag + shift);
      double c = Math.max(0, d[lag]) + LOW * Math.log(HIGHEST / f) / Math.log(2);
      int worst = 0;
      for (int k = 1; k < CANDIDATES - 1; k++) {
        worst = cost[k] > cost[worst] ? k : worst;
      }
      if (c < cost[worst]) {
        cost[worst] = c;
        hertz[worst] = f;
      }
    }
  }

  private static double[] path(double[][] hertz, double[][] cost) {
    int n = hertz.length;
    int[][] back = new int[n][CANDIDATES];
    double[] now = new double[CANDIDATES];
    int silent = CANDIDATES - 1;
    for (int i = 0; i < n; i++) {
      double[] next = new double[CANDIDATES];
      for (int k = 0; k < CANDIDATES; k++) {
        double own = k == silent ? UNVOICED : cost[i][k];
        double best = Double.POSITIVE_INFINITY;
        for (int j = 0; i > 0 && own < Double.POSITIVE_INFINITY && j < CANDIDATES; j++) {
          double c = now[j] + step(hertz[i - 1][j], hertz[i][k], j == silent, k == silent);
          if (c < best) {
            best = c;
            back[i][k] = j;
          }
        }
        next[k] = (i == 0 ? 0 : best) + own;
      }
      now = next;
    }
    double[] out = new double[n];
    int at = 0;
    for (int k = 1; k < CANDIDATES; k++) {
      at = now[k] < now[at] ? k : at;
    }
    for (int i = n - 1; i >= 0; i--) {
      out[i] = at == silent ? 0 : hertz[i][at];
      at = back[i][at];
    }
    return out;
  }

  private static double step(double from, double to, boolean fromSilent, boolean toSilent) {
    if (fromSilent || toSilent) {
      return fromSilent == toSilent ? 0 : SWITCH;
    }
    return OCTAVE * Math.abs(Math.log(to / from)) / Math.log(2);
  }

  /** Readings that are voiced. */
  public int voiced() {
    return (int) Arrays.stream(hertz).filter(h -> h > 0).count();
  }

  /** The middle reading of those that are voiced, Hz; NaN where none is. */
  public double median() {
    return quantile(.5);
  }

  /**
   * How far the pitch ranges: the middle 80 % of all voiced readings, in semitones; NaN where none
   * is.
   */
  public double range() {
    return 12 * Math.log(quantile(.9) / quantile(.1)) / Math.log(2);
  }

  private double quantile(double q) {
    double[] v = Arrays.stream(hertz).filter(h -> h > 0).sorted().toArray();
    return v.length == 0 ? Double.NaN : v[(int) Math.round(q * (v.length - 1))];
  }
}
