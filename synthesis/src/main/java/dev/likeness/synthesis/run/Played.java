package dev.likeness.synthesis.run;

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
  public Played {
    if (fps < 1 || frames < 1 || !(scale > 0) || scale > 1) {
      throw new IllegalArgumentException(
          "%d frames at %d a second, scaled by %s".formatted(frames, fps, scale));
    }
  }
}
