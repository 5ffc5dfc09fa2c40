package dev.likeness.flow.quality;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Mask;
import dev.likeness.puppet.PuppetShot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** What is true in each frame of a puppet's clip, in a file beside it. */
final class TruthFile {
  private TruthFile() {}

  /**
   * One frame.
   *
   * @param mesh 478 points where they really are
   * @param visible which of them the camera sees
   * @param eyeX degrees the eyes are turned to the picture's right in the head
   * @param eyeY degrees they are raised
   * @param occluder the share of each pixel that lies over the face, 0 to 255, as large as the
   *     frame
   */
  record Truth(FaceMesh mesh, BitSet visible, double eyeX, double eyeY, byte[] occluder) {}

  static final class Writer implements AutoCloseable {
    private final DataOutputStream out;

    Writer(Path file) {
      try {
        out =
            new DataOutputStream(
                new BufferedOutputStream(
                    new DeflaterOutputStream(Files.newOutputStream(file)), 1 << 16));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void add(PuppetShot s) {
      try {
        for (float v : s.mesh().xyz()) {
          out.writeFloat(v);
        }
        byte[] seen = s.visible().toByteArray();
        out.writeInt(seen.length);
        out.write(seen);
        out.writeDouble(s.pose().look().gazeX());
        out.writeDouble(s.pose().look().gazeY());
        Mask m = s.occluder();
        byte[] over = new byte[m.values().length];
        for (int i = 0; i < over.length; i++) {
          over[i] = (byte) Math.round(255 * m.values()[i]);
        }
        out.writeInt(over.length);
        out.write(over);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
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
        in =
            new DataInputStream(
                new BufferedInputStream(
                    new InflaterInputStream(Files.newInputStream(file)), 1 << 16));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The next frame's truth. */
    Truth next() {
      try {
        float[] xyz = new float[3 * FaceMesh.WITH_IRIS];
        for (int i = 0; i < xyz.length; i++) {
          xyz[i] = in.readFloat();
        }
        BitSet seen = BitSet.valueOf(in.readNBytes(in.readInt()));
        double x = in.readDouble();
        double y = in.readDouble();
        return new Truth(new FaceMesh(xyz), seen, x, y, in.readNBytes(in.readInt()));
      } catch (IOException e) {
        throw new UncheckedIOException("the truth ends before the clip; film it again", e);
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
