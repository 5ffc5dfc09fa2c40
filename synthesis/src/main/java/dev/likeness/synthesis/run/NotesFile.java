package dev.likeness.synthesis.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk keeps of its frames besides the alignments: the frames' numbers, and of each painted
 * face the role and the painter's notes, bit for bit. Big-endian: for each frame its number (8
 * bytes) and how many painted faces follow (4); for each of those track (4), role (4), number of
 * values (4) and the values (4 each).
 */
final class NotesFile {
  private NotesFile() {}

  record Line(long frame, Map<Integer, Note> byTrack) {}

  record Note(int role, float[] values) {}

  static final class Writer implements Closeable {
    private final DataOutputStream out;

    Writer(Path file) throws IOException {
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 15));
    }

    void add(Moment m) throws IOException {
      out.writeLong(m.frame());
      out.writeInt((int) m.faces().stream().filter(Face::painted).count());
      for (Face f : m.faces()) {
        if (f.painted() && f.notes() != null) {
          out.writeInt(f.seen().track());
          out.writeInt(f.role());
          out.writeInt(f.notes().values().length);
          for (float v : f.notes().values()) {
            out.writeFloat(v);
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  static final class Reader implements AutoCloseable {
    private final DataInputStream in;

    Reader(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 15));
    }

    /** The next frame, or null after the last. */
    @Nullable Line next() throws IOException {
      long frame;
      try {
        frame = in.readLong();
      } catch (EOFException e) {
        return null;
      }
      int n = in.readInt();
      Map<Integer, Note> notes = new LinkedHashMap<>();
      for (int i = 0; i < n; i++) {
        int track = in.readInt();
        int role = in.readInt();
        float[] values = new float[in.readInt()];
        for (int k = 0; k < values.length; k++) {
          values[k] = in.readFloat();
        }
        notes.put(track, new Note(role, values));
      }
      return new Line(frame, notes);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
