package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;

/**
 * What happens to pictures on their way, with this project's own encoders: JPEG, and OpenH264 at a
 * constant quantiser (H.264 at 28 and 34, an intra picture).
 */
public enum MarkAttack {
  JPEG_50("JPEG q50", 1),
  HALF("half size, JPEG q70", .95),
  CROP("crop to 70 %", .95),
  TURN_LEFT("turned by −2°, cut", .95),
  TURN_RIGHT("turned by +2°, cut", .95),
  MIRROR("mirrored", .95),
  STRETCH("height to 80 %", .95),
  H264_28("H.264 qp 28, one picture", 1),
  H264_34("H.264 qp 34, one picture", .9);

  private final String title;
  private final double bar;

  MarkAttack(String title, double bar) {
    this.title = title;
    this.bar = bar;
  }

  /** In words. */
  public String title() {
    return title;
  }

  /** The least share of pictures that must be known again. */
  public double bar() {
    return bar;
  }

  /**
   * What becomes of a picture.
   *
   * @param folder for files that are written on the way
   */
  Frame on(Frame f, Path folder) {
    int w = f.width();
    int h = f.height();
    return switch (this) {
      case JPEG_50 -> jpeg(f, .5, folder);
      case HALF -> jpeg(resized(f, w / 2, h / 2), .7, folder);
      case CROP -> f.crop(new Box((int) (w * .11), (int) (h * .17), w * 7 / 10, h * 7 / 10));
      case TURN_LEFT -> turned(f, -2);
      case TURN_RIGHT -> turned(f, 2);
      case MIRROR -> f.sample(new Affine2(-1, 0, w, 0, 1, 0), w, h);
      case STRETCH -> resized(f, w, h * 8 / 10);
      case H264_28 -> film(f, 28, folder);
      case H264_34 -> film(f, 34, folder);
    };
  }

  private static Frame jpeg(Frame f, double quality, Path folder) {
    Path file = folder.resolve("attacked.jpg");
    Images.write(f, file, quality);
    return Images.read(file);
  }

  static Frame resized(Frame f, int w, int h) {
    double sx = (double) f.width() / w;
    double sy = (double) f.height() / h;
    return f.sample(new Affine2(sx, 0, 0, 0, sy, 0), w, h, (int) Math.ceil(Math.max(sx, sy)));
  }

  /** Without the corners that would be empty. */
  private static Frame turned(Frame f, double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    int cut = (int) (Math.max(f.width(), f.height()) * Math.abs(s)) / 2 + 1;
    int w = f.width() - 2 * cut;
    int h = f.height() - 2 * cut;
    double x = f.width() / 2.0 - c * w / 2 + s * h / 2;
    double y = f.height() / 2.0 - s * w / 2 - c * h / 2;
    return f.sample(new Affine2(c, -s, x, s, c, y), w, h);
  }

  private static Frame film(Frame f, int quantiser, Path folder) {
    Frame even = f.crop(new Box(0, 0, f.width() & ~1, f.height() & ~1));
    Path file = folder.resolve("attacked.mp4");
    MediaInfo.Video track = MediaInfo.Video.made(even.width(), even.height(), 25);
    try (SegmentWriter out = SegmentWriter.create(file, h264(quantiser), track)) {
      YuvFrame yuv = YuvFrame.of(even, YuvFrame.Matrix.BT709, false);
      out.write(new VideoPicture(0, new Timecode(0, 1, 25), 1, yuv));
      out.finish();
    }
    try (VideoReader in = VideoReader.open(file)) {
      VideoPicture p = in.next();
      if (p == null) {
        throw new IllegalStateException("a film of one picture has none");
      }
      return p.picture().toFrame();
    }
  }

  /** A film encoded anew by OpenH264, at half the size if wanted. */
  static void film(Path film, int quantiser, boolean half, Path out) {
    try (VideoReader in = VideoReader.open(film)) {
      MediaInfo.Video v = in.video();
      int w = half ? v.width() / 4 * 2 : v.width();
      int h = half ? v.height() / 4 * 2 : v.height();
      try (SegmentWriter writer = SegmentWriter.create(out, h264(quantiser), v.withSize(w, h))) {
        for (VideoPicture p = in.next(); p != null; p = in.next()) {
          YuvFrame f = p.picture();
          writer.write(
              half
                  ? p.with(YuvFrame.of(resized(f.toFrame(), w, h), f.matrix(), f.fullRange()))
                  : p);
        }
        writer.finish();
      }
    }
  }

  /** OpenH264's settings for a quantiser, which {@link VideoFormat#quality} stands for. */
  static VideoFormat h264(int quantiser) {
    return new VideoFormat(VideoFormat.Codec.H264, (40 - quantiser) * 3 / 80.0);
  }
}
