package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_PAL8;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import dev.likeness.core.YuvFrame.Matrix;
import dev.likeness.media.MediaException.Code;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Says what FFmpeg knows of a track in this room's words. */
final class Tracks {
  private Tracks() {}

  /** What a picture is like, as the container or as the decoder says. */
  private record Look(
      int width,
      int height,
      int format,
      int primaries,
      int transfer,
      int matrix,
      int range,
      int chromaPlace,
      AVRational aspect) {}

  /** The track as its header describes it. */
  static MediaInfo.Video video(Source source, AVStream s, Turn turn) {
    AVCodecParameters p = s.codecpar();
    int[] edges = crop(s);
    return video(
        source,
        s,
        turn,
        new Look(
            p.width() - edges[2] - edges[3],
            p.height() - edges[0] - edges[1],
            p.format(),
            p.color_primaries(),
            p.color_trc(),
            p.color_space(),
            p.color_range(),
            p.chroma_location(),
            p.sample_aspect_ratio()));
  }

  /** The track as its first picture turned out. */
  static MediaInfo.Video video(Source source, AVStream s, Turn turn, AVFrame f) {
    return video(
        source,
        s,
        turn,
        new Look(
            f.width(),
            f.height(),
            f.format(),
            f.color_primaries(),
            f.color_trc(),
            f.colorspace(),
            f.color_range(),
            f.chroma_location(),
            f.sample_aspect_ratio()));
  }

  private static MediaInfo.Video video(Source source, AVStream s, Turn turn, Look look) {
    AVPixFmtDescriptor pixels =
        look.format == AV_PIX_FMT_NONE ? null : av_pix_fmt_desc_get(look.format);
    AVRational base = s.time_base();
    double fps = fps(s);
    double seconds = seconds(source, s);
    long frames = s.nb_frames() > 0 ? s.nb_frames() : Math.round(seconds * fps);
    int w = turn.transposed() ? look.height : look.width;
    int h = turn.transposed() ? look.width : look.height;
    AVRational aspect = s.sample_aspect_ratio().num() > 0 ? s.sample_aspect_ratio() : look.aspect;
    boolean square = aspect.num() <= 0 || aspect.num() == aspect.den() || aspect.den() <= 0;
    int pw = square ? 1 : turn.transposed() ? aspect.den() : aspect.num();
    int ph = square ? 1 : turn.transposed() ? aspect.num() : aspect.den();
    return new MediaInfo.Video(
        Av.string(avcodec_get_name(s.codecpar().codec_id())),
        w,
        h,
        turn.degrees(),
        turn.mirrored(),
        pixels == null ? "unknown" : Av.string(pixels.name()),
        pixels == null ? 8 : pixels.comp(0).depth(),
        base.num(),
        base.den(),
        fps,
        frames,
        seconds,
        pw,
        ph,
        colour(source, look, pixels));
  }

  static MediaInfo.Sound sound(Source source, AVStream s) {
    AVCodecParameters par = s.codecpar();
    return new MediaInfo.Sound(
        Av.string(avcodec_get_name(par.codec_id())),
        par.sample_rate(),
        par.ch_layout().nb_channels(),
        seconds(source, s));
  }

  /** The turn that the container asks for. */
  static Turn turn(AVStream s) {
    AVPacketSideData d = side(s, AV_PKT_DATA_DISPLAYMATRIX);
    return d == null || d.size() < 36 ? Turn.NONE : Turn.of(d.data());
  }

  /** The turn that the picture itself asks for (EXIF), or else the container. */
  static Turn turn(AVStream s, AVFrame f) {
    AVFrameSideData matrix = av_frame_get_side_data(f, AV_FRAME_DATA_DISPLAYMATRIX);
    return matrix == null || matrix.size() < 36 ? turn(s) : Turn.of(matrix.data());
  }

  /**
   * Edges that the container wants cut off decoded pictures: top, bottom, left, right. That is how
   * H.264 gets odd sizes.
   */
  static int[] crop(AVStream s) {
    int[] edges = new int[4];
    AVPacketSideData d = side(s, AV_PKT_DATA_FRAME_CROPPING);
    if (d != null && d.size() >= 16) {
      Av.view(d.data(), 16).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(edges);
    }
    return edges;
  }

  private static @Nullable AVPacketSideData side(AVStream s, int type) {
    AVCodecParameters p = s.codecpar();
    return p.nb_coded_side_data() == 0
        ? null
        : av_packet_side_data_get(p.coded_side_data(), p.nb_coded_side_data(), type);
  }

  /** Pictures a second on average; 25 where the file leaves it open. */
  static double fps(AVStream s) {
    AVRational r = s.avg_frame_rate().num() > 0 ? s.avg_frame_rate() : s.r_frame_rate();
    double fps = r.num() > 0 && r.den() > 0 ? av_q2d(r) : 25;
    // A guess from a fine time base is no rate.
    return fps <= 480 ? fps : 25;
  }

  private static double seconds(Source source, AVStream s) {
    if (s.duration() != AV_NOPTS_VALUE && s.duration() > 0) {
      return s.duration() * av_q2d(s.time_base());
    }
    long whole = source.format.duration();
    return whole == AV_NOPTS_VALUE || whole < 0 ? 0 : (double) whole / AV_TIME_BASE;
  }

  /** Whether pixels must be brought to Y′CbCr first. */
  static boolean hasNoMatrix(AVPixFmtDescriptor pixels, int format) {
    return (pixels.flags() & AV_PIX_FMT_FLAG_RGB) != 0
        || pixels.nb_components() < 3
        || format == AV_PIX_FMT_PAL8;
  }

  private static Colour colour(Source source, Look look, @Nullable AVPixFmtDescriptor pixels) {
    Matrix guess = Colour.guess(look.width, look.height);
    if (pixels == null || hasNoMatrix(pixels, look.format)) {
      return Colour.made(guess);
    }
    boolean full = look.range == AVCOL_RANGE_JPEG || Av.string(pixels.name()).startsWith("yuvj");
    boolean subsampled = pixels.log2_chroma_w() == 1;
    Matrix matrix =
        switch (look.matrix) {
          case 1, 7 -> Matrix.BT709;
          case 4, 5, 6 -> Matrix.BT601;
          case 9, 10 -> Matrix.BT2020;
          case 8, 16, 17 ->
              throw new MediaException(
                  Code.UNSUPPORTED,
                  source.file
                      + ": its colours are YCgCo, which is not read; convert the file to usual Y′CbCr first");
          default -> guess;
        };
    return new Colour(
        look.primaries,
        look.transfer,
        look.matrix == 0 ? Colour.UNSPECIFIED : look.matrix,
        matrix,
        full,
        full || look.range != AVCOL_RANGE_UNSPECIFIED,
        subsampled ? look.chromaPlace : AVCHROMA_LOC_CENTER);
  }
}
