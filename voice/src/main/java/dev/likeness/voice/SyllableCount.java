package dev.likeness.voice;

/**
 * How fast somebody speaks, without a text: peaks of the loudness that are voiced and have a dip of
 * 2 dB before them count as syllables (de Jong and Wempe 2009), against the time in which there is
 * speech. Few of them are syllables exactly; so it is for comparing voices that were both counted
 * in this way.
 *
 * @param syllables peaks
 * @param seconds of speech, pauses of {@value #PAUSE} s and longer left out
 */
public record SyllableCount(int syllables, double seconds) {
  /** Shorter silences are parts of words. */
  static final double PAUSE = .15;

  private static final double DIP = 2;

  /** So far below the loudest moments it is silent, dB. */
  private static final double QUIET = 25;

  private static final int HALF = 4;

  public static SyllableCount of(PitchTrack pitch) {
    double[] level = smooth(pitch.level());
    double[] sorted = level.clone();
    java.util.Arrays.sort(sorted);
    double quiet = sorted.length == 0 ? 0 : sorted[(int) (.98 * (sorted.length - 1))] - QUIET;
    int syllables = 0;
    double low = -200;
    double high = -200;
    int top = 0;
    for (int i = 0; i < level.length; i++) {
      if (level[i] > high) {
        high = level[i];
        top = i;
      }
      boolean fell = level[i] < high - DIP || i == level.length - 1;
      if (fell && high > low + DIP) {
        syllables += high > quiet && near(pitch.hertz(), top) ? 1 : 0;
        low = level[i];
        high = level[i];
        top = i;
      } else if (level[i] < low) {
        low = level[i];
        high = level[i];
        top = i;
      }
    }
    return new SyllableCount(syllables, spoken(level, quiet));
  }

  private static boolean near(double[] hertz, int i) {
    return i < hertz.length && hertz[i] > 0;
  }

  private static double[] smooth(double[] level) {
    double[] out = new double[level.length];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      double weight = 0;
      for (int k = Math.max(0, i - HALF); k <= Math.min(out.length - 1, i + HALF); k++) {
        double w = HALF + 1 - Math.abs(k - i);
        sum += w * level[k];
        weight += w;
      }
      out[i] = sum / weight;
    }
    return out;
  }

  private static double spoken(double[] level, double quiet) {
    int silent = 0;
    int run = 0;
    for (int i = 0; i <= level.length; i++) {
      if (i < level.length && level[i] < quiet) {
        run++;
      } else {
        silent += run >= PAUSE * PitchTrack.RATE ? run : 0;
        run = 0;
      }
    }
    return (double) (level.length - silent) / PitchTrack.RATE;
  }
}
