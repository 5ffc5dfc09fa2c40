package dev.likeness.flow;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text to be said.
 *
 * @param text plain English, or SSML
 * @param out a WAV
 * @param spokenNotice whether words stand before the speech, and not the rhythm of tones
 * @param voice a voice of the user's own; null for the packaged one
 * @param times where the times of sounds and words go as JSON; null for nowhere
 */
public record SpeakRequest(
    String text, Path out, boolean spokenNotice, @Nullable Brought voice, @Nullable Path times) {

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
