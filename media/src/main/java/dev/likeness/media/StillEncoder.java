package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.likeness.core.Frame;
import dev.likeness.media.MediaException.Code;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A picture as the bytes of a file. */
final class StillEncoder {
  private StillEncoder() {}

  static byte[] png(Path file, Frame f) {
    return encode(file, f, "png", AV_PIX_FMT_RGB24, 0, Map.of("pred", "mixed"));
  }

  static byte[] jpeg(Path file, Frame f, double quality) {
    int q = (int) Math.round(1 + (1 - quality) * 10);
    return encode(file, f, "mjpeg", AV_PIX_FMT_YUVJ444P, q, Map.of("qmin", "1"));
  }

  static byte[] webp(Path file, Frame f, double quality) {
    String q = String.valueOf(Math.round(quality * 100));
    return encode(file, f, "libwebp", AV_PIX_FMT_BGRA, 0, Map.of("quality", q));
  }

  /**
   * @param scale MPEG quantiser scale, 1–31, or 0 where the codec has none
   */
  private static byte[] encode(
      Path file, Frame f, String encoder, int pixels, int scale, Map<String, String> wishes) {
    Av.ready();
    AVCodec codec = avcodec_find_encoder_by_name(encoder);
    AVCodecContext context = avcodec_alloc_context3(codec);
    AVFrame rgb = av_frame_alloc();
    AVPacket packet = av_packet_alloc();
    AVDictionary options = Av.options(wishes);
    try {
      fill(rgb, f);
      context.width(f.width()).height(f.height()).pix_fmt(pixels).time_base(Av.ratio(1, 25));
      context.thread_count(1).color_range(AVCOL_RANGE_JPEG);
      context.flags(context.flags() | AV_CODEC_FLAG_BITEXACT);
      if (scale > 0) {
        context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
        context.global_quality(scale * FF_QP2LAMBDA);
      }
      check(file, avcodec_open2(context, codec, options));
      if (pixels == AV_PIX_FMT_RGB24) {
        return send(file, context, rgb, packet);
      }
      try (Scaler scaler = Scaler.fromRgb(rgb, pixels)) {
        AVFrame converted = scaler.scale(rgb);
        converted.quality(scale * FF_QP2LAMBDA).color_range(AVCOL_RANGE_JPEG);
        return send(file, context, converted, packet);
      }
    } finally {
      Av.free(options);
      av_packet_free(packet);
      av_frame_free(rgb);
      avcodec_free_context(context);
    }
  }

  private static void fill(AVFrame rgb, Frame f) {
    // Spare columns and rows: swscale reads whole vectors.
    rgb.format(AV_PIX_FMT_RGB24).width(f.width() + 32).height(f.height() + 2);
    av_frame_get_buffer(rgb, 64);
    rgb.width(f.width()).height(f.height());
    int stride = rgb.linesize(0);
    ByteBuffer to = Av.view(rgb.data(0), (long) stride * f.height());
    for (int y = 0; y < f.height(); y++) {
      to.put(y * stride, f.rgb(), y * f.width() * 3, f.width() * 3);
    }
  }

  private static byte[] send(Path file, AVCodecContext context, AVFrame frame, AVPacket packet) {
    check(file, avcodec_send_frame(context, frame));
    check(file, avcodec_send_frame(context, null));
    check(file, avcodec_receive_packet(context, packet));
    byte[] bytes = new byte[packet.size()];
    packet.data().get(bytes);
    return bytes;
  }

  private static void check(Path file, int error) {
    if (error < 0) {
      throw new MediaException(
          Code.WRITE_FAILED, file + ": the picture cannot be encoded: " + Av.text(error));
    }
  }
}
