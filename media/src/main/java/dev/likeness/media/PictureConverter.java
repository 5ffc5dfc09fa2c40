package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import dev.likeness.core.YuvFrame;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Brings decoded pictures to upright 8-bit 4:2:0 arrays. Not thread-safe. */
final class PictureConverter implements AutoCloseable {
  private final int width;
  private final int height;
  private final Turn turn;
  private final Colour colour;
  private @Nullable Scaler scaler;

  /**
   * @param width of stored pictures, before the turn; a picture of another size is scaled to it
   */
  PictureConverter(int width, int height, Turn turn, Colour colour) {
    this.width = width;
    this.height = height;
    this.turn = turn;
    this.colour = colour;
  }

  YuvFrame convert(AVFrame f) {
    boolean plain = f.format() == AV_PIX_FMT_YUV420P || f.format() == AV_PIX_FMT_YUVJ420P;
    if (plain && f.width() == width && f.height() == height && f.linesize(0) > 0) {
      return arrays(f);
    }
    if (scaler == null || !scaler.fits(f)) {
      close();
      scaler = Scaler.toYuv(f, width, height, colour);
    }
    return arrays(scaler.scale(f));
  }

  private YuvFrame arrays(AVFrame f) {
    int cw = (width + 1) / 2;
    int ch = (height + 1) / 2;
    byte[] y = plane(f, 0, width, height);
    byte[] cb = plane(f, 1, cw, ch);
    byte[] cr = plane(f, 2, cw, ch);
    return new YuvFrame(
        turn.transposed() ? height : width,
        turn.transposed() ? width : height,
        y,
        cb,
        cr,
        colour.matrix(),
        colour.fullRange());
  }

  private byte[] plane(AVFrame f, int i, int w, int h) {
    int stride = f.linesize(i);
    ByteBuffer in = Av.view(f.data(i), (long) stride * (h - 1) + w);
    byte[] out = new byte[w * h];
    turn.copy(in, stride, w, h, out);
    return out;
  }

  @Override
  public void close() {
    if (scaler != null) {
      scaler.close();
      scaler = null;
    }
  }
}
