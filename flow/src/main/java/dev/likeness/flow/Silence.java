package dev.likeness.flow;

import dev.likeness.core.Progress;
import dev.likeness.voice.speech.Speech;
import java.util.Map;

/**
 * Nothing is said for a while: somebody who listens.
 *
 * @param seconds how long
 */
record Silence(double seconds) implements Utterance {
  private static final int RATE = 48_000;

  @Override
  public int sentences() {
    return 0;
  }

  @Override
  public String sound() {
    return "silence " + seconds;
  }

  @Override
  public void describe(Map<String, String> settings) {
    settings.put("voice", "none; nothing is said");
  }

  @Override
  public Speech timed(boolean nobody, Progress progress) {
    return Speech.silence(RATE, seconds);
  }

  @Override
  public void close() {}
}
