package dev.likeness.media;

import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;

/**
 * One picture of a video.
 *
 * @param index 0 for the first picture of the file
 * @param time when it is shown, exactly as the container says
 * @param durationTicks for how long, in ticks of {@code time}: until the next picture, for the last
 *     one as the container says
 */
public record VideoPicture(long index, Timecode time, long durationTicks, YuvFrame picture) {

  /** The same moment with another picture. */
  public VideoPicture with(YuvFrame other) {
    return new VideoPicture(index, time, durationTicks, other);
  }
}
