package dev.likeness.synthesis.run;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Trouble;
import dev.likeness.media.Images;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A few painted faces, evenly spread over the clip, kept small before and after for the reviewer.
 * Which frames are taken follows from the frames alone.
 */
final class Glances {
  /** About how many are taken. */
  private static final int COUNT = 12;

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
    int side = (int) (1.7 * Math.max(b.width(), b.height()));
    double scale = Math.max(1, (double) side / SIDE);
    int n = (int) (side / scale);
    double x = b.x() + (b.width() - side) / 2.0;
    double y = b.y() + (b.height() - side) / 2.0;
    Affine2 map = new Affine2(scale, 0, x, 0, scale, y);
    Images.write(small(before, map, n), file(m.frame(), "before"), 1);
    Images.write(small(after, map, n), file(m.frame(), "after"), 1);
  }

  private static Frame small(Picture p, Affine2 map, int n) {
    return p.sample(map, n, n);
  }

  private Path file(long frame, String which) {
    return folder.resolve(String.format(Locale.ROOT, "glance-%08d-%s.png", frame, which));
  }

  /** All that were taken, in order. */
  static List<Draft.Glance> in(Path folder) {
    List<Draft.Glance> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "glance-*-before.png")) {
      for (Path f : files) {
        String number = f.getFileName().toString().substring(7, 15);
        Path after = folder.resolve("glance-" + number + "-after.png");
        if (Files.exists(after)) {
          all.add(new Draft.Glance(Long.parseLong(number), f, after));
        }
      }
    } catch (IOException e) {
      throw new MakerException(
          MakerException.Code.JOB_FOLDER,
          "%s cannot be read: %s".formatted(folder, Trouble.of(e)),
          e);
    }
    all.sort(java.util.Comparator.comparingLong(Draft.Glance::frame));
    return all;
  }
}
