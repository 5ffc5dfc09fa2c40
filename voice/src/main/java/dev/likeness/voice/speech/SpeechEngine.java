package dev.likeness.voice.speech;

import dev.likeness.core.Digest;

/**
 * Turns sentences into sound: the extension point for voices. An implementation gives a sentence's
 * sound as one channel of always the same rate, starts and ends without a click, and says the same
 * for the same sentence. Used by one thread at a time. {@code SpeechEngineContract} among the tests
 * holds every implementation to this.
 */
public interface SpeechEngine extends AutoCloseable {

  /** What is said of it in records: name and version of engine and voice. */
  String name();

  /** SPDX id of the licence of engine and voice, or what the user stated. */
  String licence();

  /** Of all that decides how it sounds: the voice's data, or the command. */
  Digest digest();

  /** Samples a second. */
  int rate();

  /**
   * Says one sentence.
   *
   * @throws SpeechException ENGINE, SCRIPT
   */
  Speech say(Line line);

  @Override
  default void close() {}
}
