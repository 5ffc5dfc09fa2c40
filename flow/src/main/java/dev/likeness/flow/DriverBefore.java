package dev.likeness.flow;

import dev.likeness.faces.Alignments;
import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.mend.Mending;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.run.Base;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a driver was seen before a person corrected it: who drives, and what is usual for that face.
 * So a correction changes the frames that it is made in and no others.
 *
 * @param motion null where nothing was corrected, or somebody else drives now
 * @param face follows the driver
 */
record DriverBefore(@Nullable DriverMotion motion, DriverFace face) implements AutoCloseable {
  /**
   * Reads what lies beside a corrected file.
   *
   * @param folder where it is kept meanwhile
   */
  static DriverBefore of(@Nullable Path corrected, Path folder) {
    if (corrected == null || !Files.exists(Mending.before(corrected))) {
      return new DriverBefore(null, new DriverFace());
    }
    DriverMotion motion = new DriverMotion(folder.resolve("before.trace"));
    DriverFace face = new DriverFace();
    int track = 0;
    try (Alignments.Reader in = Alignments.read(Mending.before(corrected))) {
      long frame = 0;
      List<FaceObservation> faces = new ArrayList<>();
      for (Alignments.Entry e = in.next(); ; e = in.next()) {
        while (e == null ? !faces.isEmpty() : frame < e.frame()) {
          motion.add(face.in(faces), null);
          track = track == 0 ? face.track() : track;
          faces = new ArrayList<>();
          frame++;
        }
        if (e == null) {
          break;
        }
        if (e instanceof Alignments.Seen s) {
          faces.add(s.face());
        }
      }
    } catch (RuntimeException e) {
      motion.close();
      throw e;
    }
    return new DriverBefore(motion, new DriverFace(track));
  }

  /** What tells how the driver's face usually is. */
  DriverMotion usual(DriverMotion now) {
    if (motion == null) {
      return now;
    }
    motion.lips(now);
    return motion;
  }

  /** In which frames the driver moves the face otherwise than before; all where nobody knows. */
  List<Base.Range> changed(DriverMotion now) {
    return motion == null
        ? List.of(new Base.Range(0, Long.MAX_VALUE / 2))
        : now.apart(motion).stream().map(f -> new Base.Range(f.from(), f.to())).toList();
  }

  @Override
  public void close() {
    if (motion != null) {
      motion.close();
    }
  }
}
