package dev.likeness.voice;

import dev.likeness.core.AudioClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what a voice is like from recordings of it, one after the other. Whose voice it is, and
 * whether it is one voice at all, it cannot tell. Not thread-safe.
 */
public final class VoiceMeter {
  /** So many moments stand for all. */
  private static final int MOMENTS = 1500;

  /** What lies so far below the loudest band is what the recording does not hold, dB. */
  private static final double NOTHING = 58;

  private static final int HOP = Listener.RATE / PitchTrack.RATE;

  private final List<Double> pitches = new ArrayList<>();
  private final SpectralEnvelope shape = new SpectralEnvelope();
  private final List<double[]> envelopes = new ArrayList<>();
  private int syllables;
  private double spoken;
  private int voiced;

  /**
   * Takes a recording in.
   *
   * @param clip of {@link Listener#RATE} in one channel
   */
  public void add(AudioClip clip) {
    PitchTrack track = PitchTrack.of(clip);
    double[] f = track.hertz();
    int every = Math.max(1, track.voiced() / MOMENTS);
    int n = 0;
    for (int i = 0; i < f.length; i++) {
      if (f[i] > 0) {
        pitches.add(f[i]);
        if (inside(f, i) && n++ % every == 0) {
          envelopes.add(shape.of(clip.samples(), i * HOP, f[i]));
        }
      }
    }
    voiced += track.voiced();
    SyllableCount count = SyllableCount.of(track);
    syllables += count.syllables();
    spoken += count.seconds();
  }

  /** Not at the edge of a voiced stretch, where the spectrum is half of something else. */
  private static boolean inside(double[] f, int i) {
    return i > 1 && i + 2 < f.length && f[i - 2] > 0 && f[i + 2] > 0;
  }

  /** Seconds that are voiced, of all that was taken in. */
  public double voiced() {
    return (double) voiced / PitchTrack.RATE;
  }

  /**
   * What all of it is like.
   *
   * @throws IllegalStateException where nothing voiced was taken in
   */
  public VoiceProfile profile() {
    if (envelopes.isEmpty() || syllables == 0) {
      throw new IllegalStateException("nothing voiced was measured");
    }
    double[] sorted = pitches.stream().mapToDouble(p -> p).sorted().toArray();
    double low = sorted[(int) (.1 * (sorted.length - 1))];
    double high = sorted[(int) (.9 * (sorted.length - 1))];
    double[] bands = bands();
    return new VoiceProfile(
        sorted[sorted.length / 2],
        12 * Math.log(high / low) / Math.log(2),
        syllables / spoken,
        Arrays.stream(bands).boxed().toList(),
        limit(bands),
        voiced());
  }

  private double[] bands() {
    int n = VoiceProfile.BANDS.size();
    double[] out = new double[n];
    for (double[] e : envelopes) {
      double mean = mean(e);
      for (int b = 0; b < n; b++) {
        out[b] += (SpectralEnvelope.at(e, VoiceProfile.BANDS.get(b)) - mean) / envelopes.size();
      }
    }
    return out;
  }

  /** Over the bands up to 4 kHz. */
  private static double mean(double[] envelope) {
    double sum = 0;
    int n = 0;
    for (double f : VoiceProfile.BANDS) {
      if (f <= 4000) {
        sum += SpectralEnvelope.at(envelope, f);
        n++;
      }
    }
    return sum / n;
  }

  private static double limit(double[] bands) {
    double most = Arrays.stream(bands).max().orElse(0);
    double limit = VoiceProfile.BANDS.get(0);
    for (int b = 0; b < bands.length; b++) {
      if (bands[b] > most - NOTHING) {
        limit = VoiceProfile.BANDS.get(b);
      }
    }
    return limit;
  }

  /** Envelopes of voiced moments, see {@link SpectralEnvelope}. */
  List<double[]> envelopes() {
    return envelopes;
  }
}
