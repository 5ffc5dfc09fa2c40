package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import org.junit.jupiter.api.Test;

class FocusTest {
  private static final int SIZE = 300;
  private static final Box BOX = new Box(0, 0, SIZE, SIZE);
  private static final int[] LIPS = new MeshAreas(FaceTopology.canonical()).lips;
  private static final FaceMesh FACE = Meshes.face(150, 130, 14, 0);

  /** Lips darker than the skin, their edge spread by a Gaussian's integral of σ pixels. */
  private static float around(double sigma) {
    float[] line = Rings.outline(FACE, LIPS, 0, 0);
    float[][] planes = new float[3][SIZE * SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      double d = Rings.inside(line, i % SIZE + .5f, i / SIZE + .5f);
      double in = 1 / (1 + Math.exp(-1.702 * d / sigma));
      for (float[] p : planes) {
        p[i] = (float) (180 - 70 * in);
      }
    }
    return Focus.around(FACE, LIPS, BOX, planes);
  }

  @Test
  void softPicturesAreToldFromCrispOnes() {
    assertThat(around(.3)).isLessThan(.6f);
    assertThat(around(1)).isCloseTo(1, within(.15f));
    assertThat(around(2)).isCloseTo(2, within(.3f));
  }

  @Test
  void whereNothingIsToBeSeenAPictureCountsAsCrisp() {
    assertThat(Focus.around(FACE, LIPS, BOX, new float[3][SIZE * SIZE])).isEqualTo(Focus.CRISP);
    assertThat(Focus.around(FACE, LIPS, new Box(0, 0, 6, 6), new float[3][36]))
        .isEqualTo(Focus.CRISP);
  }
}
