package dev.likeness.voice.speech;

import java.util.List;

/**
 * How the packaged voice is changed towards another: what changes stays within what it can do
 * without sounding damaged.
 *
 * @param pitch moves the middle of its pitch, Hz
 * @param range factor on how far its pitch ranges around that, in Hz
 * @param formants factor on the frequencies of its formants: below 1 a longer vocal tract
 * @param tempo factor on how fast it speaks
 * @param bands changes of its spectrum in dB, at most {@link #MOST} each way
 * @param frequencies where, Hz, rising; beyond the ends as at the ends
 */
public record Timbre(
    double pitch,
    double range,
    double formants,
    double tempo,
    List<Double> bands,
    List<Double> frequencies) {
  /** Leaves everything as it is. */
  public static final Timbre PLAIN = new Timbre(0, 1, 1, 1, List.of(), List.of());

  /** The most that a part of the spectrum is changed by, dB. */
  public static final double MOST = 8;

  public Timbre {
    bands = List.copyOf(bands);
    frequencies = List.copyOf(frequencies);
    if (!(pitch >= -130 && pitch <= 250)
        || !(range >= .2 && range <= 3)
        || !(formants >= .75 && formants <= 1.3)
        || !(tempo >= .6 && tempo <= 1.6)) {
      throw new IllegalArgumentException(
          "pitch %+f Hz, range x %f, formants x %f, tempo x %f"
              .formatted(pitch, range, formants, tempo));
    }
    if (bands.size() != frequencies.size()
        || bands.stream().anyMatch(b -> !(Math.abs(b) <= MOST + 1e-9))) {
      throw new IllegalArgumentException("bands " + bands + " dB at " + frequencies + " Hz");
    }
  }

  /** The change of the spectrum at a frequency, dB. */
  double at(double hertz) {
    int n = bands.size();
    if (n == 0) {
      return 0;
    }
    int i = 0;
    while (i < n && frequencies.get(i) < hertz) {
      i++;
    }
    if (i == 0 || i == n) {
      return bands.get(i == 0 ? 0 : n - 1);
    }
    double from = frequencies.get(i - 1);
    double part = (hertz - from) / (frequencies.get(i) - from);
    return bands.get(i - 1) + part * (bands.get(i) - bands.get(i - 1));
  }
}
