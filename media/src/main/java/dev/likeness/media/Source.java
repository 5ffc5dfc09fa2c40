package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_format3;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import dev.likeness.core.Trouble;
import dev.likeness.media.MediaException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVProbeData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** An open file whose packets are read from first to last. Not thread-safe. */
final class Source implements AutoCloseable {
  /**
   * Containers that hold their own data. Play-lists (HLS, DASH, concat) stay out: a file that a
   * stranger sends must not make other files be read.
   */
  private static final Set<String> CONTAINERS =
      Set.of(
          ("mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,m4v,h264,hevc,vvc,obu,ivf,"
                  + "gif,apng,flv,ogg,asf,mxf,nut,rm,dv,yuv4mpegpipe,mjpeg,wav,w64,mp3,aac,flac,aiff,caf,"
                  + "ac3,eac3,dts,amr,au,tta,wv,ape,jpeg_pipe,png_pipe,webp_pipe,bmp_pipe,tiff_pipe,"
                  + "j2k_pipe,jpegls_pipe,psd_pipe,pbm_pipe,pgm_pipe,ppm_pipe,pam_pipe,qoi_pipe")
              .split(","));

  /** More than this is refused by decoders before they take memory. */
  static final long MAX_PIXELS = 100_000_000;

  private static final int PROBE = 1 << 16;
  private static final int LONG_PROBE = 1 << 21;

  final Path file;
  final AVFormatContext format;
  private final long size;
  private @Nullable String damage;
  private boolean atEnd;

  private Source(Path file, AVFormatContext format, long size) {
    this.file = file;
    this.format = format;
    this.size = size;
  }

  /** Opens a file and reads on until its tracks are known. */
  static Source open(Path file) {
    Source source = openPlain(file);
    int tracks = source.format.nb_streams();
    try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, tracks))) {
      for (int i = 0; i < tracks; i++) {
        options.put(i, Av.options(Map.of("max_pixels", String.valueOf(MAX_PIXELS))));
      }
      int error = avformat_find_stream_info(source.format, options);
      for (int i = 0; i < tracks; i++) {
        av_dict_free(new AVDictionary(options.get(i)));
      }
      if (error < 0 && source.format.nb_streams() == 0) {
        source.close();
        throw notOpened(file, containerOf(file), error);
      }
    }
    source.refuseUnreadableStill();
    return source;
  }

  /** A still whose size no decoder would tell is damaged, or larger than decoders may open. */
  private void refuseUnreadableStill() {
    boolean still = container().endsWith("_pipe") || container().equals("gif");
    if (still && video() == null) {
      close();
      long pixels = StillHeader.pixels(file);
      throw pixels > MAX_PIXELS
          ? new MediaException(
              Code.TOO_LARGE,
              "%s: a picture of %d megapixels is not read, 100 are the limit; make it smaller"
                  .formatted(file, pixels / 1_000_000))
          : StillHeader.moves(file)
              ? new MediaException(
                  Code.UNSUPPORTED,
                  file + ": moving WebP is not read; convert it to GIF or a video first")
              : new MediaException(
                  Code.DAMAGED, file + ": the picture cannot be decoded; take the original");
    }
  }

  /** Opens a file of this room's own making, whose header says all. */
  static Source openPlain(Path file) {
    Av.ready();
    long size = size(file);
    AVInputFormat container = containerOf(file);
    AVFormatContext format = new AVFormatContext(null);
    AVDictionary options =
        Av.options(
            Map.of("format_whitelist", String.join(",", CONTAINERS), "protocol_whitelist", "file"));
    int error;
    try (BytePointer url = Av.url(file)) {
      error = avformat_open_input(format, url, container, options);
    } finally {
      Av.free(options);
    }
    if (error < 0) {
      throw notOpened(file, container, error);
    }
    return new Source(file, format, size);
  }

  private static long size(Path file) {
    try {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new MediaException(Code.NOT_FOUND, file + ": " + unreadable(file));
      }
      long size = Files.size(file);
      if (size == 0) {
        throw new MediaException(
            Code.EMPTY, file + ": the file is empty; copy it again from where it came from");
      }
      return size;
    } catch (IOException e) {
      throw new MediaException(Code.NOT_FOUND, file + ": " + Trouble.of(e), e);
    }
  }

  private static String unreadable(Path file) {
    if (Files.isDirectory(file)) {
      return "this is a folder; give a file";
    }
    if (Files.exists(file)) {
      return Files.isRegularFile(file)
          ? "there is no right to read it; ask its owner, or change its rights"
          : "this is no ordinary file; copy what it gives into one";
    }
    return "there is no such file; check its name and folder";
  }

  private static MediaException notOpened(Path file, @Nullable AVInputFormat container, int error) {
    if (container == null) {
      return new MediaException(
          Code.NOT_MEDIA,
          file + ": this is no picture, video or sound; give a file that a player opens");
    }
    return new MediaException(
        Code.DAMAGED,
        "%s: looks like %s, but cannot be opened (%s); often the recording or copy was cut off: take the original"
            .formatted(file, Av.string(container.long_name()), Av.text(error)));
  }

  /** What the first bytes are like; the name has no say. Null if like nothing that is known. */
  private static @Nullable AVInputFormat containerOf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(PROBE);
      AVInputFormat found = containerOf(head, 25);
      if (found == null && head.length == PROBE) {
        byte[] more = Arrays.copyOf(head, LONG_PROBE);
        int n = in.readNBytes(more, PROBE, LONG_PROBE - PROBE);
        found = containerOf(Arrays.copyOf(more, PROBE + n), 10);
      }
      return found;
    } catch (IOException e) {
      throw new MediaException(Code.NOT_FOUND, file + ": " + Trouble.of(e), e);
    }
  }

  private static @Nullable AVInputFormat containerOf(byte[] head, int atLeast) {
    try (AVProbeData probe = new AVProbeData();
        BytePointer bytes = new BytePointer(head.length + 64L).fill(0);
        BytePointer noName = new BytePointer("");
        IntPointer score = new IntPointer(1)) {
      bytes.put(head, 0, head.length);
      probe.filename(noName).buf(bytes).buf_size(head.length);
      probe.mime_type(null);
      AVInputFormat found = av_probe_input_format3(probe, 1, score);
      boolean known =
          found != null
              && score.get() >= atLeast
              && CONTAINERS.contains(Av.string(found.name()).split(",")[0]);
      return known ? found : null;
    }
  }

  String container() {
    return Av.string(format.iformat().name());
  }

  /** The picture track, unless it is only a cover; null if there is none. */
  @Nullable AVStream video() {
    AVStream best = null;
    for (AVStream s : streams(AVMEDIA_TYPE_VIDEO)) {
      boolean cover = (s.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
      if (!cover && s.codecpar().width() > 0 && (best == null || area(s) > area(best))) {
        best = s;
      }
    }
    return best;
  }

  private static long area(AVStream s) {
    return (long) s.codecpar().width() * s.codecpar().height();
  }

  /** All sound tracks that say what they are. */
  List<AVStream> sounds() {
    return streams(AVMEDIA_TYPE_AUDIO).stream()
        .filter(s -> s.codecpar().sample_rate() > 0 && s.codecpar().ch_layout().nb_channels() > 0)
        .toList();
  }

  private List<AVStream> streams(int type) {
    List<AVStream> found = new ArrayList<>();
    for (int i = 0; i < format.nb_streams(); i++) {
      if (format.streams(i).codecpar().codec_type() == type) {
        found.add(format.streams(i));
      }
    }
    return found;
  }

  /** Reads packets of these tracks only. */
  void only(List<AVStream> wanted) {
    for (int i = 0; i < format.nb_streams(); i++) {
      int index = i;
      if (wanted.stream().noneMatch(s -> s.index() == index)) {
        format.streams(i).discard(AVDISCARD_ALL);
      }
    }
  }

  /** Reads the next packet; false at the end, which may come early and is then noted. */
  boolean read(AVPacket packet) {
    if (atEnd) {
      return false;
    }
    av_packet_unref(packet);
    int error = av_read_frame(format, packet);
    if (error < 0) {
      atEnd = true;
      if (error != AVERROR_EOF) {
        note("the file cannot be read on: " + Av.text(error));
      } else {
        noteTruncation();
      }
      return false;
    }
    return true;
  }

  private void noteTruncation() {
    long declared = Extent.declared(file);
    if (declared > size) {
      note("the file ends early, at byte %d of %d".formatted(size, declared));
    }
  }

  /** Remembers the first thing that was wrong. */
  void note(String what) {
    if (damage == null) {
      damage = what;
    }
  }

  Optional<String> damage() {
    return Optional.ofNullable(damage);
  }

  /** A global tag of the container, empty where it is absent. */
  String metadata(String key) {
    AVDictionaryEntry e = av_dict_get(format.metadata(), key, null, 0);
    return e == null ? "" : Av.string(e.value());
  }

  /**
   * Micro-seconds from the container's own zero to its first packet, where it counts from anywhere.
   */
  long startMicros() {
    return format.start_time() == AV_NOPTS_VALUE ? 0 : format.start_time();
  }

  @Override
  public void close() {
    if (!format.isNull()) {
      avformat_close_input(format);
    }
    format.close();
  }
}
