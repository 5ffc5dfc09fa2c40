package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_NORMAL;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.avformat_query_codec;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.likeness.media.MediaException.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Joins segments and sound to the finished file. Nothing is encoded again, but for sound that the
 * container does not take.
 */
public final class Muxer {
  private Muxer() {}

  /**
   * @param cut whether the segments hold only part of the source: the result then begins at 0 with
   *     their first picture, and the sound is cut to their span, to the packet
   * @param compress whether sound without compression (PCM) is encoded though the container takes
   *     it: hardly any player reads PCM in MP4
   * @param title written into the file's metadata
   * @param comment likewise
   */
  public record Options(
      boolean cut, boolean compress, @Nullable String title, @Nullable String comment) {
    public static final Options WHOLE = new Options(false, null, null);
    public static final Options CUT = new Options(true, null, null);

    /** For sound that was made here. */
    public static final Options MADE = new Options(false, true, null, null);

    public Options(boolean cut, @Nullable String title, @Nullable String comment) {
      this(cut, false, title, comment);
    }
  }

  /**
   * Writes {@code out} as MP4 (index in front), MOV, MKV or WebM, by its extension. Pictures keep
   * their times and durations exactly (MKV and WebM count in milliseconds); only where the source's
   * clock starts anywhere (MPEG program and transport streams) its start becomes 0. Every sound
   * track whose codec the container takes is copied packet by packet, also beyond the last picture;
   * if it does not take the first one, that is encoded as AAC or, for WebM, Opus.
   *
   * @param segments in the order of their pictures, all of one format and track
   * @param source where the sound comes from; null for none
   * @throws MediaException WRITE_FAILED, MISMATCH (segments that do not belong together),
   *     UNSUPPORTED (the extension), and all of {@link Media#probe} for the source; STOPPED if the
   *     thread is interrupted
   */
  public static void join(List<Path> segments, @Nullable Path source, Path out, Options options) {
    join(segments, null, source, out, options);
  }

  /**
   * Likewise, with a segment of pictures behind the others for which sound is not cut: where the
   * source is cut, its sound ends before them.
   *
   * @param tail of the same format and track, later than all; null for none
   */
  public static void join(
      List<Path> segments, @Nullable Path tail, @Nullable Path source, Path out, Options options) {
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("no segments for " + out);
    }
    Av.ready();
    String muxer = muxer(out);
    List<Feed> feeds = new ArrayList<>();
    try (Feed.Pictures pictures = new Feed.Pictures(segments, tail);
        OutputFile file = new OutputFile(out, muxer)) {
      if (!pictures.peek()) {
        throw new MediaException(Code.MISMATCH, segments.get(0) + ": holds no picture");
      }
      file.add(pictures.parameters(), pictures.timeBase()).avg_frame_rate(pictures.rate());
      long shift = options.cut ? pictures.packet.pts() : 0;
      if (source != null) {
        shift += addSound(source, out, file, feeds, pictures, options);
      }
      Av.set(file.format, "title", options.title);
      Av.set(file.format, "comment", options.comment);
      file.begin(muxerOptions(muxer, pictures.timeBase()));
      copy(pictures, feeds, file, Math.min(shift, pictures.packet.pts()), options.cut);
      file.finish();
    } finally {
      feeds.forEach(Feed::close);
    }
  }

  private static String muxer(Path out) {
    String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "mp4", "m4v" -> "mp4";
      case "mov" -> "mov";
      case "mkv" -> "matroska";
      case "webm" -> "webm";
      default ->
          throw new MediaException(
              Code.UNSUPPORTED, out + ": videos are written as .mp4, .mov, .mkv or .webm");
    };
  }

  private static Map<String, String> muxerOptions(String muxer, AVRational timeBase) {
    return muxer.equals("mp4") || muxer.equals("mov")
        ? Map.of("movflags", "+faststart", "movie_timescale", String.valueOf(timeBase.den()))
        : Map.of();
  }

  /** Adds the source's sound tracks; the result is by how many picture ticks its clock is late. */
  private static long addSound(
      Path source,
      Path out,
      OutputFile file,
      List<Feed> feeds,
      Feed.Pictures pictures,
      Options options) {
    Source opened = Source.open(source);
    try {
      return addSound(opened, out, file, feeds, pictures, options);
    } catch (RuntimeException e) {
      if (feeds.isEmpty()) {
        opened.close();
      }
      throw e;
    }
  }

  private static long addSound(
      Source opened,
      Path out,
      OutputFile file,
      List<Feed> feeds,
      Feed.Pictures pictures,
      Options options) {
    List<AVStream> sounds = opened.sounds();
    boolean anyStart = (opened.format.iformat().flags() & AVFMT_TS_DISCONT) != 0;
    long late =
        options.cut || !anyStart
            ? 0
            : av_rescale_q(opened.startMicros(), Av.ratio(1, 1_000_000), pictures.timeBase());
    Map<Integer, Integer> tracks = new HashMap<>();
    List<AVStream> copied = new ArrayList<>();
    for (AVStream s : sounds) {
      if (takes(file, s, options.compress)) {
        AVStream track = file.add(s.codecpar(), s.time_base());
        track.disposition(s.disposition());
        Av.copy(s.metadata(), track, "language");
        tracks.put(s.index(), track.index());
        copied.add(s);
      }
    }
    if (sounds.isEmpty()) {
      opened.close();
    } else if (tracks.containsKey(sounds.get(0).index())) {
      Feed feed = new Feed.Copied(opened, tracks, copied);
      feeds.add(feed);
      sayPadding(feed, file);
    } else {
      feeds.add(encoded(opened, sounds.get(0), out, file));
    }
    return late;
  }

  /**
   * Sound that begins before 0 is the run-up of its codec. Matroska says so in the track's header
   * (CodecDelay) and would otherwise move all tracks to later times.
   */
  private static void sayPadding(Feed feed, OutputFile file) {
    if (feed.peek() && feed.due() < 0) {
      AVCodecParameters p = file.format.streams(feed.track()).codecpar();
      if (p.initial_padding() == 0) {
        p.initial_padding((int) Math.round(-feed.due() * p.sample_rate()));
      }
    }
  }

  private static boolean takes(OutputFile file, AVStream s, boolean compress) {
    boolean plain =
        compress && Av.string(avcodec_get_name(s.codecpar().codec_id())).startsWith("pcm_");
    return !plain
        && avformat_query_codec(
                file.format.oformat(), s.codecpar().codec_id(), FF_COMPLIANCE_NORMAL)
            == 1
        && file.begins(s.codecpar(), s.time_base());
  }

  private static Feed encoded(Source source, AVStream s, Path out, OutputFile file) {
    boolean opus = muxer(out).equals("webm");
    int rate = opus ? SoundEncoder.OPUS_RATE : Math.min(48_000, s.codecpar().sample_rate());
    int channels = Math.min(2, s.codecpar().ch_layout().nb_channels());
    SoundEncoder encoder = new SoundEncoder(out, opus, rate, channels);
    SoundReader reader = new SoundReader(source, s, rate, channels);
    AVCodecParameters parameters = avcodec_parameters_alloc();
    avcodec_parameters_from_context(parameters, encoder.context);
    AVStream track = file.add(parameters, encoder.context.time_base());
    avcodec_parameters_free(parameters);
    return new Feed.Encoded(source, reader, encoder, track.index());
  }

  /** Writes pictures and sound in the order of their times. */
  private static void copy(
      Feed.Pictures pictures, List<Feed> sounds, OutputFile file, long shift, boolean cut) {
    long end = Long.MAX_VALUE;
    while (true) {
      Feed next = pictures.peek() ? pictures : null;
      for (Feed f : sounds) {
        if (f.peek() && (next == null || f.due() < next.due())) {
          next = f;
        }
      }
      if (next == null) {
        return;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new MediaException(Code.STOPPED, "joining was stopped");
      }
      AVPacket p = next.packet;
      if (next == pictures) {
        end = pictures.inTail() ? end : p.pts() + p.duration();
      } else if (cut
          && !overlaps(
              next,
              shift,
              pictures.peek() && !pictures.inTail() ? Long.MAX_VALUE : end,
              pictures)) {
        next.consumed();
        continue;
      }
      long by = av_rescale_q(shift, pictures.timeBase(), next.timeBase());
      p.pts(p.pts() == AV_NOPTS_VALUE ? AV_NOPTS_VALUE : p.pts() - by);
      p.dts(p.dts() == AV_NOPTS_VALUE ? AV_NOPTS_VALUE : p.dts() - by);
      file.write(p, next.track(), next.timeBase());
      next.consumed();
    }
  }

  /** Whether any of a sound packet falls into the pictures' span, given in their ticks. */
  private static boolean overlaps(Feed sound, long from, long to, Feed.Pictures pictures) {
    double tick = av_q2d(pictures.timeBase());
    double start = sound.due();
    double stop = start + Math.max(1, sound.packet.duration()) * av_q2d(sound.timeBase());
    return stop > from * tick && (to == Long.MAX_VALUE || start < to * tick);
  }
}
