package dev.likeness.flow;

import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One driver from first to last: the largest face of the beginning. */
final class DriverFace {
  private final boolean told;
  private int track;
  private float[] who = new float[0];

  DriverFace() {
    this(0);
  }

  /**
   * @param track who drives, where that is known; else 0
   */
  DriverFace(int track) {
    this.track = track;
    this.told = track > 0;
  }

  /** That face among those of a frame; null where it is not seen, whoever else is. */
  @Nullable FaceObservation in(List<FaceObservation> faces) {
    FaceObservation found = null;
    for (FaceObservation f : faces) {
      found = track > 0 && f.track() == track ? f : found;
    }
    if (found == null) {
      found = who.length > 0 ? alike(faces) : told ? null : Portrayal.largest(faces);
    }
    if (found == null) {
      return null;
    }
    track = found.track();
    who = found.embedding().length > 0 ? found.embedding() : who;
    return found;
  }

  private @Nullable FaceObservation alike(List<FaceObservation> faces) {
    FaceObservation other = Portrayal.largest(faces);
    return other != null && other.embedding().length > 0 && Identity.same(who, other.embedding())
        ? other
        : null;
  }

  /** The number by which it is known; 0 before it was seen. */
  int track() {
    return track;
  }

  /** The same face, looked for in frames whose tracks are numbered anew. */
  DriverFace anew() {
    DriverFace f = new DriverFace();
    f.who = who;
    return f;
  }
}
