package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import dev.likeness.faces.FaceGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final FaceMesh FACE = Meshes.face(200, 200, 12, 0);
  private final Expression expression = new Expression(FaceTopology.canonical());

  private static FaceMotion.State mouth(
      double jaw, double wide, double pucker, double press, double lower) {
    return new FaceMotion.State(
        new MouthShape(
            (float) jaw, (float) wide, (float) pucker, 0, 0, (float) press, (float) lower, 0),
        0,
        0,
        0,
        0,
        0);
  }

  @Test
  void atRestLipsThatArePartedMeetAndNothingElseMoves() {
    FaceMesh m = expression.moved(FACE, FaceMotion.State.REST);
    assertThat(FACE.y(14) - FACE.y(13)).isGreaterThan(1);
    assertThat(m.y(14)).isCloseTo(m.y(13), within(.01f));
    for (int v : new int[] {4, 10, 33, 61, 105, 152, 234, 263, 291, 454}) {
      assertThat(m.x(v)).isCloseTo(FACE.x(v), within(.01f));
      assertThat(m.y(v)).isCloseTo(FACE.y(v), within(.01f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, -20})
  void theJawOpensAndTheChinGoesDownOnTurnedHeadsToo(int yaw) {
    FaceMesh face = Meshes.face(200, 200, 12, yaw);
    FaceMesh open = expression.moved(face, mouth(.8, 0, 0, 0, 0));
    double eyes = face.eyeDistance();
    assertThat(open.distance(13, 14) - face.distance(13, 14)).isGreaterThan(.15 * eyes);
    assertThat(open.y(152) - face.y(152)).isGreaterThan((float) (.15 * eyes));
    assertThat(open.y(4)).isCloseTo(face.y(4), within(.5f));
    assertThat(open.y(10)).isCloseTo(face.y(10), within(.01f));
  }

  @Test
  void cornersGoApartAndTogether() {
    double rest = FACE.distance(61, 291);
    assertThat(expression.moved(FACE, mouth(0, 1, 0, 0, 0)).distance(61, 291))
        .isGreaterThan(1.1 * rest);
    assertThat(expression.moved(FACE, mouth(0, 0, 1, 0, 0)).distance(61, 291))
        .isLessThan(.85 * rest);
  }

  @Test
  void pressedLipsMeet() {
    FaceMesh apart = expression.moved(FACE, mouth(.2, 0, 0, 0, 0));
    FaceMesh pressed = expression.moved(FACE, mouth(.02, 0, 0, .85, 0));
    assertThat(pressed.y(14) - pressed.y(13)).isLessThan(apart.y(14) - apart.y(13));
    assertThat(pressed.y(14) - pressed.y(13)).isLessThan(.5f);
  }

  /** Or what is behind them would be drawn between them. */
  @Test
  void lipsThatAreShutInThePictureDoNotPassEachOther() {
    FaceMesh shut = expression.moved(FACE, FaceMotion.State.REST);
    FaceMesh pressed = expression.moved(shut, mouth(0, 0, 0, .9, 0));
    for (int i = 1; i < 10; i++) {
      float low = pressed.y(Expression.LIPS[3][i]);
      assertThat(low).as("at " + i).isCloseTo(pressed.y(Expression.LIPS[3][20 - i]), within(.02f));
    }
  }

  @Test
  void anFShowsTheUpperTeethAboveTheLowerLip() {
    FaceMesh f =
        expression.moved(
            FACE,
            new FaceMotion.State(
                new MouthShape(.06f, .12f, 0, 0, .45f, 0, -.7f, 0), 0, 0, 0, 0, 0));
    double unit = FACE.distance(33, 263) / 8.9;
    assertThat((f.y(14) - f.y(13)) / unit).isBetween(.1, .5);
  }

  @Test
  void whatSpeechOpensIsAddedToAMouthThatIsNearlyShut() {
    FaceMesh smiling = expression.moved(FACE, mouth(.3, 0, 0, 0, 0));
    double shown = smiling.distance(13, 14);
    FaceMesh from = expression.moved(smiling, mouth(.3, 0, 0, 0, 0));
    FaceMesh shut = expression.moved(FACE, FaceMotion.State.REST);
    double plain = expression.moved(shut, mouth(.3, 0, 0, 0, 0)).distance(13, 14);
    assertThat(from.distance(13, 14)).isBetween(plain, plain + .4 * shown);
  }

  @Test
  void aBlinkShutsBothEyesAndLeavesTheBrows() {
    FaceMesh shut = expression.moved(FACE, new FaceMotion.State(MouthShape.REST, 1, 0, 0, 0, 0));
    var before = FaceGeometry.apertures(FACE);
    var after = FaceGeometry.apertures(shut);
    assertThat(after.rightEye()).isLessThan(.2 * before.rightEye());
    assertThat(after.leftEye()).isLessThan(.2 * before.leftEye());
    assertThat(shut.y(105)).isCloseTo(FACE.y(105), within(.02f * (float) FACE.eyeDistance()));
  }
}
