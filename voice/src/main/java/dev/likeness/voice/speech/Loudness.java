package dev.likeness.voice.speech;

import dev.likeness.core.AudioClip;
import java.util.Arrays;

/**
 * How wide a mouth is opened to a sound, beyond which sound it is: who speaks up opens it further,
 * who mumbles hardly moves it, and where nothing is heard for a while it is shut.
 */
public final class Loudness {
  /** Over so many seconds the level is taken. */
  private static final double WINDOW = .06;

  /** So far below the usual level of speech nothing is said, dB. */
  private static final double STILL = 32;

  /** Below this it is silent in any case, dB of full scale. */
  private static final double FLOOR = -62;

  /** Shorter pauses are parts of words: t and k are silent, too. */
  private static final double PAUSE = .22;

  /** How much one dB over the usual level opens, and the limits of it. */
  private static final double SLOPE = .022;

  private static final double LEAST = .7;
  private static final double MOST = 1.22;

  /** Lips take so many seconds to shut and to part. */
  private static final double SHUT = .12;

  private Loudness() {}

  /**
   * A factor on the mouth's opening for each frame of a video: 1 as usual, 0 in silence.
   *
   * @param fps frames a second
   */
  public static float[] of(AudioClip clip, double fps, int frames) {
    double[] level = levels(clip, fps, frames);
    double[] sorted = Arrays.stream(level).filter(l -> l > FLOOR).sorted().toArray();
    float[] out = new float[frames];
    if (sorted.length == 0) {
      return out;
    }
    // most of what is above the floor is vowels; the middle of the upper half stands for them
    double usual = sorted[(int) (.75 * (sorted.length - 1))];
    double still = Math.max(FLOOR, usual - STILL);
    for (int f = 0; f < frames; f++) {
      double g = 1 + SLOPE * (level[f] - usual);
      out[f] = (float) Math.max(LEAST, Math.min(g, MOST));
    }
    silence(out, level, still, fps);
    return out;
  }

  /** Shuts the mouth in pauses, softly towards their ends. */
  private static void silence(float[] out, double[] level, double still, double fps) {
    int from = 0;
    for (int f = 0; f <= out.length; f++) {
      if (f < out.length && level[f] < still) {
        continue;
      }
      if (f - from >= PAUSE * fps) {
        for (int i = from; i < f; i++) {
          double after = from == 0 ? 1 : (i - from + 1) / (SHUT * fps);
          double before = f == out.length ? 1 : (f - i) / (SHUT * fps);
          double shut = Math.min(1, Math.min(after, before));
          out[i] *= (float) (1 - shut);
        }
      }
      from = f + 1;
    }
  }

  private static double[] levels(AudioClip clip, double fps, int frames) {
    int half = (int) (WINDOW / 2 * clip.rate());
    double[] sums = new double[clip.frames() + 1];
    int n = clip.channels();
    for (int i = 0; i < clip.frames(); i++) {
      double v = clip.samples()[i * n];
      sums[i + 1] = sums[i] + v * v;
    }
    double[] out = new double[frames];
    for (int f = 0; f < frames; f++) {
      int at = (int) (f / fps * clip.rate());
      int from = Math.max(0, Math.min(at - half, clip.frames()));
      int to = Math.max(from, Math.min(at + half, clip.frames()));
      double power = to == from ? 0 : (sums[to] - sums[from]) / (to - from);
      out[f] = 10 * Math.log10(Math.max(power, 1e-12));
    }
    return out;
  }
}
