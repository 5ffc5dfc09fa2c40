package dev.likeness.synthesis;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceObservation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts one persona on one tracked face. Both methods are pure functions of their arguments, so a
 * job that was stopped goes on from any frame with the same result. Not thread-safe, except that
 * {@code measure} may run on one thread while {@code paint} runs on another.
 */
public interface FacePainter extends AutoCloseable {
  /** That the persona may be used so: a painter is made with it and with nothing else. */
  Clearance clearance();

  /** How many frames before and after the painted one the window should hold. */
  int reach();

  /**
   * Looks at a target frame ahead of painting.
   *
   * @param previous what was noted of the same track one frame earlier; null where the track starts
   *     or starts again after a gap or cut
   */
  FaceNotes measure(Picture picture, FaceObservation face, @Nullable FaceNotes previous);

  /** Paints the window's centre frame. */
  Painted paint(Picture picture, FaceWindow window);

  @Override
  void close();

  /**
   * A painted picture.
   *
   * @param measures what the quality report says of this frame, by name, e.g. {@code confidence}
   *     0–1
   */
  record Painted(Picture picture, Map<String, Double> measures) {}
}
