package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import java.util.Arrays;
import java.util.List;

/**
 * What pictures tell of a driver's lips beyond the mesh, a row of values for each: whether they are
 * shut ({@link LipSeal}), and where they end and what is between them ({@link MouthInside}).
 */
final class LipLook {
  static final int SIZE = LipSeal.SIZE + MouthInside.SIZE;

  private LipLook() {}

  static float[] of(Picture p, FaceMesh m) {
    MouthPatch mouth = MouthPatch.of(p, m);
    return row(LipSeal.seen(mouth, m), MouthInside.seen(mouth, m));
  }

  /** What neighbouring frames say together. */
  static float[] together(List<float[]> seen, int centre) {
    return row(LipSeal.together(seen, 0, centre), MouthInside.together(seen, LipSeal.SIZE, centre));
  }

  private static float[] row(float[] seal, float[] inside) {
    float[] out = Arrays.copyOf(seal, SIZE);
    System.arraycopy(inside, 0, out, LipSeal.SIZE, MouthInside.SIZE);
    return out;
  }

  /**
   * Puts the lips of a face where they are.
   *
   * @param local points in any coordinates, changed in place
   * @return what is between the lips
   */
  static MouthInside mend(float[] local, float[] together) {
    MouthInside inside = MouthInside.of(Arrays.copyOfRange(together, LipSeal.SIZE, SIZE));
    inside.narrow(local);
    LipSeal.shut(local, (float) new FaceMesh(local).eyeDistance(), together);
    return inside;
  }
}
