package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import org.junit.jupiter.api.Test;

class LipEdgeTest {
  private static final FaceMesh FACE = Meshes.face(150, 130, 14, 0);

  private static FaceMesh with(float jaw) {
    MouthShape shape = new MouthShape(jaw, 0, 0, 0, .2f * jaw, 0, .3f * jaw, 0);
    return new Expression(FaceTopology.canonical())
        .moved(FACE, new FaceMotion.State(shape, 0, 0, 0, 0, 0));
  }

  @Test
  void lipsThatPartBeginInTheirOwnFlesh() {
    FaceMesh open = with(.6f);
    float[] from = LipEdge.of(FACE.xyz(), FACE, open, 1.5f);
    assertThat(from[3 * 14 + 1] - FACE.y(14)).isBetween(2f, 6f);
    assertThat(from[3 * 13 + 1] - FACE.y(13)).isBetween(-6f, -2f);
    assertThat(from[3 * 17 + 1]).isEqualTo(FACE.y(17));
    float sharp = LipEdge.of(FACE.xyz(), FACE, open, .5f)[3 * 14 + 1];
    assertThat(sharp).isLessThan(from[3 * 14 + 1]);
  }

  /** Or a lip would be drawn inside out. */
  @Test
  void whatIsFurtherOutStaysFurtherOut() {
    float[] from = LipEdge.of(FACE.xyz(), FACE, with(.6f), 2.5f);
    for (int i = 2; i < 9; i++) {
      for (int k = 0; k < 3; k++) {
        float out = from[3 * Expression.LIPS[k][i] + 1];
        assertThat(out).isGreaterThan(from[3 * Expression.LIPS[k + 1][i] + 1]);
      }
    }
  }

  @Test
  void aMouthThatIsAsInThePictureIsDrawnAsItIs() {
    assertThat(LipEdge.of(FACE.xyz(), FACE, FACE, 1.5f)).isEqualTo(FACE.xyz());
  }

  @Test
  void lipsThatShutOverTeethLeaveTheirRimsBehind() {
    FaceMesh open = with(.6f);
    float[] from = LipEdge.of(open.xyz(), open, FACE, 1.5f);
    assertThat(from[3 * 14 + 1] - open.y(14)).isCloseTo(3.9f, within(1.9f));
  }
}
