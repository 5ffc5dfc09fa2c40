package dev.likeness.flow;

import dev.likeness.core.Progress;
import dev.likeness.voice.speech.Speech;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a persona is to say: a text that a voice speaks, a recording whose words are known, or
 * nothing.
 */
sealed interface Utterance extends AutoCloseable permits SpokenText, RecordedText, Silence {

  /**
   * Reads the text and holds it to the content gate; nothing is said yet.
   *
   * @param what the text is for, in the log and in messages
   * @param voice a voice of the user's own; null for the packaged one
   * @param own the persona's own voice, which is cleared; null for the packaged one as it is
   * @param recording null where a voice speaks
   * @throws FlowException BAD_REQUEST, UNSUITABLE
   * @throws dev.likeness.voice.speech.SpeechException where the text cannot be read
   * @throws dev.likeness.provenance.GateRefused where it must not be said
   */
  static Utterance of(
      Workshop workshop,
      String text,
      String what,
      SpeakRequest.@Nullable Brought voice,
      @Nullable OwnVoice own,
      @Nullable Recording recording) {
    if (recording == null) {
      return new SpokenText(workshop, text, what, voice, own);
    }
    if (voice != null) {
      throw new FlowException(
          FlowException.Code.BAD_REQUEST, "a recording is said already; give no voice with it");
    }
    return new RecordedText(workshop, text, what, recording);
  }

  int sentences();

  /** What its user should know before it is said, in a sentence; null for nothing. */
  default @Nullable String warning() {
    return null;
  }

  /** Of all that decides how it sounds, besides the text. */
  String sound();

  /** What a job's record says of it. */
  void describe(Map<String, String> settings);

  /**
   * How it sounds, with the times of its sounds.
   *
   * @param nobody whether it is said by somebody who does not exist
   * @throws FlowException UNSUITABLE where lips cannot follow it
   * @throws dev.likeness.provenance.GateRefused where a real person's recording says other words
   */
  Speech timed(boolean nobody, Progress progress);

  @Override
  void close();
}
