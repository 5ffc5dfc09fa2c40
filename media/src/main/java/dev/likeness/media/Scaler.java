package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_init_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.likeness.core.YuvFrame.Matrix;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;

/** One conversion of pixel format and size by swscale. Not thread-safe. */
final class Scaler implements AutoCloseable {
  private final int fromFormat;
  private final int fromWidth;
  private final int fromHeight;
  private final SwsContext context;
  private final AVFrame out;

  /** How numbers mean colours on one side. */
  record Meaning(Matrix matrix, boolean fullRange) {}

  Scaler(AVFrame in, Meaning from, int format, int width, int height, Meaning to) {
    fromFormat = in.format();
    fromWidth = in.width();
    fromHeight = in.height();
    context = sws_alloc_context();
    set("srcw", fromWidth);
    set("srch", fromHeight);
    set("src_format", fromFormat);
    set("dstw", width);
    set("dsth", height);
    set("dst_format", format);
    set("sws_flags", SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP);
    AVPixFmtDescriptor fromPixels = av_pix_fmt_desc_get(fromFormat);
    AVPixFmtDescriptor toPixels = av_pix_fmt_desc_get(format);
    // Chroma that is halved here meets in the middle of its pixels, as this project counts.
    if (fromPixels.log2_chroma_w() == 0 && toPixels.log2_chroma_w() == 1) {
      set("dst_h_chr_pos", 128);
    }
    if (fromPixels.log2_chroma_h() == 0 && toPixels.log2_chroma_h() == 1) {
      set("dst_v_chr_pos", 128);
    }
    sws_setColorspaceDetails(
        context,
        sws_getCoefficients(coefficients(from.matrix)),
        from.fullRange ? 1 : 0,
        sws_getCoefficients(coefficients(to.matrix)),
        to.fullRange ? 1 : 0,
        0,
        1 << 16,
        1 << 16);
    out = av_frame_alloc();
    if (sws_init_context(context, (SwsFilter) null, (SwsFilter) null) < 0) {
      close();
      throw new IllegalArgumentException(
          "no conversion of pixels from %s %d×%d to %s %d×%d"
              .formatted(
                  Av.string(fromPixels.name()),
                  fromWidth,
                  fromHeight,
                  Av.string(toPixels.name()),
                  width,
                  height));
    }
    // swscale writes whole vectors: past the right edge and, on the last row, past the end.
    out.format(format).width((width + 127) / 64 * 64).height(height + 16);
    av_frame_get_buffer(out, 64);
    out.width(width).height(height);
  }

  /** To 4:2:0; numbers keep their meaning, and what has none (RGB, grey, palettes) gets it. */
  static Scaler toYuv(AVFrame in, int width, int height, Colour colour) {
    Meaning to = new Meaning(colour.matrix(), colour.fullRange());
    AVPixFmtDescriptor pixels = av_pix_fmt_desc_get(in.format());
    boolean none = Tracks.hasNoMatrix(pixels, in.format());
    return new Scaler(
        in, none ? new Meaning(to.matrix, true) : to, AV_PIX_FMT_YUV420P, width, height, to);
  }

  /** To an RGB format of the same size. */
  static Scaler toRgb(AVFrame in, int format, Matrix unspecified) {
    Matrix matrix =
        switch (in.colorspace()) {
          case 1, 7 -> Matrix.BT709;
          case 9, 10 -> Matrix.BT2020;
          case 4, 5, 6 -> Matrix.BT601;
          default -> unspecified;
        };
    boolean full = in.color_range() == AVCOL_RANGE_JPEG || isFullByName(in.format());
    return new Scaler(
        in, new Meaning(matrix, full), format, in.width(), in.height(), new Meaning(matrix, true));
  }

  /** From RGB to a format of still pictures: BT.601 at full range where it is not RGB. */
  static Scaler fromRgb(AVFrame in, int format) {
    Meaning jfif = new Meaning(Matrix.BT601, true);
    return new Scaler(in, jfif, format, in.width(), in.height(), jfif);
  }

  private static boolean isFullByName(int format) {
    AVPixFmtDescriptor pixels = av_pix_fmt_desc_get(format);
    return Tracks.hasNoMatrix(pixels, format) || Av.string(pixels.name()).startsWith("yuvj");
  }

  private void set(String option, long value) {
    av_opt_set_int(context, option, value, 0);
  }

  private static int coefficients(Matrix m) {
    return switch (m) {
      case BT601 -> SWS_CS_ITU601;
      case BT709 -> SWS_CS_ITU709;
      case BT2020 -> SWS_CS_BT2020;
    };
  }

  boolean fits(AVFrame f) {
    return f.format() == fromFormat && f.width() == fromWidth && f.height() == fromHeight;
  }

  /** Converts; the result is overwritten by the next call. */
  AVFrame scale(AVFrame in) {
    sws_scale(context, in.data(), in.linesize(), 0, fromHeight, out.data(), out.linesize());
    return out;
  }

  @Override
  public void close() {
    av_frame_free(out);
    sws_freeContext(context);
  }
}
