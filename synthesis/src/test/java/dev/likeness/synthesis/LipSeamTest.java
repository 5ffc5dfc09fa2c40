package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;

class LipSeamTest {
  private static final int SIDE = 600;
  private static final int[] SKIN = {215, 165, 140};
  private static final int[] LIP = {170, 90, 85};
  private static final int[] DARK = {60, 25, 22};
  private static final int[] TOOTH = {225, 210, 190};
  private static final int[] BROWN = {110, 62, 55};
  private static final int[] PALE = {215, 180, 165};
  private static final int[] UPPER = {80, 81, 82, 13, 312, 311, 310};
  private static final int[] LOWER = {88, 178, 87, 14, 317, 402, 318};

  /** A face whose lips reach from 20 above {@code y} to 30 below, shut {@code gap} at it. */
  private static FaceMesh face(int y, int gap, double yaw) {
    float[] xyz = Meshes.face(300, 240, 28, yaw).xyz().clone();
    int[][] rings = {
      {185, 40, 39, 37, 0, 267, 269, 270, 409}, {191, 80, 81, 82, 13, 312, 311, 310, 415}
    };
    int[][] below = {
      {146, 91, 181, 84, 17, 314, 405, 321, 375}, {95, 88, 178, 87, 14, 317, 402, 318, 324}
    };
    for (int k = 0; k < 9; k++) {
      xyz[3 * rings[0][k] + 1] = y - 20;
      xyz[3 * rings[1][k] + 1] = y - gap / 2f;
      xyz[3 * below[1][k] + 1] = y + gap / 2f;
      xyz[3 * below[0][k] + 1] = y + 30;
    }
    return new FaceMesh(xyz);
  }

  /** Lips around row 360, and from {@code from} to {@code to} something else. */
  private static Frame mouth(int from, int to, int[] between) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int y = i / SIDE;
      int[] c = y >= from && y < to ? between : y >= 338 && y < 392 ? LIP : SKIN;
      for (int k = 0; k < 3; k++) {
        rgb[3 * i + k] = (byte) c[k];
      }
    }
    return new Frame(SIDE, SIDE, rgb);
  }

  @Test
  void shutLipsMeetOnTheDarkLineBetweenThem() {
    FaceMesh m = LipSeam.of(mouth(364, 368, DARK), face(360, 4, 0));
    for (int k = 0; k < UPPER.length; k++) {
      assertThat(m.y(UPPER[k])).as("upper " + k).isCloseTo(366, within(1.5f));
      assertThat(m.y(LOWER[k])).as("lower " + k).isCloseTo(366, within(1.5f));
    }
  }

  @Test
  void aStripOfTeethIsNoPartOfALip() {
    FaceMesh m = LipSeam.of(mouth(352, 358, TOOTH), face(360, 2, 0));
    assertThat(m.y(13)).isCloseTo(352, within(1.5f));
    assertThat(m.y(14)).isCloseTo(358, within(1.5f));
  }

  @Test
  void teethAboveTheDarkLineAreNoPartOfTheUpperLip() {
    Frame f = mouth(364, 368, DARK);
    for (int y = 338; y < 392; y++) {
      int[] c = y < 357 ? BROWN : y < 364 ? TOOTH : y < 368 ? DARK : PALE;
      for (int i = y * SIDE; i < (y + 1) * SIDE; i++) {
        for (int k = 0; k < 3; k++) {
          f.rgb()[3 * i + k] = (byte) c[k];
        }
      }
    }
    FaceMesh m = LipSeam.of(f, face(362, 10, 0));
    assertThat(m.y(13)).isCloseTo(357, within(2f));
    assertThat(m.y(14)).isBetween(363f, 369f);
  }

  @Test
  void aPaleLowerLipIsNoTooth() {
    Frame f = mouth(364, 368, DARK);
    for (int y = 338; y < 392; y++) {
      int[] c = y < 364 ? BROWN : y < 368 ? DARK : PALE;
      for (int i = y * SIDE; i < (y + 1) * SIDE; i++) {
        for (int k = 0; k < 3; k++) {
          f.rgb()[3 * i + k] = (byte) c[k];
        }
      }
    }
    FaceMesh m = LipSeam.of(f, face(362, 10, 0));
    assertThat(m.y(13)).isCloseTo(366, within(2.5f));
  }

  @Test
  void evenLipsStayWhereTheMeshHasThem() {
    FaceMesh m = face(360, 2, 0);
    FaceMesh found = LipSeam.of(mouth(0, 0, DARK), m);
    assertThat(found.y(13)).isCloseTo(360, within(1.5f));
    assertThat(found.y(14)).isCloseTo(360, within(1.5f));
    assertThat(found.y(0)).isEqualTo(m.y(0));
  }

  @Test
  void ofATurnedHeadNothingIsMoved() {
    FaceMesh m = face(360, 4, 50);
    assertThat(LipSeam.of(mouth(366, 370, DARK), m).xyz()).isEqualTo(m.xyz());
  }

  @Test
  void aMouthThatSpeaksIsNotShutOverItsDarkInside() {
    FaceMesh m = face(360, 10, 0);
    Frame open = mouth(356, 366, DARK);
    float[] still = LipSeam.seen(MouthPatch.of(open, m), m, false);
    float[] speaks = LipSeam.seen(MouthPatch.of(open, m), m, true);
    FaceMesh shut = LipSeam.moved(m, still, 1);
    FaceMesh parted = LipSeam.moved(m, speaks, 1);
    assertThat(shut.y(14) - shut.y(13)).isLessThan(3);
    assertThat(parted.y(14) - parted.y(13)).isBetween(7f, 13f);
  }

  @Test
  void halfOfItMovesHalfTheWay() {
    FaceMesh m = face(360, 2, 0);
    float[] seen = LipSeam.seen(MouthPatch.of(mouth(352, 358, TOOTH), m), m, false);
    assertThat(LipSeam.moved(m, seen, .5f).y(13)).isCloseTo(355.5f, within(1.2f));
    assertThat(LipSeam.moved(m, seen, 0).xyz()).isEqualTo(m.xyz());
  }
}
