package dev.likeness.synthesis.run;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Trouble;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A few painted faces, evenly spread over the clip, kept small before and after for the reviewer.
 * Which frames are taken follows from the frames alone. Files are big-endian: frame number (8
 * bytes), width, height, number of mesh values (4 each), mesh values (4 each), red-green-blue bytes
 * before, and after.
 */
final class Glances {
  /** About how many are taken. */
  private static final int COUNT = 8;

  private static final int MOST = 2 * COUNT;
  private static final int SIDE = 360;
  private static final long UNKNOWN_LENGTH = 600;

  private final Path folder;
  private final long interval;
  private long seen;
  private int taken;

  Glances(Path folder, long expectedFrames) {
    this.folder = folder;
    this.interval = Math.max(1, (expectedFrames > 0 ? expectedFrames : UNKNOWN_LENGTH) / COUNT);
  }

  /** Whether the next frame is one to take. */
  boolean wants(Moment m) {
    boolean any = m.faces().stream().anyMatch(Face::painted);
    boolean take = any && taken < MOST && seen >= taken * interval + interval / 2;
    seen++;
    if (take) {
      taken++;
    }
    return take;
  }

  void take(Moment m, Picture before, Picture after) {
    // Where several people are painted, everybody gets a turn.
    List<Face> painted = m.faces().stream().filter(Face::painted).toList();
    Face face = painted.get(taken % painted.size());
    Box b = face.seen().box();
    int side =
        Math.min(
            (int) (1.7 * Math.max(b.width(), b.height())),
            Math.min(before.width(), before.height()));
    double scale = Math.max(1, (double) side / SIDE);
    int n = Math.max(1, (int) (side / scale));
    double x = within(b.x() + (b.width() - side) / 2.0, before.width() - side);
    double y = within(b.y() + (b.height() - side) / 2.0, before.height() - side);
    Affine2 map = new Affine2(scale, 0, x, 0, scale, y);
    FaceMesh mesh = face.seen().mesh().map(map.inverse());
    write(new Draft.Glance(m.frame(), before.sample(map, n, n), after.sample(map, n, n), mesh));
  }

  private static double within(double v, double most) {
    return Math.max(0, Math.min(v, most));
  }

  private void write(Draft.Glance g) {
    Path file = folder.resolve(String.format(Locale.ROOT, "glance-%08d", g.frame()));
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.writeLong(g.frame());
      out.writeInt(g.before().width());
      out.writeInt(g.before().height());
      out.writeInt(g.mesh().xyz().length);
      for (float v : g.mesh().xyz()) {
        out.writeFloat(v);
      }
      out.write(g.before().rgb());
      out.write(g.after().rgb());
    } catch (IOException e) {
      throw failed("written", file, e);
    }
  }

  /** Takes over what another job has taken of these frames. */
  static void copy(Path from, Path to, long first, long last) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(from, "glance-*")) {
      for (Path f : found) {
        long frame = Long.parseLong(f.getFileName().toString().substring("glance-".length()));
        if (frame >= first && frame <= last) {
          Files.copy(f, to.resolve(f.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw failed("read", from, e);
    }
  }

  /** All that were taken, in order. */
  static List<Draft.Glance> in(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "glance-*")) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw failed("read", folder, e);
    }
    Collections.sort(files);
    return files.stream().map(Glances::read).toList();
  }

  private static Draft.Glance read(Path file) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      long frame = in.readLong();
      int w = in.readInt();
      int h = in.readInt();
      float[] xyz = new float[in.readInt()];
      for (int i = 0; i < xyz.length; i++) {
        xyz[i] = in.readFloat();
      }
      Frame before = new Frame(w, h, in.readNBytes(w * h * 3));
      Frame after = new Frame(w, h, in.readNBytes(w * h * 3));
      return new Draft.Glance(frame, before, after, new FaceMesh(xyz));
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  private static MakerException failed(String what, Path file, IOException e) {
    return new MakerException(
        MakerException.Code.JOB_FOLDER,
        "%s cannot be %s (%s); free space, or remove the job and make it again"
            .formatted(file, what, Trouble.of(e)),
        e);
  }
}
