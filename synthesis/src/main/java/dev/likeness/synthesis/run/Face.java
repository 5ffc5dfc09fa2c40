package dev.likeness.synthesis.run;

import dev.likeness.faces.FaceObservation;
import dev.likeness.synthesis.FaceNotes;
import org.jspecify.annotations.Nullable;

/**
 * One face in one frame, with what was decided about it.
 *
 * @param role which role is put on it, or {@link #NOBODY}
 * @param notes what the role's painter measured; null where nobody paints
 */
record Face(FaceObservation seen, int role, @Nullable FaceNotes notes) {
  static final int NOBODY = -1;

  boolean painted() {
    return role != NOBODY;
  }
}
