package dev.likeness.media;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How a video is encoded.
 *
 * @param quality 0 (smallest) to 1 (best); the default keeps more than 40 dB PSNR
 */
public record VideoFormat(Codec codec, double quality) {

  /** H.264 by OpenH264 (BSD) for MP4, MOV and MKV; VP9 by libvpx (BSD) for WebM. */
  public enum Codec {
    H264,
    VP9
  }

  /** 43.9 dB or better on the test clips before anything is painted. */
  public static final double DEFAULT_QUALITY = .8;

  public VideoFormat {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality " + quality + " is not in 0–1");
    }
  }

  public static VideoFormat h264() {
    return new VideoFormat(Codec.H264, DEFAULT_QUALITY);
  }

  public static VideoFormat vp9() {
    return new VideoFormat(Codec.VP9, DEFAULT_QUALITY);
  }

  /** After how many pictures the encoder begins anew with one that stands for itself. */
  public static int keyDistance(double fps) {
    return (int) Math.max(1, Math.min(300, Math.round(5 * fps)));
  }

  /** What suits the file's extension: VP9 for {@code .webm}, H.264 for all others. */
  public static VideoFormat forFile(Path out) {
    return out.toString().toLowerCase(Locale.ROOT).endsWith(".webm") ? vp9() : h264();
  }
}
