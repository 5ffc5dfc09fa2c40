package dev.likeness.flow;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text to be said.
 *
 * @param text plain English, or SSML
 * @param out a WAV; with {@code sentences} a folder, made where it is missing
 * @param spokenNotice whether words stand before the speech, and not the rhythm of tones
 * @param voice a voice of the user's own; null for the packaged one
 * @param persona in whose own voice it is said; null for nobody's
 * @param times where the times of sounds and words go as JSON; null for nowhere
 * @param sentences whether each sentence leaves as a file of its own, as soon as it is said
 * @param telephone whether it is for a telephone: 16 kHz instead of the voice's own rate
 */
public record SpeakRequest(
    String text,
    Path out,
    boolean spokenNotice,
    @Nullable Brought voice,
    @Nullable String persona,
    @Nullable Path times,
    boolean sentences,
    boolean telephone) {

  /** At the voice's own rate. */
  public SpeakRequest(
      String text,
      Path out,
      boolean spokenNotice,
      @Nullable Brought voice,
      @Nullable String persona,
      @Nullable Path times,
      boolean sentences) {
    this(text, out, spokenNotice, voice, persona, times, sentences, false);
  }

  /** In the packaged voice, or one that the user brings. */
  public SpeakRequest(
      String text, Path out, boolean spokenNotice, @Nullable Brought voice, @Nullable Path times) {
    this(text, out, spokenNotice, voice, null, times, false, false);
  }

  public SpeakRequest {
    if (sentences && times != null) {
      throw new IllegalArgumentException("times are of one file; give no --times with --sentences");
    }
    if (voice != null && persona != null) {
      throw new IllegalArgumentException(
          "a persona's own voice is made from the packaged one; give no --voice-command with it");
    }
  }

  /**
   * A voice that the user brings.
   *
   * @param command see {@link dev.likeness.voice.speech.CommandEngine}
   * @param rights whose voice it is and by what right it is used
   */
  public record Brought(List<String> command, String rights) {
    public Brought {
      command = List.copyOf(command);
      if (rights.isBlank()) {
        throw new IllegalArgumentException(
            "say whose voice it is and by what right it is used (--voice-rights)");
      }
    }
  }
}
