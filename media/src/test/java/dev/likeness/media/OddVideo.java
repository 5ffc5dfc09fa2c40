package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import dev.likeness.core.Frame;
import dev.likeness.core.YuvFrame.Matrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Videos as they come in the wild, made with FFmpeg's encoders: any codec, pixel format, size,
 * times, rotation flag and sound. Pictures are four quadrants (red, green; blue, grey), the grey
 * one brighter from picture to picture.
 */
final class OddVideo {
  private final String codec;
  private int width = 64;
  private int height = 48;
  private int pixels = AV_PIX_FMT_YUV420P;
  private AVRational base = Av.ratio(1, 25);
  private long[] times = {0, 1, 2, 3, 4, 5, 6, 7};
  private long lastDuration = 1;
  private boolean full;
  private Matrix matrix = Matrix.BT601;
  private int @Nullable [] display;
  private @Nullable String soundCodec;
  private double soundSeconds;
  private double soundStart;
  private final Map<String, String> options = new HashMap<>();

  OddVideo(String codec) {
    this.codec = codec;
  }

  OddVideo size(int w, int h) {
    width = w;
    height = h;
    return this;
  }

  OddVideo pixels(int format) {
    pixels = format;
    return this;
  }

  OddVideo times(int num, int den, long lastFor, long... ticks) {
    base = Av.ratio(num, den);
    times = ticks;
    lastDuration = lastFor;
    return this;
  }

  OddVideo pictures(int n) {
    times = new long[n];
    for (int i = 0; i < n; i++) {
      times[i] = i;
    }
    return this;
  }

  OddVideo fullRange() {
    full = true;
    return this;
  }

  OddVideo matrix(Matrix m) {
    matrix = m;
    return this;
  }

  /** The rotation part of a display matrix: x = a·p + c·q, y = b·p + d·q. */
  OddVideo display(int a, int b, int c, int d) {
    display = new int[] {a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30};
    return this;
  }

  OddVideo sound(String encoder, double seconds) {
    soundCodec = encoder;
    soundSeconds = seconds;
    return this;
  }

  OddVideo soundStart(double seconds) {
    soundStart = seconds;
    return this;
  }

  OddVideo option(String key, String value) {
    options.put(key, value);
    return this;
  }

  static Frame picture(int w, int h, int index) {
    byte[] rgb = new byte[w * h * 3];
    for (int y = 0, o = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int grey = 60 + 10 * (index % 12);
        int[] c =
            2 * y < h
                ? 2 * x < w ? new int[] {200, 40, 40} : new int[] {40, 180, 60}
                : 2 * x < w ? new int[] {50, 60, 200} : new int[] {grey, grey, grey};
        for (int v : c) {
          rgb[o++] = (byte) v;
        }
      }
    }
    return new Frame(w, h, rgb);
  }

  /** Checks the middle of each quadrant of an upright picture. */
  static void assertLooksLike(Frame f, int index, int tolerance) {
    int grey = 60 + 10 * (index % 12);
    assertColour(f, 1, 1, tolerance, 200, 40, 40);
    assertColour(f, 3, 1, tolerance, 40, 180, 60);
    assertColour(f, 1, 3, tolerance, 50, 60, 200);
    assertColour(f, 3, 3, tolerance, grey, grey, grey);
  }

  static void assertColour(Frame f, int qx, int qy, int tolerance, int r, int g, int b) {
    int x = f.width() * qx / 4;
    int y = f.height() * qy / 4;
    int[] seen = {f.at(x, y, 0), f.at(x, y, 1), f.at(x, y, 2)};
    int[] wanted = {r, g, b};
    for (int c = 0; c < 3; c++) {
      assertThat(seen[c])
          .as("quarter %d,%d channel %d", qx, qy, c)
          .isCloseTo(wanted[c], org.assertj.core.data.Offset.offset(tolerance));
    }
  }

  private record Timed(AVPacket packet, int track, AVRational base) {
    double seconds() {
      long t = packet.dts() == Long.MIN_VALUE ? packet.pts() : packet.dts();
      return t * av_q2d(base);
    }
  }

  Path write(Path file, String muxer) {
    List<Timed> packets = new ArrayList<>();
    AVCodecContext video = open(codec);
    video.width(width).height(height).pix_fmt(pixels).time_base(base).framerate(Av.ratio(25, 1));
    boolean none = Tracks.hasNoMatrix(av_pix_fmt_desc_get(pixels), pixels);
    video.color_range(full || none ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
    video.colorspace(none ? AVCOL_SPC_RGB : Colour.made(matrix).matrixCode());
    // Some encoders choose by format and refuse what the standard leaves open.
    video.strict_std_compliance(-2);
    start(codec, video, options);
    AVCodecContext sound = soundCodec == null ? null : sound();
    try (OutputFile out = new OutputFile(file, muxer)) {
      AVCodecParameters p = avcodec_parameters_alloc();
      avcodec_parameters_from_context(p, video);
      turn(p);
      out.add(p, base);
      if (sound != null) {
        avcodec_parameters_from_context(p, sound);
        p.nb_coded_side_data(0);
        out.add(p, sound.time_base());
      }
      avcodec_parameters_free(p);
      encodePictures(video, packets);
      if (sound != null) {
        encodeSound(sound, packets);
      }
      out.begin(
          muxer.equals("mp4") || muxer.equals("mov")
              ? Map.of("movflags", "+faststart", "movie_timescale", "48000")
              : Map.of());
      // Without it the last picture is lost: some encoders leave the duration open.
      packets.stream()
          .filter(t -> t.track == 0)
          .forEach(t -> t.packet.duration(duration(t.packet.pts())));
      packets.sort(Comparator.comparingDouble(Timed::seconds));
      for (Timed t : packets) {
        out.write(t.packet, t.track, t.base);
        av_packet_free(t.packet);
      }
      out.finish();
    } finally {
      avcodec_free_context(video);
      if (sound != null) {
        avcodec_free_context(sound);
      }
    }
    return file;
  }

  private static AVCodecContext open(String name) {
    AVCodec c = avcodec_find_encoder_by_name(name);
    assertThat(c).as("encoder %s", name).isNotNull();
    AVCodecContext context = avcodec_alloc_context3(c);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    return context;
  }

  private static void start(String name, AVCodecContext context, Map<String, String> options) {
    AVDictionary d = Av.options(options);
    int error = avcodec_open2(context, null, d);
    Av.free(d);
    assertThat(error).as(() -> name + ": " + Av.text(error)).isZero();
  }

  private void turn(AVCodecParameters p) {
    if (display == null) {
      return;
    }
    int[] n = {p.nb_coded_side_data()};
    AVPacketSideData all =
        p.coded_side_data() == null ? new AVPacketSideData(null) : p.coded_side_data();
    AVPacketSideData d = av_packet_side_data_new(all, n, AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
    Av.view(d.data(), 36).order(ByteOrder.nativeOrder()).asIntBuffer().put(display);
    p.coded_side_data(all).nb_coded_side_data(n[0]);
  }

  private void encodePictures(AVCodecContext context, List<Timed> into) {
    AVFrame rgb = av_frame_alloc();
    rgb.format(AV_PIX_FMT_RGB24).width(width + 32).height(height + 2);
    av_frame_get_buffer(rgb, 64);
    rgb.width(width).height(height);
    boolean none = Tracks.hasNoMatrix(av_pix_fmt_desc_get(pixels), pixels);
    try (Scaler scaler =
        new Scaler(
            rgb,
            new Scaler.Meaning(matrix, true),
            pixels,
            width,
            height,
            new Scaler.Meaning(matrix, full || none))) {
      for (int i = 0; i < times.length; i++) {
        byte[] pixelsOf = picture(width, height, i).rgb();
        ByteBuffer to = Av.view(rgb.data(0), (long) rgb.linesize(0) * height);
        for (int y = 0; y < height; y++) {
          to.put(y * rgb.linesize(0), pixelsOf, y * width * 3, width * 3);
        }
        AVFrame f = scaler.scale(rgb);
        f.pts(times[i]);
        f.duration(duration(times[i]));
        send(context, f, 0, into);
      }
      send(context, null, 0, into);
    }
    av_frame_free(rgb);
  }

  private long duration(long pts) {
    int next = Arrays.binarySearch(times, pts) + 1;
    return next < times.length ? times[next] - pts : lastDuration;
  }

  private AVCodecContext sound() {
    AVCodecContext context = open(soundCodec == null ? "" : soundCodec);
    context.sample_rate(48_000).bit_rate(128_000).time_base(Av.ratio(1, 48_000));
    context.sample_fmt(context.codec().sample_fmts().get());
    av_channel_layout_default(context.ch_layout(), 2);
    context.strict_std_compliance(-2);
    start("sound", context, Map.of());
    return context;
  }

  /** A tone of 440 Hz, 8192 of 32768 loud, on both channels. */
  private void encodeSound(AVCodecContext context, List<Timed> into) {
    int block = context.frame_size() > 0 ? context.frame_size() : 1024;
    AVFrame f = av_frame_alloc();
    f.format(context.sample_fmt()).nb_samples(block).sample_rate(48_000);
    av_channel_layout_default(f.ch_layout(), 2);
    av_frame_get_buffer(f, 0);
    long first = Math.round(soundStart * 48_000);
    for (int at = 0; at < soundSeconds * 48_000; at += block) {
      org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable(f);
      for (int i = 0; i < block; i++) {
        put(f, i, (float) (.25 * Math.sin(2 * Math.PI * 440 * (at + i) / 48_000)));
      }
      f.pts(first + at);
      send(context, f, 1, into);
    }
    send(context, null, 1, into);
    av_frame_free(f);
  }

  private static void put(AVFrame f, int i, float v) {
    int format = f.format();
    boolean planar = format >= 5;
    for (int c = 0; c < 2; c++) {
      int at = planar ? i : 2 * i + c;
      ByteBuffer b = Av.view(f.data(planar ? c : 0), 1L << 16).order(ByteOrder.nativeOrder());
      switch (format % 5) {
        case 1 -> b.putShort(2 * at, (short) (v * 32767));
        case 2 -> b.putInt(4 * at, (int) (v * Integer.MAX_VALUE));
        case 3 -> b.putFloat(4 * at, v);
        default -> throw new IllegalArgumentException("sample format " + format);
      }
    }
  }

  private static void send(
      AVCodecContext context, @Nullable AVFrame f, int track, List<Timed> into) {
    assertThat(avcodec_send_frame(context, f)).isZero();
    AVPacket p = av_packet_alloc();
    while (avcodec_receive_packet(context, p) == 0) {
      into.add(new Timed(av_packet_clone(p), track, context.time_base()));
      org.bytedeco.ffmpeg.global.avcodec.av_packet_unref(p);
    }
    av_packet_free(p);
  }
}
