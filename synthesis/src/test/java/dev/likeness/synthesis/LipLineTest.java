package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;

class LipLineTest {
  private static final int SIDE = 300;

  /** A face of one colour whose mouth is dark from {@code up} above to {@code down} below. */
  private static Frame mouth(FaceMesh m, double up, double down) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int y = 0; y < SIDE; y++) {
      boolean dark = y > m.y(13) - up && y < m.y(14) + down;
      for (int x = 0; x < SIDE; x++) {
        int o = 3 * (y * SIDE + x);
        rgb[o] = (byte) (dark ? 40 : 190);
        rgb[o + 1] = (byte) (dark ? 20 : 90);
        rgb[o + 2] = (byte) (dark ? 20 : 90);
      }
    }
    return new Frame(SIDE, SIDE, rgb);
  }

  /** Lips an eighth of the distance between the eyes apart and as thick. */
  private static FaceMesh face() {
    float[] xyz = Meshes.face(150, 120, 14, 0).xyz().clone();
    for (int[] c : new int[][] {{37, 82, 87, 84}, {0, 13, 14, 17}, {267, 312, 317, 314}}) {
      for (int k = 0; k < 4; k++) {
        xyz[3 * c[k] + 1] = 180 + new int[] {-16, -5, 5, 16}[k];
      }
    }
    return new FaceMesh(xyz);
  }

  @Test
  void tellsLipsFromTheInsideOfTheMouth() {
    FaceMesh m = face();
    assertThat(LipLine.inside(MouthPatch.of(mouth(m, -2, -2), m), m))
        .as("lines on the lips")
        .containsOnly(0f);
    float[] both = LipLine.inside(MouthPatch.of(mouth(m, 5, 5), m), m);
    assertThat(both[0]).isGreaterThan(.9f);
    assertThat(both[1]).isGreaterThan(.9f);
    float[] lower = LipLine.inside(MouthPatch.of(mouth(m, -2, 5), m), m);
    assertThat(lower[0]).isLessThan(.1f);
    assertThat(lower[1]).isGreaterThan(.9f);
  }

  @Test
  void staysInsideThePicture() {
    FaceMesh m = face().map(dev.likeness.core.Affine2.translate(140, 110));
    for (float v : LipLine.inside(MouthPatch.of(mouth(face(), 0, 0), m), m)) {
      assertThat(v).isBetween(0f, 1f);
    }
  }
}
