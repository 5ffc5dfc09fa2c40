package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import dev.likeness.media.MediaException.Code;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes one track of a source from its start, pictures or sound. What cannot be decoded is noted
 * as damage, and decoding goes on. Not thread-safe.
 */
final class TrackDecoder implements AutoCloseable {
  private final Source source;
  private final AVStream stream;
  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private final int[] edges;
  private final double spacing;
  private double taken = Double.NEGATIVE_INFINITY;
  private boolean drained;

  TrackDecoder(Source source, AVStream stream, int threads) {
    this(source, stream, threads, 0);
  }

  /**
   * @param spacing 0 for every picture; else only key pictures are decoded, and of those that
   *     follow each other within so many seconds only the first
   */
  TrackDecoder(Source source, AVStream stream, int threads, double spacing) {
    this.source = source;
    this.stream = stream;
    this.spacing = spacing;
    edges = Tracks.crop(stream);
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    String name = Av.string(avcodec_get_name(stream.codecpar().codec_id()));
    if (codec == null) {
      av_packet_free(packet);
      throw new MediaException(
          Code.UNSUPPORTED,
          "%s: there is no decoder for %s; convert the file to H.264 first"
              .formatted(source.file, name));
    }
    context = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(context, stream.codecpar());
    context.pkt_timebase(stream.time_base());
    context.thread_count(threads);
    context.max_pixels(Source.MAX_PIXELS);
    int error = avcodec_open2(context, codec, (AVDictionary) null);
    if (error < 0) {
      close();
      throw new MediaException(
          Code.UNSUPPORTED,
          "%s: the decoder of %s refuses the file (%s)"
              .formatted(source.file, name, Av.text(error)));
    }
    source.only(List.of(stream));
  }

  /** Decodes the next picture or block of sound; false after the last. */
  boolean next(AVFrame into) {
    while (true) {
      int error = avcodec_receive_frame(context, into);
      if (error == 0) {
        if (into.decode_error_flags() != 0) {
          source.note("part of the picture is lost" + at(into.best_effort_timestamp()));
        }
        crop(into);
        return true;
      }
      if (error == AVERROR_EOF) {
        return false;
      }
      if (error != AVERROR_EAGAIN()) {
        source.note("cannot be decoded: " + Av.text(error));
        if (drained) {
          return false;
        }
      }
      feed();
    }
  }

  private void crop(AVFrame f) {
    boolean cut = (edges[0] | edges[1] | edges[2] | edges[3]) != 0;
    if (cut && edges[0] + edges[1] < f.height() && edges[2] + edges[3] < f.width()) {
      f.crop_top(edges[0]).crop_bottom(edges[1]).crop_left(edges[2]).crop_right(edges[3]);
      av_frame_apply_cropping(f, AV_FRAME_CROP_UNALIGNED);
    }
  }

  private void feed() {
    while (source.read(packet)) {
      if (packet.stream_index() == stream.index() && wanted()) {
        int error = avcodec_send_packet(context, packet);
        if (error < 0) {
          source.note("cannot be decoded" + at(packet.pts()) + ": " + Av.text(error));
        }
        return;
      }
    }
    drained = true;
    avcodec_send_packet(context, null);
  }

  private boolean wanted() {
    if (spacing == 0) {
      return true;
    }
    boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    double time =
        packet.pts() == AV_NOPTS_VALUE
            ? taken + spacing
            : packet.pts() * av_q2d(stream.time_base());
    boolean take = key && time >= taken + spacing;
    if (take) {
      taken = time;
    }
    return take;
  }

  private String at(long ticks) {
    return ticks == AV_NOPTS_VALUE
        ? ""
        : String.format(Locale.ROOT, " at %.2f s", ticks * av_q2d(stream.time_base()));
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
