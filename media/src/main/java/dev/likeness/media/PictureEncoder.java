package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_CPB_PROPERTIES;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_remove;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import dev.likeness.core.YuvFrame;
import dev.likeness.media.MediaException.Code;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Encodes pictures one by one: a packet for each, in the same order. The quantiser is fixed, so
 * that quality does not depend on what came before, and there is one thread: with several, slices
 * of OpenH264 fall differently from run to run, and a core is left to whoever makes the pictures.
 * Not thread-safe.
 */
final class PictureEncoder implements AutoCloseable {
  /** H.264 codes squares of this side; what is beyond the picture repeats its edge. */
  private static final int SQUARE = 16;

  private final Path file;
  private final MediaInfo.Video track;
  private final int codedWidth;
  private final int codedHeight;
  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private final AVCodecParameters parameters = avcodec_parameters_alloc();
  private final Queue<Long> durations = new ArrayDeque<>();
  private @Nullable AVBSFContext filter;

  PictureEncoder(Path file, VideoFormat format, MediaInfo.Video track) {
    this.file = file;
    this.track = track;
    boolean h264 = format.codec() == VideoFormat.Codec.H264;
    codedWidth = h264 ? multiple(SQUARE, track.width()) : track.width();
    codedHeight = h264 ? multiple(SQUARE, track.height()) : track.height();
    AVCodec codec = avcodec_find_encoder_by_name(h264 ? "libopenh264" : "libvpx-vp9");
    context = avcodec_alloc_context3(codec);
    describe();
    AVDictionary options = Av.options(h264 ? h264(format.quality()) : vp9(format.quality()));
    int error = avcodec_open2(context, codec, options);
    Av.free(options);
    if (error < 0) {
      close();
      throw new MediaException(
          Code.UNSUPPORTED,
          "%s: %s does not take pictures of %d×%d (%s); make them smaller%s"
              .formatted(
                  file,
                  format.codec(),
                  track.width(),
                  track.height(),
                  Av.text(error),
                  h264 ? ", or write .webm" : ""));
    }
    avcodec_parameters_from_context(parameters, context);
    if (h264) {
      filter = metadata();
    }
    finishParameters(h264);
    frame.format(AV_PIX_FMT_YUV420P).width(codedWidth).height(codedHeight);
    av_frame_get_buffer(frame, 64);
  }

  private static int multiple(int of, int n) {
    return (n + of - 1) / of * of;
  }

  private void describe() {
    Colour colour = track.colour();
    context.width(codedWidth).height(codedHeight).pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base(Av.ratio(1, track.timeBaseDen()));
    context.framerate(av_d2q(Math.max(1, Math.min(1000, track.fps())), 100_000));
    context.sample_aspect_ratio(Av.ratio(track.aspectNum(), track.aspectDen()));
    context.color_primaries(colour.primaries()).color_trc(colour.transfer());
    context.colorspace(colour.matrixCode());
    if (colour.rangeKnown()) {
      context.color_range(colour.fullRange() ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
    }
    context.gop_size(VideoFormat.keyDistance(track.fps()));
    context.thread_count(1);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  /** A bit rate that nothing meets drives OpenH264's rate control to the lower bound: constant. */
  private static Map<String, String> h264(double quality) {
    String q = String.valueOf(Math.round(40 - quality * 80 / 3));
    // CABAC: 6–9 % smaller than CAVLC at the same quality for 4 % more time (profile High).
    return Map.of("rc_mode", "bitrate", "b", "10000", "qmin", q, "qmax", q, "coder", "cabac");
  }

  private static Map<String, String> vp9(double quality) {
    return Map.of(
        "b", "0",
        "crf", String.valueOf(Math.round(62 - quality * 48)),
        "deadline", "realtime",
        "cpu-used", "8",
        "lag-in-frames", "0",
        "auto-alt-ref", "0");
  }

  /**
   * Writes into the parameter sets what OpenH264 cannot: place of chroma, size without the repeated
   * edge.
   */
  private @Nullable AVBSFContext metadata() {
    Map<String, String> wishes = new LinkedHashMap<>();
    if (track.colour().chromaPlace() > 0) {
      wishes.put("chroma_sample_loc_type", String.valueOf(track.colour().chromaPlace() - 1));
    }
    if (codedWidth > multiple(2, track.width())) {
      wishes.put("crop_right", String.valueOf(codedWidth - multiple(2, track.width())));
    }
    if (codedHeight > multiple(2, track.height())) {
      wishes.put("crop_bottom", String.valueOf(codedHeight - multiple(2, track.height())));
    }
    if (wishes.isEmpty()) {
      return null;
    }
    AVBSFContext bsf = new AVBSFContext(null);
    av_bsf_alloc(av_bsf_get_by_name("h264_metadata"), bsf);
    avcodec_parameters_copy(bsf.par_in(), parameters);
    bsf.time_base_in(context.time_base());
    wishes.forEach((k, v) -> av_opt_set(bsf.priv_data(), k, v, 0));
    int error = av_bsf_init(bsf);
    if (error < 0) {
      av_bsf_free(bsf);
      throw new MediaException(
          Code.WRITE_FAILED, file + ": its H.264 header cannot be made: " + Av.text(error));
    }
    avcodec_parameters_copy(parameters, bsf.par_out());
    return bsf;
  }

  /** The size that is meant, where the codec can only say an even one, and no made-up bit rate. */
  private void finishParameters(boolean h264) {
    int[] count = {parameters.nb_coded_side_data()};
    AVPacketSideData data = parameters.coded_side_data();
    if (data == null) {
      data = new AVPacketSideData(null);
    }
    av_packet_side_data_remove(data, count, AV_PKT_DATA_CPB_PROPERTIES);
    parameters.bit_rate(0);
    if (h264) {
      int w = multiple(2, track.width());
      int h = multiple(2, track.height());
      parameters.width(w).height(h);
      if (w != track.width() || h != track.height()) {
        AVPacketSideData crop =
            av_packet_side_data_new(data, count, AV_PKT_DATA_FRAME_CROPPING, 16, 0);
        ByteBuffer edges = Av.view(crop.data(), 16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        edges.putInt(0).putInt(h - track.height()).putInt(0).putInt(w - track.width());
      }
    }
    parameters.coded_side_data(data).nb_coded_side_data(count[0]);
  }

  /** For the container; they stay this encoder's. */
  AVCodecParameters parameters() {
    return parameters;
  }

  /** Encodes a picture; the packets' time base is {@code 1 / track.timeBaseDen()}. */
  void encode(VideoPicture picture, Consumer<AVPacket> sink) {
    av_frame_make_writable(frame);
    YuvFrame p = picture.picture();
    fill(0, p.y(), p.width(), p.height(), codedWidth, codedHeight);
    int cw = (p.width() + 1) / 2;
    int ch = (p.height() + 1) / 2;
    fill(1, p.cb(), cw, ch, (codedWidth + 1) / 2, (codedHeight + 1) / 2);
    fill(2, p.cr(), cw, ch, (codedWidth + 1) / 2, (codedHeight + 1) / 2);
    frame.pts(picture.time().ticks() * track.timeBaseNum());
    long duration = picture.durationTicks() * track.timeBaseNum();
    frame.duration(duration);
    durations.add(duration);
    check(avcodec_send_frame(context, frame));
    receive(sink);
  }

  /** Copies a plane and repeats its right and bottom edge. */
  private void fill(int plane, byte[] from, int w, int h, int toWidth, int toHeight) {
    int stride = frame.linesize(plane);
    ByteBuffer to = Av.view(frame.data(plane), (long) stride * toHeight);
    for (int y = 0; y < toHeight; y++) {
      int row = Math.min(y, h - 1) * w;
      to.put(y * stride, from, row, w);
      for (int x = w; x < toWidth; x++) {
        to.put(y * stride + x, from[row + w - 1]);
      }
    }
  }

  /** Gives out what the encoder still holds. */
  void drain(Consumer<AVPacket> sink) {
    check(avcodec_send_frame(context, null));
    receive(sink);
  }

  private void receive(Consumer<AVPacket> sink) {
    while (avcodec_receive_packet(context, packet) == 0) {
      packet.duration(durations.remove());
      if (filter != null) {
        check(av_bsf_send_packet(filter, packet));
        check(av_bsf_receive_packet(filter, packet));
      }
      sink.accept(packet);
      av_packet_unref(packet);
    }
  }

  private void check(int error) {
    if (error < 0) {
      throw new MediaException(
          Code.WRITE_FAILED, "%s: a picture cannot be encoded: %s".formatted(file, Av.text(error)));
    }
  }

  @Override
  public void close() {
    if (filter != null) {
      av_bsf_free(filter);
      filter = null;
    }
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_parameters_free(parameters);
    avcodec_free_context(context);
  }
}
