package dev.likeness.media;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Frame;
import dev.likeness.media.MediaException.Code;
import dev.likeness.media.Wire.Ask;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decodes in a process of its own, with a heap of 512 MB, no native allocation above 1 GB, and no
 * answer later than a limit. A file that makes the decoder crash, hang or run out of memory ends
 * that process and nothing else: what was asked for is answered with DAMAGED, and the next question
 * starts another. Safe for several threads, which take turns. Must be closed.
 */
public final class ApartDecoder implements Decoder {
  /** How the launcher tells which archive of classes it started this process with. */
  private static final String ARCHIVE = "likeness.archive";

  private final Duration limit;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("media-watch").factory());
  private @Nullable Child child;
  private boolean closed;

  /**
   * @param limit how long a single answer may take: one picture, one sound
   */
  public ApartDecoder(Duration limit) {
    this.limit = limit;
  }

  /** With a limit of a minute. */
  public ApartDecoder() {
    this(Duration.ofMinutes(1));
  }

  /**
   * Begins to start the process, while the caller does something else: what cannot be started is
   * told with the first question.
   */
  public void prepare() {
    Thread.ofPlatform().daemon().name("media-begin").start(this::begin);
  }

  private synchronized void begin() {
    if (child == null && !closed) {
      try {
        child = Child.start();
      } catch (IOException e) {
        // The first question tries again and tells.
      }
    }
  }

  /** A process and the ways to and from it. */
  private record Child(Process process, DataOutputStream to, DataInputStream from) {
    static Child start() throws IOException {
      String java =
          Path.of(System.getProperty("java.home"), "bin", "java").toAbsolutePath().toString();
      Process p =
          new ProcessBuilder(
                  List.of(
                      java,
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      System.getProperty(ARCHIVE, "-Xshare:auto"),
                      "-Xlog:disable",
                      "-Xmx512m",
                      "--enable-native-access=ALL-UNNAMED",
                      "-cp",
                      System.getProperty("java.class.path"),
                      DecoderProcess.class.getName()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new Child(
          p,
          new DataOutputStream(new BufferedOutputStream(p.getOutputStream())),
          new DataInputStream(new BufferedInputStream(p.getInputStream(), 1 << 16)));
    }
  }

  private interface Question {
    void put(DataOutputStream out) throws IOException;
  }

  private interface Answer<T> {
    T take(DataInputStream in) throws IOException;
  }

  /**
   * Asks.
   *
   * @param of the process that has the film which is asked about; null where any will do
   */
  private synchronized <T> T ask(
      Path file, @Nullable Child of, Ask what, Question question, Answer<T> answer) {
    Child c = child;
    if (of != null && c != of) {
      throw new MediaException(
          Code.DAMAGED, file + ": the process that decoded it has ended, see above");
    }
    boolean[] late = {false};
    ScheduledFuture<?> alarm = null;
    try {
      if (c == null || !c.process.isAlive()) {
        if (of != null) {
          throw new EOFException("the process is gone");
        }
        c = Child.start();
        child = c;
      }
      Child now = c;
      alarm =
          watch.schedule(
              () -> {
                late[0] = true;
                now.process.destroyForcibly();
              },
              limit.toMillis(),
              TimeUnit.MILLISECONDS);
      c.to.writeByte(what.ordinal());
      question.put(c.to);
      c.to.flush();
      byte state = c.from.readByte();
      if (state == Wire.DONE) {
        return answer.take(c.from);
      }
      if (state == Wire.REFUSED) {
        Code code = Code.valueOf(c.from.readUTF());
        throw new MediaException(code, c.from.readUTF());
      }
      throw new MediaException(
          Code.DAMAGED, "%s cannot be decoded: %s".formatted(file, c.from.readUTF()));
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw ended(file, c, late[0], e);
    } finally {
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
  }

  private MediaException ended(Path file, @Nullable Child c, boolean late, Exception e) {
    child = null;
    if (c == null) {
      return new MediaException(
          Code.UNSUPPORTED, "no process can be started to decode %s: %s".formatted(file, e), e);
    }
    c.process.destroyForcibly();
    String how;
    try {
      how =
          late
              ? "it gave no answer within %d s".formatted(limit.toSeconds())
              : "it ended with code %d".formatted(c.process.waitFor());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      how = "it ended";
    }
    return new MediaException(
        Code.DAMAGED,
        "%s brought down the process that decoded it (%s): it is damaged, or made to do harm"
            .formatted(file, how),
        e);
  }

  private static Question of(Path file) {
    return out -> out.writeUTF(file.toAbsolutePath().toString());
  }

  @Override
  public MediaInfo probe(Path file) {
    return ask(file, null, Ask.PROBE, of(file), Wire::info);
  }

  @Override
  public Frame picture(Path file) {
    return ask(file, null, Ask.PICTURE, of(file), Wire::frame);
  }

  @Override
  public Film film(Path file) {
    return ask(file, null, Ask.FILM, of(file), in -> opened(file, in));
  }

  @Override
  public Film keys(Path file, double spacing) {
    return ask(
        file,
        null,
        Ask.KEYS,
        out -> {
          of(file).put(out);
          out.writeDouble(spacing);
        },
        in -> opened(file, in));
  }

  private Film opened(Path file, DataInputStream in) throws IOException {
    Child c = child;
    if (c == null) {
      throw new IOException("no process");
    }
    return new Apart(file, c, in.readInt(), Wire.video(in));
  }

  @Override
  public Optional<AudioClip> sound(Path file, int rate, int channels, double most) {
    return ask(
        file,
        null,
        Ask.SOUND,
        out -> {
          of(file).put(out);
          out.writeInt(rate);
          out.writeInt(channels);
          out.writeDouble(most);
        },
        in -> in.readBoolean() ? Optional.of(Wire.sound(in)) : Optional.empty());
  }

  /** A film in the other process. */
  private final class Apart implements Film {
    private final Path file;
    private final Child of;
    private final int number;
    private final MediaInfo.Video video;

    Apart(Path file, Child of, int number, MediaInfo.Video video) {
      this.file = file;
      this.of = of;
      this.number = number;
      this.video = video;
    }

    @Override
    public MediaInfo.Video video() {
      return video;
    }

    @Override
    public @Nullable VideoPicture next() {
      return ask(
              file,
              of,
              Ask.NEXT,
              out -> out.writeInt(number),
              in -> Optional.ofNullable(Wire.picture(in)))
          .orElse(null);
    }

    @Override
    public void skipTo(long index) {
      ask(
          file,
          of,
          Ask.SKIP,
          out -> {
            out.writeInt(number);
            out.writeLong(index);
          },
          in -> true);
    }

    @Override
    public Optional<String> damage() {
      String s = ask(file, of, Ask.DAMAGE, out -> out.writeInt(number), in -> in.readUTF());
      return s.isEmpty() ? Optional.empty() : Optional.of(s);
    }

    @Override
    public void close() {
      synchronized (ApartDecoder.this) {
        if (child == of && of.process.isAlive()) {
          ask(file, of, Ask.CLOSE, out -> out.writeInt(number), in -> true);
        }
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    watch.shutdownNow();
    Child c = child;
    child = null;
    if (c != null) {
      c.process.destroyForcibly();
    }
  }
}
