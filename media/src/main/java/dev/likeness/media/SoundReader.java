package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import dev.likeness.media.MediaException.Code;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a sound track to interleaved floats of one rate and number of channels, without holes:
 * where the track's times jump ahead, there is silence. Not thread-safe.
 */
final class SoundReader implements AutoCloseable {
  /** Smaller holes are rounding of time-stamps. */
  private static final double HOLE_SECONDS = .1;

  private final Source source;
  private final AVStream stream;
  private final TrackDecoder decoder;
  private final int rate;
  private final int channels;
  private final AVFrame frame = av_frame_alloc();
  private final SwrContext resampler = new SwrContext(null);
  private int fromFormat = -1;
  private int fromRate;
  private int fromChannels;
  private long taken;
  private double start = Double.NaN;
  private boolean ended;

  SoundReader(Source source, AVStream stream, int rate, int channels) {
    this.source = source;
    this.stream = stream;
    this.rate = rate;
    this.channels = channels;
    decoder = new TrackDecoder(source, stream, 1);
  }

  /** Seconds of the first sample, in the container's time; known after the first block. */
  double start() {
    return Double.isNaN(start) ? 0 : start;
  }

  /** The next samples, never none; null at the end. */
  float @Nullable [] next() {
    while (!ended) {
      float[] block;
      if (decoder.next(frame)) {
        block = convert(frame);
      } else {
        ended = true;
        block = fromFormat < 0 ? new float[0] : resample(null, 0);
      }
      if (block.length > 0) {
        taken += block.length / channels;
        return block;
      }
    }
    return null;
  }

  private float[] convert(AVFrame f) {
    long pts = f.best_effort_timestamp();
    double time = pts == AV_NOPTS_VALUE ? Double.NaN : pts * av_q2d(stream.time_base());
    if (Double.isNaN(start)) {
      start = Double.isNaN(time) ? 0 : time;
    }
    if (f.format() != fromFormat
        || f.sample_rate() != fromRate
        || f.ch_layout().nb_channels() != fromChannels) {
      open(f);
    }
    float[] block = resample(f.extended_data(), f.nb_samples());
    double hole = time - start - (double) taken / rate;
    if (hole > HOLE_SECONDS && hole < 3600) {
      int silence = (int) Math.round(hole * rate) * channels;
      float[] padded = new float[silence + block.length];
      System.arraycopy(block, 0, padded, silence, block.length);
      return padded;
    }
    return block;
  }

  private void open(AVFrame f) {
    fromFormat = f.format();
    fromRate = f.sample_rate();
    fromChannels = f.ch_layout().nb_channels();
    swr_free(resampler);
    try (AVChannelLayout to = new AVChannelLayout();
        AVChannelLayout plain = new AVChannelLayout()) {
      av_channel_layout_default(to, channels);
      av_channel_layout_default(plain, fromChannels);
      AVChannelLayout from = f.ch_layout().order() == 0 ? plain : f.ch_layout();
      int error =
          swr_alloc_set_opts2(
              resampler, to, AV_SAMPLE_FMT_FLT, rate, from, fromFormat, fromRate, 0, null);
      // Mixing down averages for integers only; floats would be louder than full scale.
      av_opt_set_double(resampler, "rematrix_maxval", 1, 0);
      if (error < 0 || swr_init(resampler) < 0) {
        throw new MediaException(
            Code.UNSUPPORTED,
            "%s: sound of %d Hz and %d channels cannot be brought to %d Hz and %d"
                .formatted(source.file, fromRate, fromChannels, rate, channels));
      }
      av_channel_layout_uninit(to);
      av_channel_layout_uninit(plain);
    }
  }

  private float[] resample(@Nullable PointerPointer<?> data, int samples) {
    int room = swr_get_out_samples(resampler, samples);
    if (room <= 0) {
      return new float[0];
    }
    try (FloatPointer out = new FloatPointer((long) room * channels);
        PointerPointer<Pointer> planes = new PointerPointer<>(1)) {
      planes.put(0, new BytePointer(out));
      int n = swr_convert(resampler, planes, room, data, samples);
      float[] block = new float[Math.max(0, n) * channels];
      out.get(block);
      return block;
    }
  }

  /** All that is left, in one array; stops when it has more than {@code most} samples. */
  float[] rest(double most) {
    float[] all = new float[1 << 16];
    int n = 0;
    for (float[] block = next(); block != null && n <= most; block = next()) {
      if (all.length - n < block.length) {
        all = Arrays.copyOf(all, Math.max(n + block.length, Math.addExact(n, n / 2)));
      }
      System.arraycopy(block, 0, all, n, block.length);
      n += block.length;
    }
    return Arrays.copyOf(all, n);
  }

  @Override
  public void close() {
    swr_free(resampler);
    av_frame_free(frame);
    decoder.close();
  }
}
