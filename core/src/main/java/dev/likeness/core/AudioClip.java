package dev.likeness.core;

/**
 * Sound: interleaved samples, nominally −1 to 1.
 *
 * @param rate samples a second and channel
 */
public record AudioClip(int rate, int channels, float[] samples) {
  public AudioClip {
    if (rate <= 0 || channels <= 0 || samples.length % channels != 0) {
      throw new IllegalArgumentException(
          "sound of %d Hz, %d channels, %d samples".formatted(rate, channels, samples.length));
    }
  }

  public int frames() {
    return samples.length / channels;
  }

  public double seconds() {
    return (double) frames() / rate;
  }
}
