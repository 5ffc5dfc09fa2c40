package dev.likeness.flow;

import dev.likeness.consent.PersonaRef;
import dev.likeness.core.Digest;
import dev.likeness.voice.VoiceFit;
import dev.likeness.voice.VoiceProfile;
import java.util.List;

/**
 * How the packaged voice approximates a persona's own.
 *
 * @param ref the persona's name, the grant that covers the recordings, and their digests
 * @param sources the recordings' names, in the digests' order
 * @param wanted what the recordings were measured to be like
 * @param fit how the packaged voice is changed, and what it is like before and after
 * @param engine of the packaged voice that was fitted
 * @param made when
 * @param remarks on the recordings
 */
public record OwnVoice(
    PersonaRef ref,
    List<String> sources,
    VoiceProfile wanted,
    VoiceFit fit,
    Digest engine,
    String made,
    List<String> remarks) {
  public OwnVoice {
    sources = List.copyOf(sources);
    remarks = List.copyOf(remarks);
  }

  /** What records call it. */
  String describe() {
    return "approximation of %s's voice, by changing the packaged voice".formatted(ref.name());
  }
}
