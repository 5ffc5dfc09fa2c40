package dev.likeness.forensics.person;

import dev.likeness.voice.VoiceProfile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one medium shows of its largest face, and sounds like.
 *
 * @param faces embeddings, over time
 * @param moves see {@link Moves}; null where it was too short
 * @param voice null where there was too little
 */
record Shown(
    Path file, List<float[]> faces, double @Nullable [] moves, @Nullable VoiceProfile voice) {
  Shown {
    faces = List.copyOf(faces);
  }
}
