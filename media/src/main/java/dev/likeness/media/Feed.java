package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import dev.likeness.media.MediaException.Code;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Packets for one or more tracks of an output, one at a time. Not thread-safe. */
abstract sealed class Feed implements AutoCloseable {
  final AVPacket packet = av_packet_alloc();
  private boolean ready;

  /** Puts the next packet into {@link #packet}; false at the end. */
  abstract boolean load();

  abstract AVRational timeBase();

  /** The output's track that {@link #packet} is for. */
  abstract int track();

  /** Whether a packet is waiting. */
  final boolean peek() {
    if (!ready) {
      ready = load();
    }
    return ready;
  }

  final void consumed() {
    ready = false;
  }

  /** Seconds at which the waiting packet is due. */
  final double due() {
    long t = packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    return t == AV_NOPTS_VALUE ? Double.NEGATIVE_INFINITY : t * av_q2d(timeBase());
  }

  @Override
  public void close() {
    av_packet_free(packet);
  }

  /** Sound packets of a source as they are. */
  static final class Copied extends Feed {
    private final Source source;
    private final Map<Integer, Integer> tracks;
    private final Map<Integer, Long> ends = new HashMap<>();

    /**
     * @param tracks the output's track for each of the source's
     */
    Copied(Source source, Map<Integer, Integer> tracks, List<AVStream> streams) {
      this.source = source;
      this.tracks = tracks;
      source.only(streams);
    }

    @Override
    boolean load() {
      while (source.read(packet)) {
        if (tracks.containsKey(packet.stream_index())) {
          mendTimes();
          return true;
        }
      }
      return false;
    }

    /** Damaged files have times that are missing or run backwards. */
    private void mendTimes() {
      Long end = ends.get(packet.stream_index());
      long dts = packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
      if (dts == AV_NOPTS_VALUE) {
        dts = end == null ? 0 : end;
      }
      if (end != null && dts < end) {
        dts = end;
      }
      packet.dts(dts);
      packet.pts(packet.pts() == AV_NOPTS_VALUE ? dts : Math.max(packet.pts(), dts));
      ends.put(packet.stream_index(), dts);
    }

    @Override
    AVRational timeBase() {
      return source.format.streams(packet.stream_index()).time_base();
    }

    @Override
    int track() {
      Integer track = tracks.get(packet.stream_index());
      if (track == null) {
        throw new IllegalStateException("packet of track " + packet.stream_index());
      }
      return track;
    }

    @Override
    public void close() {
      super.close();
      source.close();
    }
  }

  /** A sound track that the container does not take as it is. */
  static final class Encoded extends Feed {
    private final Source source;
    private final SoundReader reader;
    private final SoundEncoder encoder;
    private final int track;

    Encoded(Source source, SoundReader reader, SoundEncoder encoder, int track) {
      this.source = source;
      this.reader = reader;
      this.encoder = encoder;
      this.track = track;
    }

    @Override
    boolean load() {
      return encoder.next(reader, packet);
    }

    @Override
    AVRational timeBase() {
      return encoder.context.time_base();
    }

    @Override
    int track() {
      return track;
    }

    @Override
    public void close() {
      super.close();
      encoder.close();
      reader.close();
      source.close();
    }
  }

  /** The pictures of segments, one after the other; one segment is open at a time. */
  static final class Pictures extends Feed {
    private final Deque<Path> segments;
    private final @Nullable Path tail;
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private @Nullable Source open;
    private @Nullable AVRational timeBase;
    private AVRational rate = Av.ratio(0, 1);
    private long last = AV_NOPTS_VALUE;

    /**
     * @param tail goes behind the segments; null for none
     */
    Pictures(List<Path> segments, @Nullable Path tail) {
      this.segments = new ArrayDeque<>(segments);
      this.tail = tail;
      if (tail != null) {
        this.segments.add(tail);
      }
    }

    /** Whether the picture at hand belongs to the tail. */
    boolean inTail() {
      return open != null && open.file.equals(tail);
    }

    @Override
    boolean load() {
      while (true) {
        if (open != null && open.read(packet)) {
          checkOrder(open.file);
          return true;
        }
        if (open != null) {
          open.damage().ifPresent(this::damaged);
          open.close();
          open = null;
        }
        if (segments.isEmpty()) {
          return false;
        }
        open(segments.remove());
      }
    }

    private void open(Path segment) {
      open = Source.openPlain(segment);
      AVStream s = open.video();
      if (s == null || open.format.nb_streams() != 1) {
        throw new MediaException(Code.MISMATCH, segment + ": is no segment; make it again");
      }
      AVCodecParameters p = s.codecpar();
      if (timeBase == null) {
        timeBase = Av.ratio(s.time_base().num(), s.time_base().den());
        double seconds = s.duration() * av_q2d(s.time_base());
        rate = av_d2q(s.nb_frames() / seconds, 100_000);
        avcodec_parameters_copy(parameters, p);
        // A segment's header does not spell it out, and some containers ask.
        parameters.format(AV_PIX_FMT_YUV420P);
      } else if (p.codec_id() != parameters.codec_id()
          || p.width() != parameters.width()
          || p.height() != parameters.height()
          || s.time_base().den() != timeBase.den()
          || !Arrays.equals(header(p), header(parameters))) {
        throw new MediaException(
            Code.MISMATCH,
            segment + ": was made with other settings than the segment before; make all again");
      }
    }

    private static byte[] header(AVCodecParameters p) {
      byte[] b = new byte[p.extradata_size()];
      if (b.length > 0) {
        p.extradata().get(b);
      }
      return b;
    }

    private void checkOrder(Path segment) {
      if (last != AV_NOPTS_VALUE && packet.pts() <= last) {
        throw new MediaException(
            Code.MISMATCH, segment + ": begins before the segment before it has ended");
      }
      last = packet.pts();
      // What an edit list hides at the edge of a segment is a picture like any other.
      packet.flags(packet.flags() & ~AV_PKT_FLAG_DISCARD);
    }

    private void damaged(String what) {
      throw new MediaException(
          Code.DAMAGED,
          "%s: the segment is damaged (%s); make it again"
              .formatted(open == null ? "" : open.file, what));
    }

    /** Pictures a second on average, in the first segment. */
    AVRational rate() {
      return rate;
    }

    /** Of the first segment, once a packet was loaded. */
    AVCodecParameters parameters() {
      return parameters;
    }

    @Override
    AVRational timeBase() {
      if (timeBase == null) {
        throw new IllegalStateException("no segment is open");
      }
      return timeBase;
    }

    @Override
    int track() {
      return 0;
    }

    @Override
    public void close() {
      super.close();
      avcodec_parameters_free(parameters);
      if (open != null) {
        open.close();
        open = null;
      }
    }
  }
}
