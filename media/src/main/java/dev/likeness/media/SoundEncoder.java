package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.likeness.media.MediaException.Code;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Encodes interleaved floats, as AAC or Opus at 192 kbit/s. Not thread-safe. */
final class SoundEncoder implements AutoCloseable {
  /** Opus knows no other of the usual rates. */
  static final int OPUS_RATE = 48_000;

  final AVCodecContext context;
  private final Path file;
  private final int channels;
  private final AVFrame frame = av_frame_alloc();
  private final float[] waiting;
  private int filled;
  private long sent = Long.MIN_VALUE;
  private float @Nullable [] block;
  private int used;

  SoundEncoder(Path file, boolean opus, int rate, int channels) {
    this.file = file;
    this.channels = channels;
    AVCodec codec = avcodec_find_encoder_by_name(opus ? "libopus" : "aac");
    context = avcodec_alloc_context3(codec);
    context.sample_rate(rate).bit_rate(channels == 1 ? 96_000 : 192_000);
    context.sample_fmt(opus ? AV_SAMPLE_FMT_FLT : AV_SAMPLE_FMT_FLTP);
    context.time_base(Av.ratio(1, rate));
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    av_channel_layout_default(context.ch_layout(), channels);
    int error = avcodec_open2(context, codec, (AVDictionary) null);
    if (error < 0) {
      waiting = new float[0];
      close();
      throw new MediaException(
          Code.UNSUPPORTED,
          "%s: sound of %d Hz cannot be encoded: %s".formatted(file, rate, Av.text(error)));
    }
    waiting = new float[context.frame_size() * channels];
    frame.format(context.sample_fmt()).nb_samples(context.frame_size()).sample_rate(rate);
    av_channel_layout_default(frame.ch_layout(), channels);
    av_frame_get_buffer(frame, 0);
  }

  /** The next packet from what {@code in} gives; false at the end. */
  boolean next(SoundReader in, AVPacket into) {
    while (true) {
      int error = avcodec_receive_packet(context, into);
      if (error == 0) {
        return true;
      }
      if (error != AVERROR_EAGAIN()) {
        return false;
      }
      send(in);
    }
  }

  private void send(SoundReader in) {
    while (filled < waiting.length) {
      if (block == null || used == block.length) {
        block = in.next();
        used = 0;
        if (block == null) {
          break;
        }
      }
      int n = Math.min(waiting.length - filled, block.length - used);
      System.arraycopy(block, used, waiting, filled, n);
      used += n;
      filled += n;
    }
    if (sent == Long.MIN_VALUE) {
      sent = Math.round(in.start() * context.sample_rate());
    }
    if (filled > 0) {
      frame.nb_samples(filled / channels);
      frame.pts(sent);
      fill();
      sent += filled / channels;
      filled = 0;
      check(avcodec_send_frame(context, frame));
    } else {
      // From now on the encoder answers with its last packets, then with the end.
      check(avcodec_send_frame(context, null));
    }
  }

  private void fill() {
    av_frame_make_writable(frame);
    boolean planar = context.sample_fmt() == AV_SAMPLE_FMT_FLTP;
    int n = filled / channels;
    for (int c = 0; c < (planar ? channels : 1); c++) {
      FloatBuffer out =
          Av.view(frame.data(c), (planar ? n : filled) * 4L)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      if (!planar) {
        out.put(waiting, 0, filled);
      } else {
        for (int i = 0; i < n; i++) {
          out.put(i, waiting[i * channels + c]);
        }
      }
    }
  }

  private void check(int error) {
    if (error < 0) {
      throw new MediaException(
          Code.WRITE_FAILED, "%s: sound cannot be encoded: %s".formatted(file, Av.text(error)));
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
