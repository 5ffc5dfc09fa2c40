package dev.likeness.voice;

import java.util.List;

/**
 * What a voice is like on the whole: figures that tell voices apart, but not a voice.
 *
 * @param pitch the middle of its pitch, Hz
 * @param range the middle 80 % of its pitch, semitones
 * @param rate syllables a second while it speaks, as {@link SyllableCount} counts them
 * @param bands the average spectrum of its voiced moments, dB at {@link #BANDS}, about 0 on average
 *     over those up to 4 kHz
 * @param limit above so many Hz the recording holds nothing that counts
 * @param voiced seconds that were measured
 */
public record VoiceProfile(
    double pitch, double range, double rate, List<Double> bands, double limit, double voiced) {
  private static final int COUNT = 48;
  private static final double LOWEST = 100;
  private static final double HIGHEST = 7600;

  /** The frequencies of {@link #bands}, Hz: evenly spread on the mel scale (O'Shaughnessy 1987). */
  public static final List<Double> BANDS = frequencies();

  public VoiceProfile {
    bands = List.copyOf(bands);
    if (!(pitch > 0 && range >= 0 && rate > 0 && limit > 0) || bands.size() != COUNT) {
      throw new IllegalArgumentException(
          "a voice of %f Hz, range %f, %f syllables a second, %d bands up to %f Hz"
              .formatted(pitch, range, rate, bands.size(), limit));
    }
  }

  private static List<Double> frequencies() {
    double low = mel(LOWEST);
    double step = (mel(HIGHEST) - low) / (COUNT - 1);
    return java.util.stream.IntStream.range(0, COUNT)
        .mapToObj(i -> 700 * (Math.pow(10, (low + i * step) / 2595) - 1))
        .toList();
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  /** How far the middle of the pitch is from another's, semitones. */
  public double pitchDistance(VoiceProfile other) {
    return Math.abs(12 * Math.log(pitch / other.pitch) / Math.log(2));
  }

  /**
   * How far the average spectrum is from another's: root mean square over the bands that both
   * recordings hold, level aside, dB (log spectral distance).
   */
  public double spectralDistance(VoiceProfile other) {
    double top = Math.min(limit, other.limit);
    double mean = 0;
    int n = 0;
    for (int b = 0; b < COUNT; b++) {
      if (BANDS.get(b) <= top) {
        mean += bands.get(b) - other.bands.get(b);
        n++;
      }
    }
    mean /= n;
    double sum = 0;
    for (int b = 0; b < n; b++) {
      double d = bands.get(b) - other.bands.get(b) - mean;
      sum += d * d / n;
    }
    return Math.sqrt(sum);
  }
}
