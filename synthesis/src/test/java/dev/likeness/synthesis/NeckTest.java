package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.MouthShape;
import dev.likeness.faces.FaceGeometry;
import org.junit.jupiter.api.Test;

class NeckTest {
  private static final FaceMesh FACE = Meshes.face(200, 200, 12, 0);

  private static FaceMesh turned(float yaw, float pitch, float roll) {
    return Neck.of(FACE, new FaceMotion.State(MouthShape.REST, 0, 0, yaw, pitch, roll))
        .turned(FACE);
  }

  @Test
  void theHeadTurnsAsSaid() {
    assertThat(FaceGeometry.pose(turned(10, 0, 0)).yaw()).isCloseTo(10, within(2.5));
    assertThat(turned(0, 8, 0).y(4)).isGreaterThan(FACE.y(4));
    FaceMesh rolled = turned(0, 0, 10);
    assertThat(rolled.y(454)).isGreaterThan(rolled.y(234) + 10);
  }

  /** What is said of the middle of the face is where it is after turning. */
  @Test
  void turningCarriesTheMiddleOfTheFaceAsFarAsSaid() {
    double[] was = HeadFrame.middle(FACE);
    double[] is = HeadFrame.middle(turned(12, -6, 4));
    float[] carried = Neck.carried(FACE, 12, -6, 4);
    double unit = HeadAxes.of(FACE).size;
    assertThat(carried[0]).isGreaterThan(1);
    assertThat((is[0] - was[0]) / unit).isCloseTo(carried[0], within(.01));
    assertThat((is[1] - was[1]) / unit).isCloseTo(carried[1], within(.01));
  }

  @Test
  void breathRaisesTheHeadByAboutAHundredthOfTheFace() {
    FaceMesh full =
        Neck.of(FACE, new FaceMotion.State(MouthShape.REST, 0, 0, 0, 0, 0, 0, 0, 1, null))
            .turned(FACE);
    double high = FACE.distance(10, 152);
    for (int v : new int[] {4, 10, 152, 234}) {
      assertThat((FACE.y(v) - full.y(v)) / high).isBetween(.007, .013);
    }
  }

  @Test
  void aPointGoesByItsShare() {
    FaceMotion.State s = new FaceMotion.State(MouthShape.REST, 0, 0, 10, 0, 0);
    Neck neck = Neck.of(FACE, s);
    FaceMesh all = neck.turned(FACE);
    float[] half = {FACE.x(4), FACE.y(4), FACE.z(4)};
    neck.turn(half, .5f);
    assertThat(half[0]).isCloseTo((FACE.x(4) + all.x(4)) / 2, within(.01f));
  }
}
