package dev.likeness.synthesis.run;

import dev.likeness.core.Picture;
import dev.likeness.core.Trouble;
import dev.likeness.faces.Alignments;
import dev.likeness.faces.FaceObservation;
import dev.likeness.synthesis.FaceNotes;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a job on disk. A chunk is a segment of video and, beside it, what was seen in its
 * frames (an exact alignments file), what the painters noted ({@link NotesFile}) and what they
 * measured (tab-separated text), and the tracker's state after it. The segment comes into place
 * last: a chunk with a segment is finished, every other file is left over and goes. A file {@code
 * largest} names who shows most, where that turned out to be another person than was thought.
 */
final class Journal {
  private static final String LARGEST = "largest";
  static final String FACES = ".faces.jsonl";

  private final Path folder;
  private final String ending;
  private final Predicate<Path> whole;

  /**
   * @param ending of the segments' file names
   * @param whole whether a segment is finished and unchanged
   */
  Journal(Path folder, String ending, Predicate<Path> whole) {
    this.folder = folder;
    this.ending = ending;
    this.whole = whole;
  }

  Path folder() {
    return folder;
  }

  Path segment(int chunk) {
    return file(chunk, ending);
  }

  private Path faces(int chunk) {
    return file(chunk, FACES);
  }

  private Path notes(int chunk) {
    return file(chunk, ".notes");
  }

  private Path state(int chunk) {
    return file(chunk, ".state");
  }

  private Path measures(int chunk) {
    return file(chunk, ".measures.tsv");
  }

  private Path file(int chunk, String ending) {
    return folder.resolve(name(chunk) + ending);
  }

  /** How the names of a chunk's files begin. */
  static String name(int chunk) {
    return String.format(Locale.ROOT, "chunk-%05d", chunk);
  }

  /** How many chunks are finished, from the first on without a gap. */
  int finished() {
    int n = 0;
    while (Files.exists(segment(n))
        && Files.exists(faces(n))
        && Files.exists(notes(n))
        && Files.exists(state(n))
        && Files.exists(measures(n))
        && whole.test(segment(n))) {
      n++;
    }
    return n;
  }

  /** The watcher's state after a finished chunk. */
  String stateAfter(int chunk) {
    try {
      return Files.readString(state(chunk));
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** Removes what an interrupted run left of chunks from this one on. */
  void clearFrom(int chunk) {
    String first = file(chunk, "").getFileName().toString();
    remove("chunk-*", first);
    if (chunk == 0) {
      remove("glance-*", "");
    }
  }

  /**
   * Throws away all chunks because another person shows most than was thought.
   *
   * @param track who does
   */
  void startAgain(int track) {
    clearFrom(0);
    try {
      Path part = folder.resolve(LARGEST + ".part");
      Files.writeString(part, String.valueOf(track));
      Files.move(part, folder.resolve(LARGEST), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  /** The track that is known to show most; 0 while nobody is. */
  int largest() {
    Path file = folder.resolve(LARGEST);
    try {
      return Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** Takes over who was found to show most. */
  void largestFrom(Journal other) {
    if (other.largest() > 0 && largest() == 0) {
      try {
        Base.copy(other.folder.resolve(LARGEST), folder.resolve(LARGEST));
      } catch (IOException e) {
        throw failed("written", e);
      }
    }
  }

  private void remove(String pattern, String first) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      for (Path f : files) {
        if (f.getFileName().toString().compareTo(first) >= 0) {
          Files.delete(f);
        }
      }
    } catch (IOException e) {
      throw failed("cleared", e);
    }
  }

  /** Reads a finished chunk's frames back, without pictures. */
  void replay(int chunk, Consumer<Moment> reader) {
    try (Alignments.Reader faces = Alignments.read(faces(chunk));
        NotesFile.Reader notes = new NotesFile.Reader(notes(chunk))) {
      for (NotesFile.Line line = notes.next(); line != null; line = notes.next()) {
        List<Face> of = new ArrayList<>();
        for (Alignments.Entry e : faces.frame(line.frame())) {
          if (e instanceof Alignments.Seen s) {
            of.add(face(s.face(), line.byTrack().get(s.track())));
          }
        }
        reader.accept(new Moment(line.frame(), null, of, ""));
      }
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private static Face face(FaceObservation seen, NotesFile.@Nullable Note note) {
    return note == null
        ? new Face(seen, Face.NOBODY, null)
        : new Face(seen, note.role(), new FaceNotes(note.values()));
  }

  /**
   * Begins a chunk.
   *
   * @param segments opens a segment's file
   */
  Writer write(int chunk, Function<Path, Target.Sink> segments, Alignments.Header header) {
    return new Writer(chunk, segments, header);
  }

  private MakerException failed(String what, IOException e) {
    return new MakerException(
        MakerException.Code.JOB_FOLDER,
        "the job folder %s cannot be %s (%s); free space or give another LIKENESS_HOME, then start"
                .formatted(folder, what, Trouble.of(e))
            + " again",
        e);
  }

  /** A chunk in the making. Closed without {@link #finish}, nothing of it counts. */
  final class Writer implements AutoCloseable {
    private final int chunk;
    private final Target.Sink segment;
    private final Alignments.Writer faces;
    private final NotesFile.Writer notes;
    private final BufferedWriter measures;
    private String after = "";
    private int frames;
    private boolean open = true;

    private Writer(int chunk, Function<Path, Target.Sink> segments, Alignments.Header header) {
      this.chunk = chunk;
      segment = segments.apply(segment(chunk));
      try {
        faces = Alignments.write(faces(chunk), header);
      } catch (RuntimeException e) {
        segment.close();
        throw e;
      }
      try {
        notes = new NotesFile.Writer(part(notes(chunk)));
        measures = Files.newBufferedWriter(part(measures(chunk)));
      } catch (IOException e) {
        faces.close();
        segment.close();
        throw failed("written", e);
      }
    }

    private static Path part(Path file) {
      return file.resolveSibling(file.getFileName() + ".part");
    }

    int frames() {
      return frames;
    }

    /**
     * @param shot as it was read
     * @param result as it is encoded
     * @param measured by track and name
     */
    void add(Moment m, Shot shot, Picture result, Map<Integer, Map<String, Double>> measured) {
      segment.write(shot, result);
      try {
        for (Face f : m.faces()) {
          faces.add(f.seen());
        }
        notes.add(m);
        for (Map.Entry<Integer, Map<String, Double>> t : measured.entrySet()) {
          for (Map.Entry<String, Double> v : t.getValue().entrySet()) {
            measures.write(
                "%d\t%d\t%s\t%s\n".formatted(m.frame(), t.getKey(), v.getKey(), v.getValue()));
          }
        }
      } catch (IOException e) {
        throw failed("written", e);
      }
      after = m.state();
      frames++;
    }

    /** Puts the chunk in its place, the segment last. */
    void finish() {
      try {
        faces.finish();
        faces.close();
        notes.close();
        measures.close();
        open = false;
        Files.writeString(state(chunk), after);
        Files.move(part(notes(chunk)), notes(chunk), StandardCopyOption.ATOMIC_MOVE);
        Files.move(part(measures(chunk)), measures(chunk), StandardCopyOption.ATOMIC_MOVE);
        segment.finish();
        segment.close();
      } catch (IOException e) {
        throw failed("written", e);
      }
    }

    @Override
    public void close() {
      segment.close();
      if (open) {
        open = false;
        faces.close();
        abandon(notes);
        abandon(measures);
        try {
          Files.deleteIfExists(part(notes(chunk)));
          Files.deleteIfExists(part(measures(chunk)));
        } catch (IOException e) {
          throw failed("cleared", e);
        }
      }
    }

    private static void abandon(Closeable file) {
      try {
        file.close();
      } catch (IOException e) {
        // its last lines cannot be written, on a full disk for instance; the file goes anyway
      }
    }
  }

  /** Joins the chunks' alignments to one file for people. */
  void writeAlignments(int chunks, Path file) {
    join(folder, chunks, Alignments.Precision.READABLE, file);
  }

  /** Joins the alignments of a folder's chunks to one file. */
  static void join(Path folder, int chunks, Alignments.Precision precision, Path file) {
    Alignments.@Nullable Writer out = null;
    try {
      for (int chunk = 0; chunk < chunks; chunk++) {
        try (Alignments.Reader in = Alignments.read(folder.resolve(name(chunk) + FACES))) {
          if (out == null) {
            Alignments.Header h = in.header();
            out =
                Alignments.write(
                    file,
                    new Alignments.Header(
                        h.source(), h.sha256(), h.width(), h.height(), precision));
          }
          for (Alignments.Entry e = in.next(); e != null; e = in.next()) {
            out.add(e);
          }
        }
      }
      if (out != null) {
        out.finish();
      }
    } finally {
      if (out != null) {
        out.close();
      }
    }
  }

  /** Streams what the painters measured of each frame. */
  void measures(int chunks, Draft.MeasureReader reader) {
    for (int chunk = 0; chunk < chunks; chunk++) {
      try (java.util.stream.Stream<String> lines = Files.lines(measures(chunk))) {
        lines.forEach(
            l -> {
              String[] p = l.split("\t", -1);
              reader.read(
                  Long.parseLong(p[0]),
                  Integer.parseInt(p[1]),
                  Objects.requireNonNull(p[2]),
                  Double.parseDouble(p[3]));
            });
      } catch (IOException e) {
        throw failed("read", e);
      }
    }
  }
}
