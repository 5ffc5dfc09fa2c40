package dev.likeness.synthesis.run;

import dev.likeness.core.Picture;
import dev.likeness.media.VideoPicture;
import org.jspecify.annotations.Nullable;

/**
 * One picture of the target as it was read.
 *
 * @param frame its number in the source, from 0
 * @param video with its time where it is from a video; null for a still
 */
record Shot(long frame, Picture picture, @Nullable VideoPicture video) {
  static Shot of(VideoPicture p) {
    return new Shot(p.index(), p.picture(), p);
  }
}
