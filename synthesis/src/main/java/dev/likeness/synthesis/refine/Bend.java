package dev.likeness.synthesis.refine;

import dev.likeness.core.FaceMesh;
import dev.likeness.synthesis.FaceCanvas;
import java.util.SplittableRandom;

/**
 * Waves by which a mesh in the pixels of a {@link FaceCanvas}'s square is moved a little here and
 * there, depth too.
 *
 * @param far how far, pixels of the square
 * @param quick how the waves follow each other across the square, radians
 * @param waves six values each; none: nothing moves
 */
record Bend(double far, double quick, double[] waves) {
  static final Bend NONE = new Bend(0, 0, new double[0]);

  private static final int WAVES = 3;

  /** As heads are of many shapes. */
  static Bend of(SplittableRandom r) {
    return new Bend(2, 3, waves(r));
  }

  /** As meshes tremble: .35 pixels are seven thousandths of what is between the eyes. */
  static Bend tremble(SplittableRandom r) {
    return new Bend(.35, 12, waves(r));
  }

  private static double[] waves(SplittableRandom r) {
    double[] waves = new double[6 * WAVES];
    for (int i = 0; i < waves.length; i++) {
      waves[i] = r.nextGaussian();
    }
    return waves;
  }

  boolean none() {
    return waves.length == 0;
  }

  FaceMesh of(FaceMesh m) {
    if (none()) {
      return m;
    }
    float[] p = m.xyz().clone();
    double part = far / Math.sqrt(WAVES);
    for (int v = 0; v < p.length; v += 3) {
      double x = p[v] / FaceCanvas.SIDE;
      double y = p[v + 1] / FaceCanvas.SIDE;
      for (int w = 0; w < waves.length; w += 6) {
        double wave = Math.sin(quick * (waves[w] * x + waves[w + 1] * y) + 4 * waves[w + 2]);
        for (int c = 0; c < 3; c++) {
          p[v + c] += (float) (part * waves[w + 3 + c] * wave);
        }
      }
    }
    return new FaceMesh(p);
  }
}
