package dev.likeness.media;

import dev.likeness.core.YuvFrame;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, read from its bytes and not from its name.
 *
 * @param container FFmpeg's short name of the container, such as {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param video the picture track, absent in sound
 * @param sound the first sound track, absent where there is none
 */
public record MediaInfo(Kind kind, String container, @Nullable Video video, @Nullable Sound sound) {

  /** A still, moving pictures (an animated GIF too), or sound alone. */
  public enum Kind {
    IMAGE,
    VIDEO,
    AUDIO
  }

  /**
   * A picture track.
   *
   * @param codec FFmpeg's name, such as {@code hevc}
   * @param width of the upright picture, in pixels, the rotation flag applied
   * @param height likewise
   * @param rotation degrees clockwise that stored pictures are turned by to stand upright: 0, 90,
   *     180 or 270
   * @param mirrored whether stored pictures are flipped left to right, after the turn
   * @param pixelFormat FFmpeg's name, such as {@code yuv420p10le}
   * @param bitDepth of a channel
   * @param timeBaseNum a tick lasts {@code timeBaseNum / timeBaseDen} seconds
   * @param timeBaseDen likewise
   * @param fps pictures a second on average
   * @param frames how many pictures there are, as the container says or as time and rate suggest; 0
   *     where nothing is known
   * @param seconds duration, 0 where nothing is known
   * @param aspectNum width of a pixel, of the upright picture
   * @param aspectDen height of a pixel
   */
  public record Video(
      String codec,
      int width,
      int height,
      int rotation,
      boolean mirrored,
      String pixelFormat,
      int bitDepth,
      int timeBaseNum,
      int timeBaseDen,
      double fps,
      long frames,
      double seconds,
      int aspectNum,
      int aspectDen,
      Colour colour) {

    /** A track for pictures that are made here: square pixels, BT.709 in the narrow range. */
    public static Video made(int width, int height, int fps) {
      return new Video(
          "none",
          width,
          height,
          0,
          false,
          "yuv420p",
          8,
          1,
          fps,
          fps,
          0,
          0,
          1,
          1,
          Colour.made(YuvFrame.Matrix.BT709));
    }

    /** The same track at an even rate, with so many ticks a picture. */
    public Video evenly(int newFps, int ticks, long newFrames) {
      return new Video(
          codec,
          width,
          height,
          rotation,
          mirrored,
          pixelFormat,
          bitDepth,
          1,
          newFps * ticks,
          newFps,
          newFrames,
          (double) newFrames / newFps,
          aspectNum,
          aspectDen,
          colour);
    }

    Video withFrames(long newFrames, double newSeconds) {
      return new Video(
          codec,
          width,
          height,
          rotation,
          mirrored,
          pixelFormat,
          bitDepth,
          timeBaseNum,
          timeBaseDen,
          fps,
          newFrames,
          newSeconds,
          aspectNum,
          aspectDen,
          colour);
    }

    /** The same track with pictures of another size. */
    public Video withSize(int newWidth, int newHeight) {
      return new Video(
          codec,
          newWidth,
          newHeight,
          rotation,
          mirrored,
          pixelFormat,
          bitDepth,
          timeBaseNum,
          timeBaseDen,
          fps,
          frames,
          seconds,
          aspectNum,
          aspectDen,
          colour);
    }
  }

  /**
   * A sound track.
   *
   * @param codec FFmpeg's name, such as {@code aac}
   * @param rate samples a second
   * @param seconds duration, 0 where nothing is known
   */
  public record Sound(String codec, int rate, int channels, double seconds) {}
}
