package dev.likeness.synthesis.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One frame on its way through the job.
 *
 * @param frame number of the frame in the source
 * @param shot what it shows; null for a frame that is painted
 * @param faces all faces in it
 * @param state the watcher's state after this frame, where a chunk ends with it; else empty
 */
record Moment(long frame, @Nullable Shot shot, List<Face> faces, String state) {
  Moment {
    faces = List.copyOf(faces);
  }

  @Nullable Face of(int track) {
    for (Face f : faces) {
      if (f.seen().track() == track) {
        return f;
      }
    }
    return null;
  }

  Moment withoutPicture() {
    return new Moment(frame, null, faces, "");
  }
}
