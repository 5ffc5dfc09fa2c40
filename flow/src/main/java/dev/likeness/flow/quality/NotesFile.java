package dev.likeness.flow.quality;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.Roi;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What was read in each frame of a clip, kept beside the bench's work so that it is read once. */
final class NotesFile {
  private NotesFile() {}

  /**
   * One frame.
   *
   * @param roi where was looked; null without a face
   * @param reading what was seen there; null when the networks saw no face
   */
  record Entry(@Nullable Roi roi, @Nullable Reading reading) {
    static final Entry EMPTY = new Entry(null, null);
  }

  static final class Writer implements AutoCloseable {
    private final DataOutputStream out;

    Writer(Path file) {
      try {
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void add(Entry e) {
      try {
        Roi r = e.roi();
        Reading reading = e.reading();
        out.writeByte(r == null || reading == null ? 0 : reading.mesh().points() == 468 ? 1 : 2);
        if (r != null && reading != null) {
          for (double v : new double[] {r.cx(), r.cy(), r.side(), r.rotation()}) {
            out.writeDouble(v);
          }
          for (float v : reading.mesh().xyz()) {
            out.writeFloat(v);
          }
          for (double v : reading.points()) {
            out.writeDouble(v);
          }
        }
      } catch (IOException x) {
        throw new UncheckedIOException(x);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final class Reader implements AutoCloseable {
    private final DataInputStream in;

    Reader(Path file) {
      try {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The next frame's entry. */
    Entry next() {
      try {
        int kind = in.readByte();
        if (kind == 0) {
          return Entry.EMPTY;
        }
        Roi roi = new Roi(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        float[] xyz = new float[3 * (kind == 1 ? FaceMesh.POINTS : FaceMesh.WITH_IRIS)];
        for (int i = 0; i < xyz.length; i++) {
          xyz[i] = in.readFloat();
        }
        double[] points = new double[Reading.POINTS68];
        for (int i = 0; i < points.length; i++) {
          points[i] = in.readDouble();
        }
        return new Entry(roi, new Reading(new FaceMesh(xyz), points));
      } catch (IOException e) {
        throw new UncheckedIOException("the bench's notes end too early; delete its cache", e);
      }
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
