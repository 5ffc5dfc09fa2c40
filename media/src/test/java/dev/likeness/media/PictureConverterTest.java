package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;

import dev.likeness.core.Frame;
import dev.likeness.core.YuvFrame;
import dev.likeness.core.YuvFrame.Matrix;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureConverterTest {
  /** Colours in waves of about 20 pixels: half a pixel of displacement would cost 20 dB. */
  private static Frame waves(int w, int h) {
    byte[] rgb = new byte[w * h * 3];
    for (int y = 0, o = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double u = Math.sin(x / 3.1);
        double v = Math.sin(y / 3.7);
        rgb[o++] = (byte) (128 + 50 * u);
        rgb[o++] = (byte) (128 - 20 * u + 20 * v);
        rgb[o++] = (byte) (128 - 50 * v);
      }
    }
    return new Frame(w, h, rgb);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rgb24", "gbrp", "yuv444p", "yuv422p", "yuv444p10le", "yuv422p12le", "nv12"})
  void halvesChromaWhereThisProjectCountsIt(String pixels) {
    int w = 162;
    int h = 122;
    Frame f = waves(w, h);
    YuvFrame wanted = YuvFrame.of(f, Matrix.BT601, false);
    AVFrame in = av_frame_alloc();
    in.format(AV_PIX_FMT_RGB24).width(w + 32).height(h + 2);
    av_frame_get_buffer(in, 64);
    in.width(w).height(h);
    ByteBuffer to = Av.view(in.data(0), (long) in.linesize(0) * h);
    for (int y = 0; y < h; y++) {
      to.put(y * in.linesize(0), f.rgb(), y * w * 3, w * 3);
    }
    boolean rgb = pixels.contains("rgb") || pixels.equals("gbrp");
    Scaler.Meaning full = new Scaler.Meaning(Matrix.BT601, true);
    Scaler.Meaning narrow = new Scaler.Meaning(Matrix.BT601, false);
    try (Scaler first = new Scaler(in, full, av_get_pix_fmt(pixels), w, h, rgb ? full : narrow);
        PictureConverter converter =
            new PictureConverter(w, h, Turn.NONE, Colour.made(Matrix.BT601))) {
      YuvFrame made = converter.convert(first.scale(in));
      assertThat(Pictures.psnr(wanted, made)).isGreaterThan(48);
    }
    av_frame_free(in);
  }
}
