package dev.likeness.media;

import dev.likeness.media.Wire.Ask;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/**
 * The process that decodes for an {@link ApartDecoder}: answers what it is asked on standard input
 * on standard output, and ends when nobody asks any more.
 */
final class DecoderProcess {
  /** The most that FFmpeg may take in one piece. */
  private static final long MOST_BYTES = 1L << 30;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final Map<Integer, VideoReader> films = new HashMap<>();
  private int last;

  private DecoderProcess(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  public static void main(String... args) throws IOException {
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    avutil.av_max_alloc(MOST_BYTES);
    // Loaded before the first question, while whoever asks prepares as well.
    avcodec.avcodec_version();
    avformat.avformat_version();
    swscale.swscale_version();
    new DecoderProcess(
            new DataInputStream(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 12)),
            out)
        .serve();
  }

  private void serve() throws IOException {
    while (true) {
      int asked;
      try {
        asked = in.readUnsignedByte();
      } catch (EOFException e) {
        return;
      }
      try {
        answer(Ask.values()[asked]);
      } catch (MediaException e) {
        out.writeByte(Wire.REFUSED);
        out.writeUTF(e.code().name());
        out.writeUTF(brief(String.valueOf(e.getMessage())));
      } catch (RuntimeException | OutOfMemoryError e) {
        out.writeByte(Wire.FAILED);
        out.writeUTF(brief(String.valueOf(e)));
      }
      out.flush();
    }
  }

  /** What is asked is read and done before the first byte of the answer is written. */
  private void answer(Ask ask) throws IOException {
    switch (ask) {
      case PROBE -> {
        MediaInfo i = Media.probe(path());
        done();
        Wire.write(out, i);
      }
      case PICTURE -> {
        var f = Images.read(path());
        done();
        Wire.write(out, f);
      }
      case FILM -> opened(VideoReader.open(path()));
      case KEYS -> {
        Path file = path();
        opened(VideoReader.openKeys(file, in.readDouble()));
      }
      case NEXT -> {
        VideoPicture p = film().next();
        done();
        Wire.write(out, p);
      }
      case SKIP -> {
        VideoReader r = film();
        r.skipTo(in.readLong());
        done();
      }
      case DAMAGE -> {
        Optional<String> d = film().damage();
        done();
        out.writeUTF(brief(d.orElse("")));
      }
      case CLOSE -> {
        int number = in.readInt();
        VideoReader r = films.remove(number);
        if (r != null) {
          r.close();
        }
        done();
      }
      case SOUND -> {
        Path file = path();
        var clip = Audio.read(file, in.readInt(), in.readInt(), in.readDouble());
        done();
        out.writeBoolean(clip.isPresent());
        if (clip.isPresent()) {
          Wire.write(out, clip.get());
        }
      }
    }
  }

  private void opened(VideoReader r) throws IOException {
    films.put(++last, r);
    done();
    out.writeInt(last);
    Wire.write(out, r.video());
  }

  private void done() throws IOException {
    out.writeByte(Wire.DONE);
  }

  private Path path() throws IOException {
    return Path.of(in.readUTF());
  }

  private VideoReader film() throws IOException {
    int number = in.readInt();
    VideoReader r = films.get(number);
    if (r == null) {
      throw new IllegalStateException("film " + number + " is not open");
    }
    return r;
  }

  /** As much as fits a string of this protocol. */
  private static String brief(String s) {
    return s.length() <= 8_000 ? s : s.substring(0, 8_000);
  }
}
