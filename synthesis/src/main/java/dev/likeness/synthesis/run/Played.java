package dev.likeness.synthesis.run;

import dev.likeness.media.MediaInfo;
import java.nio.file.Path;

/**
 * How a video is played in a job that gives it another length and another sound: at an even rate,
 * cut, or carried on by playing its end back and forth, so that nothing jumps and nothing freezes.
 *
 * @param fps pictures a second
 * @param frames how many
 * @param scale of the pictures' sides, above 0 to 1
 * @param sound the file whose sound the result gets
 */
public record Played(int fps, long frames, double scale, Path sound) {
  /** So many bytes of pictures of a video's end are kept, at most. */
  private static final long KEPT = 64L << 20;

  private static final int FEWEST = 2;

  public Played {
    if (fps < 1 || frames < 1 || !(scale > 0) || scale > 1) {
      throw new IllegalArgumentException(
          "%d frames at %d a second, scaled by %s".formatted(frames, fps, scale));
    }
  }

  /** How many pictures of that size of a video's end are played back and forth: two seconds. */
  static int kept(int width, int height, int fps) {
    return (int) Math.max(FEWEST, Math.min(2L * fps, KEPT / ((long) width * height * 3 / 2)));
  }

  /**
   * Which picture of a video is shown in a frame, where none is made smaller; a frame beyond the
   * video is right as far as its container knows how many it has.
   *
   * @param fps as the video is played
   */
  public static long source(MediaInfo.Video video, int fps, long frame) {
    long frames = video.frames();
    if (frames <= 0 || frame < frames) {
      return frame;
    }
    long turn = Math.min(frames, kept(video.width(), video.height(), fps)) - 1;
    if (turn == 0) {
      return 0;
    }
    long at = (frame - frames) % (2 * turn);
    return frames - 1 - (at < turn ? at + 1 : 2 * turn - at - 1);
  }
}
