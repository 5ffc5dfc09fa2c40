package dev.likeness.flow.quality;

import dev.likeness.core.Frame;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a clip before and after: the same cut-out of both around the face, and what was read
 * in each, in pixels of the cut-out.
 *
 * @param before the target clip's own pixels
 * @param after the result's pixels at the same place
 * @param left where the cut-out lies in the picture, pixels; it moves with the face
 * @param top likewise
 * @param in reading of before; null when no face was found there
 * @param out reading of after, null when the landmarker saw no face in it
 */
public record Moment(
    int index,
    Frame before,
    Frame after,
    int left,
    int top,
    @Nullable Reading in,
    @Nullable Reading out) {
  public Moment {
    if (before.width() != after.width() || before.height() != after.height()) {
      throw new IllegalArgumentException(
          "before is %d×%d, after %d×%d"
              .formatted(before.width(), before.height(), after.width(), after.height()));
    }
  }
}
