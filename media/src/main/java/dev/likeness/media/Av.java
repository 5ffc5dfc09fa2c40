package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** FFmpeg's small coin: its log silenced, its error numbers as words, its dictionaries. */
final class Av {
  static {
    // JavaCPP would refuse to allocate once the whole process takes more than four times Java's
    // heap. Networks and decoders live outside the heap, so that says nothing; every object of this
    // room is closed by hand.
    if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
      System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }
    Natives.load();
    // What FFmpeg has to say reaches the user through exceptions and damage notes only.
    av_log_set_level(AV_LOG_QUIET);
  }

  private Av() {}

  /** Sets FFmpeg up; to be called before anything of it is used. */
  static void ready() {
    // Loading this class does it.
  }

  /** What an error number means. */
  static String text(int error) {
    if (error == AVERROR_EOF) {
      return "the file ends there";
    }
    if (error == AVERROR_INVALIDDATA) {
      return "the data is not valid";
    }
    byte[] buffer = new byte[256];
    av_strerror(error, buffer, buffer.length);
    int n = 0;
    while (n < buffer.length && buffer[n] != 0) {
      n++;
    }
    return new String(buffer, 0, n, StandardCharsets.UTF_8);
  }

  /** A local file, and never a protocol that its name might spell. */
  static BytePointer url(Path file) {
    return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
  }

  /** FFmpeg's own string, which it keeps. */
  static String string(BytePointer p) {
    return p.isNull() ? "" : p.getString(StandardCharsets.UTF_8);
  }

  static AVDictionary options(Map<String, String> values) {
    AVDictionary d = new AVDictionary(null);
    values.forEach(
        (k, v) -> {
          try (BytePointer key = new BytePointer(k, StandardCharsets.UTF_8);
              BytePointer value = new BytePointer(v, StandardCharsets.UTF_8)) {
            av_dict_set(d, key, value, 0);
          }
        });
    return d;
  }

  /** Sets a tag of a file that is being written; null leaves it out. */
  static void set(AVFormatContext format, String key, @Nullable String value) {
    if (value != null) {
      AVDictionary d = format.metadata() == null ? new AVDictionary(null) : format.metadata();
      try (BytePointer k = new BytePointer(key, StandardCharsets.UTF_8);
          BytePointer v = new BytePointer(value, StandardCharsets.UTF_8)) {
        av_dict_set(d, k, v, 0);
      }
      format.metadata(d);
    }
  }

  /** Gives a track a tag of another one, where that has it. */
  static void copy(@Nullable AVDictionary from, AVStream to, String key) {
    AVDictionaryEntry e = from == null ? null : av_dict_get(from, key, null, 0);
    if (e != null) {
      AVDictionary d = to.metadata() == null ? new AVDictionary(null) : to.metadata();
      av_dict_set(d, e.key(), e.value(), 0);
      to.metadata(d);
    }
  }

  static void free(AVDictionary d) {
    av_dict_free(d);
    d.close();
  }

  static AVRational ratio(int num, int den) {
    return av_make_q(num, den);
  }

  /** Native memory seen as a buffer, valid as long as the memory is. */
  static ByteBuffer view(BytePointer p, long bytes) {
    return p.capacity(bytes).asByteBuffer();
  }
}
