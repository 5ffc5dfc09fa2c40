package dev.likeness.faces;

import dev.likeness.core.Trouble;
import dev.likeness.faces.FacesException.Code;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The alignments file: which faces a clip shows, frame by frame, in a form that a person can read,
 * correct and reuse. JSON lines, described in {@code docs/alignments.md}: a header, then one line
 * per frame and face, ordered by frame. A name that ends in {@code .gz} is compressed. Reading and
 * writing stream: memory does not grow with the clip.
 */
public final class Alignments {
  /** The version of the format that this class writes; it reads every version up to it. */
  public static final int VERSION = 1;

  private Alignments() {}

  /** How numbers are written. */
  public enum Precision {
    /** Two decimals for points, for people. */
    READABLE,
    /** The shortest text that reads back as the same float, bit for bit: for resuming a job. */
    EXACT
  }

  /**
   * The first line.
   *
   * @param source name of the picture or clip
   * @param sha256 its digest in hexadecimal digits, empty where it is not known
   * @param width size of the pictures that the points refer to, in pixels
   * @param height likewise
   * @param rename tracks that are really another one (from → to): two numbers for one person
   * @param drop tracks that are not wanted, or are no faces
   */
  public record Header(
      String source,
      String sha256,
      int width,
      int height,
      Precision precision,
      Map<Integer, Integer> rename,
      Set<Integer> drop) {
    public Header {
      if (width <= 0 || height <= 0) {
        throw new IllegalArgumentException("pictures of %d×%d".formatted(width, height));
      }
      rename = Map.copyOf(rename);
      drop = Set.copyOf(drop);
    }

    /** A header without corrections. */
    public Header(String source, String sha256, int width, int height, Precision precision) {
      this(source, sha256, width, height, precision, Map.of(), Set.of());
    }
  }

  /** What a line says. */
  public sealed interface Entry {
    int track();

    long frame();
  }

  /** A face that was measured (or set by hand: {@link FaceObservation#locked}). */
  public record Seen(FaceObservation face) implements Entry {
    @Override
    public int track() {
      return face.track();
    }

    @Override
    public long frame() {
      return face.frame();
    }
  }

  /**
   * A person says that a face is here: it is measured when the file is used.
   *
   * @param start as in {@link FaceObservation}
   */
  public record Wanted(int track, long frame, boolean start, Roi roi) implements Entry {}

  /** A person says that this is no face, or not to be touched. */
  public record Deleted(int track, long frame) implements Entry {}

  /**
   * Opens a file to write; it appears under its name when the writer is closed after {@link
   * Writer#finish}, and not at all otherwise.
   */
  public static Writer write(Path file, Header header) {
    return new Writer(file, header);
  }

  /** Opens a file and reads its header. */
  public static Reader read(Path file) {
    return new Reader(file);
  }

  /** Writes entries in order of their frames. Not thread-safe. */
  public static final class Writer implements AutoCloseable {
    private final Path file;
    private final Path beside;
    private final Precision precision;
    private final java.io.Writer out;
    private final StringBuilder line = new StringBuilder();
    private long last;
    private boolean finished;
    private boolean closed;

    private Writer(Path file, Header header) {
      this.file = file;
      this.precision = header.precision();
      this.beside = file.resolveSibling(file.getFileName() + ".part");
      try {
        OutputStream bytes = Files.newOutputStream(beside);
        OutputStream packed = isPacked(file) ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
        out = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), 1 << 16);
        out.write(AlignmentsJson.header(header));
        out.write('\n');
      } catch (IOException e) {
        beside.toFile().delete();
        throw failed("written", file, e);
      }
    }

    public void add(FaceObservation face) {
      add(new Seen(face));
    }

    public void add(Entry entry) {
      if (entry.frame() < last) {
        throw new IllegalArgumentException(
            "frame %d after frame %d".formatted(entry.frame(), last));
      }
      last = entry.frame();
      line.setLength(0);
      AlignmentsJson.append(line, entry, precision);
      line.append('\n');
      try {
        out.append(line);
      } catch (IOException e) {
        throw failed("written", file, e);
      }
    }

    /**
     * Nothing more comes: {@link #close} puts the file in its place. Without this it leaves none.
     */
    public void finish() {
      finished = true;
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      IOException lost = flushed();
      try {
        if (finished && lost == null) {
          Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.deleteIfExists(beside);
        }
      } catch (IOException e) {
        throw failed("written", file, e);
      }
      if (finished && lost != null) {
        throw failed("written", file, lost);
      }
    }

    /** What went wrong with the last lines, such as a full disk; null if nothing did. */
    private @Nullable IOException flushed() {
      try {
        out.close();
        return null;
      } catch (IOException e) {
        return e;
      }
    }
  }

  /** Reads entries in order; renamed and dropped tracks are already so. Not thread-safe. */
  public static final class Reader implements AutoCloseable {
    private final Path file;
    private final BufferedReader in;
    private final Header header;
    private int number = 1;
    private long last;
    private @Nullable Entry ahead;

    private Reader(Path file) {
      this.file = file;
      BufferedReader opened = open(file);
      try {
        String first = opened.readLine();
        header = AlignmentsJson.header(first == null ? "" : first, file.toString());
      } catch (IOException e) {
        closeQuietly(opened);
        throw failed("read", file, e);
      } catch (FacesException e) {
        closeQuietly(opened);
        throw e;
      }
      in = opened;
    }

    public Header header() {
      return header;
    }

    /** The next entry, or null after the last. */
    public @Nullable Entry next() {
      Entry kept = ahead;
      if (kept != null) {
        ahead = null;
        return kept;
      }
      while (true) {
        String line = line();
        if (line == null) {
          return null;
        }
        if (line.isBlank()) {
          continue;
        }
        Entry e = AlignmentsJson.entry(line, file + ", line " + number);
        if (e.frame() < last) {
          throw new FacesException(
              Code.ALIGNMENTS_SYNTAX,
              "%s, line %d, field \"frame\": %d comes after %d; sort the lines by frame"
                  .formatted(file, number, e.frame(), last),
              null);
        }
        last = e.frame();
        if (header.drop().contains(e.track())) {
          continue;
        }
        Integer to = header.rename().get(e.track());
        return to == null ? e : renamed(e, to);
      }
    }

    /**
     * The entries of one frame. Frames must be asked for in ascending order; entries of frames that
     * were left out are dropped.
     */
    public List<Entry> frame(long index) {
      List<Entry> of = new ArrayList<>();
      for (Entry e = next(); e != null; e = next()) {
        if (e.frame() > index) {
          ahead = e;
          break;
        }
        if (e.frame() == index) {
          of.add(e);
        }
      }
      return of;
    }

    private @Nullable String line() {
      number++;
      try {
        return in.readLine();
      } catch (IOException e) {
        throw failed("read", file, e);
      }
    }

    @Override
    public void close() {
      closeQuietly(in);
    }
  }

  private static Entry renamed(Entry e, int track) {
    return switch (e) {
      case Seen s -> new Seen(s.face().withTrack(track));
      case Wanted w -> new Wanted(track, w.frame(), w.start(), w.roi());
      case Deleted d -> new Deleted(track, d.frame());
    };
  }

  private static BufferedReader open(Path file) {
    try {
      InputStream bytes = Files.newInputStream(file);
      try {
        InputStream plain = isPacked(file) ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return new BufferedReader(
            new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
      } catch (IOException e) {
        bytes.close();
        throw e;
      }
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  private static boolean isPacked(Path file) {
    return file.toString().endsWith(".gz");
  }

  private static void closeQuietly(BufferedReader in) {
    try {
      in.close();
    } catch (IOException e) {
      // what was read is already in memory; nothing can be lost by a reader that does not close
    }
  }

  private static FacesException failed(String what, Path file, IOException e) {
    String why =
        e instanceof java.nio.file.NoSuchFileException
            ? "it does not exist"
            : e instanceof CharacterCodingException ? "it is not UTF-8 text" : Trouble.of(e);
    return new FacesException(
        Code.ALIGNMENTS_IO, "alignments %s cannot be %s: %s".formatted(file, what, why), e);
  }
}
