package dev.likeness.media;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import dev.likeness.core.Trouble;
import dev.likeness.media.MediaException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/**
 * A container that is being written: beside its place under another name, and put in its place by
 * {@link #finish}. Closed without that, it leaves nothing. Not thread-safe.
 */
final class OutputFile implements AutoCloseable {
  final AVFormatContext format = new AVFormatContext(null);
  private final Path file;
  private final Path part;
  private final Map<Integer, Long> lastTimes = new HashMap<>();
  private boolean open;

  /**
   * @param muxer FFmpeg's name of the container
   */
  OutputFile(Path file, String muxer) {
    this.file = file;
    this.part = beside(file);
    avformat_alloc_output_context2(format, null, muxer, (String) null);
    // Nothing of time or version goes into the file: equal pictures make equal bytes.
    format.flags(format.flags() | AVFMT_FLAG_BITEXACT);
  }

  static Path beside(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  /**
   * Adds a track.
   *
   * @param timeBase a wish; the container may count otherwise
   */
  AVStream add(AVCodecParameters parameters, AVRational timeBase) {
    AVStream s = avformat_new_stream(format, null);
    avcodec_parameters_copy(s.codecpar(), parameters);
    s.codecpar().codec_tag(0);
    // AVI leaves open which channel is which; MP4 wants to be told for plain samples.
    AVChannelLayout channels = s.codecpar().ch_layout();
    if (channels.order() == AV_CHANNEL_ORDER_UNSPEC && channels.nb_channels() > 0) {
      av_channel_layout_default(channels, channels.nb_channels());
    }
    s.time_base(timeBase);
    s.sample_aspect_ratio(parameters.sample_aspect_ratio());
    return s;
  }

  /**
   * Whether the container begins with such a track. Muxers list codecs that they then refuse, such
   * as FLAC and Opus in MOV.
   */
  boolean begins(AVCodecParameters parameters, AVRational timeBase) {
    try (OutputFile trial = new OutputFile(file, Av.string(format.oformat().name()));
        AVIOContext memory = new AVIOContext(null)) {
      trial.add(parameters, timeBase);
      if (avio_open_dyn_buf(memory) < 0) {
        return false;
      }
      trial.format.pb(memory);
      boolean begun = avformat_write_header(trial.format, (AVDictionary) null) >= 0;
      trial.format.pb(null);
      BytePointer bytes = new BytePointer((BytePointer) null);
      avio_close_dyn_buf(memory, bytes);
      av_free(bytes);
      return begun;
    }
  }

  void begin(Map<String, String> options) {
    AVIOContext io = new AVIOContext(null);
    int error;
    try (BytePointer url = Av.url(part)) {
      error = avio_open(io, url, AVIO_FLAG_WRITE);
      // The muxer opens the file again by this name when it moves the index to the front.
      format.url(av_strdup(url));
    }
    check(error, "cannot be written to");
    open = true;
    format.pb(io);
    AVDictionary d = Av.options(options);
    error = avformat_write_header(format, d);
    Av.free(d);
    check(error, "the container refuses these tracks");
  }

  /** Takes over the packet's data, whose times are in {@code timeBase}; it is empty afterwards. */
  void write(AVPacket packet, int track, AVRational timeBase) {
    packet.stream_index(track);
    packet.pos(-1);
    av_packet_rescale_ts(packet, timeBase, format.streams(track).time_base());
    step(packet, track);
    check(av_interleaved_write_frame(format, packet), "writing failed");
  }

  /** What coincides in the container's coarser clock moves on by a tick: muxers want an order. */
  private void step(AVPacket packet, int track) {
    Long last = lastTimes.get(track);
    if (last != null && packet.dts() <= last) {
      packet.dts(last + 1);
      packet.pts(Math.max(packet.pts(), packet.dts()));
    }
    lastTimes.put(track, packet.dts());
  }

  /** Completes the file and puts it in its place. */
  void finish() {
    check(av_write_trailer(format), "the index cannot be written");
    check(closeIo(), "writing failed");
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (ClosedByInterruptException e) {
      throw new MediaException(Code.STOPPED, file + ": writing was stopped", e);
    } catch (IOException e) {
      throw new MediaException(
          Code.WRITE_FAILED, file + ": cannot be put in its place: " + Trouble.of(e), e);
    }
  }

  private int closeIo() {
    if (!open) {
      return 0;
    }
    open = false;
    int error = avio_closep(format.pb());
    format.pb(null);
    return error;
  }

  private void check(int error, String what) {
    if (error < 0) {
      throw new MediaException(
          Code.WRITE_FAILED,
          "%s: %s (%s); check the folder, its rights and the space on the disk"
              .formatted(file, what, Av.text(error)));
    }
  }

  @Override
  public void close() {
    if (format.isNull()) {
      return;
    }
    closeIo();
    avformat_free_context(format);
    format.setNull();
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
