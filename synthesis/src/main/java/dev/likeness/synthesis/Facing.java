package dev.likeness.synthesis;

import dev.likeness.core.Patch;
import dev.likeness.faces.FaceObservation;
import java.util.List;

/**
 * How sure it is that a face is turned towards the camera far enough to be painted on. Beyond about
 * 45° sideways the mesh network puts the far cheek, the nose and the mouth where they are not, and
 * says up to 53° of any profile.
 */
final class Facing {
  /** Degrees, as they are seen: up to here surely, from here on not. */
  private static final float SURE = 42;

  private static final float AWAY = 50;

  /** Likewise how sure the network is that there is a face. */
  private static final float NO_FACE = .5f;

  private static final float FACE = .9f;

  private Facing() {}

  /**
   * 0 (leave it alone) to 1, a mean over the frames around, so that it comes and goes softly and a
   * profile that is misread for a moment stays one.
   */
  static float sure(List<FaceObservation> around) {
    float sum = 0;
    for (FaceObservation f : around) {
      float seen = Rings.smooth(NO_FACE, FACE, f.presence());
      float yaw = (float) Math.abs(f.pose().yaw());
      sum += seen * (1 - Rings.smooth(SURE, AWAY, yaw));
    }
    return Rings.smooth(.3f, .95f, sum / around.size());
  }

  /** So much of a difference. */
  static Patch part(Patch p, float share) {
    if (share < 1) {
      for (float[] plane : new float[][] {p.red(), p.green(), p.blue()}) {
        for (int i = 0; i < plane.length; i++) {
          plane[i] *= share;
        }
      }
    }
    return p;
  }
}
