package dev.likeness.voice;

import dev.likeness.core.AudioClip;
import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;
import org.jspecify.annotations.Nullable;

/** Hands a clip to sphinx's front end: a start, the samples on the scale of 16 bits, an end. */
final class ClipSource extends BaseDataProcessor {
  private static final int BLOCK = 3200;

  private final AudioClip clip;
  private int at = -1;

  ClipSource(AudioClip clip) {
    this.clip = clip;
    initLogger();
  }

  @Override
  public @Nullable Data getData() {
    float[] s = clip.samples();
    if (at < 0) {
      at = 0;
      return new DataStartSignal(clip.rate(), 0);
    }
    if (at > s.length) {
      return null;
    }
    if (at == s.length) {
      at++;
      return new DataEndSignal(millis(s.length), millis(s.length));
    }
    double[] block = new double[Math.min(BLOCK, s.length - at)];
    for (int i = 0; i < block.length; i++) {
      block[i] = s[at + i] * 32767.0;
    }
    Data d = new DoubleData(block, clip.rate(), at);
    at += block.length;
    return d;
  }

  private long millis(long samples) {
    return samples * 1000 / clip.rate();
  }
}
