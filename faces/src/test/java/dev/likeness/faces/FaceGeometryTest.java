package dev.likeness.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import org.junit.jupiter.api.Test;

class FaceGeometryTest {
  @Test
  void poseComesBackAsItWentIn() {
    for (double yaw : Heads.angles()) {
      for (double pitch : Heads.angles()) {
        for (double roll : new double[] {-170, -30, 0, 95}) {
          Pose in = new Pose(yaw, pitch, roll, 9, 240, 180);
          Pose out = FaceGeometry.pose(Heads.posed(in));
          assertThat(out.yaw()).isCloseTo(yaw, within(.01));
          assertThat(out.pitch()).isCloseTo(pitch, within(.01));
          assertThat(out.roll()).isCloseTo(roll, within(.01));
          assertThat(out.scale()).isCloseTo(9, within(1e-3));
          assertThat(out.x()).isCloseTo(240, within(.01));
          assertThat(out.y()).isCloseTo(180, within(.01));
        }
      }
    }
  }

  @Test
  void signsOfTheAnglesAreThoseOfThePicture() {
    FaceMesh right = Heads.posed(new Pose(30, 0, 0, 9, 0, 0));
    FaceMesh up = Heads.posed(new Pose(0, 30, 0, 9, 0, 0));
    FaceMesh leaning = Heads.posed(new Pose(0, 0, 30, 9, 0, 0));
    FaceMesh front = Heads.posed(new Pose(0, 0, 0, 9, 0, 0));
    assertThat(right.x(1)).as("nose moves right").isGreaterThan(front.x(1));
    assertThat(up.y(1)).as("nose moves up").isLessThan(front.y(1));
    assertThat(leaning.y(263)).as("picture-right eye sinks").isGreaterThan(leaning.y(33));
  }

  @Test
  void aperturesDoNotDependOnSizeAndHardlyOnTurn() {
    Apertures front = FaceGeometry.apertures(Heads.posed(new Pose(0, 0, 0, 9, 0, 0), 0, 1, 0));
    for (double yaw : new double[] {-35, 20}) {
      Apertures turned =
          FaceGeometry.apertures(Heads.posed(new Pose(yaw, 15, 20, 4, 50, 50), 0, 1, 0));
      assertThat(turned.rightEye()).isCloseTo(front.rightEye(), within(.01));
      assertThat(turned.leftEye()).isCloseTo(front.leftEye(), within(.01));
      assertThat(turned.mouth()).isCloseTo(front.mouth(), within(.01));
      assertThat(turned.mouthWidth()).isCloseTo(front.mouthWidth(), within(.01));
    }
  }

  @Test
  void aperturesFollowLidsAndLips() {
    Pose p = new Pose(5, 5, 5, 9, 0, 0);
    assertThat(FaceGeometry.apertures(Heads.posed(p, 1, 0, 0)).eyes()).isLessThan(.02);
    double half = FaceGeometry.apertures(Heads.posed(p, .5, 0, 0)).eyes();
    double open = FaceGeometry.apertures(Heads.posed(p)).eyes();
    assertThat(half).isCloseTo(open / 2, within(.02));
    double shut = FaceGeometry.apertures(Heads.posed(p)).mouth();
    double wide = FaceGeometry.apertures(Heads.posed(p, 0, 3, 0)).mouth();
    assertThat(wide - shut).isCloseTo(3 / (FaceGeometry.unit(p) / 9), within(.05));
  }

  @Test
  void gazeIsWhereTheIrisStands() {
    for (double roll : new double[] {-40, 0, 40}) {
      Gaze g = FaceGeometry.gaze(Heads.posed(new Pose(0, 0, roll, 9, 0, 0), 0, 0, .3));
      assertThat(g.x()).isCloseTo(.3, within(.02));
      assertThat(g.y()).isCloseTo(0, within(.02));
    }
    assertThatThrownBy(() -> FaceGeometry.gaze(new FaceMesh(new float[FaceMesh.POINTS * 3])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void roiSurroundsTheMeshAndTurnsWithIt() {
    FaceMesh m = Heads.posed(new Pose(0, 0, 25, 9, 240, 180));
    Roi r = Roi.of(m);
    assertThat(Math.toDegrees(r.rotation())).isCloseTo(25, within(.5));
    double inset = r.side() * (1 - 1 / Roi.MARGIN) / 2 - .01;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      double u = r.fromSquare(1).inverse().x(m.x(i), m.y(i)) * r.side();
      double v = r.fromSquare(1).inverse().y(m.x(i), m.y(i)) * r.side();
      assertThat(u).isBetween(inset, r.side() - inset);
      assertThat(v).isBetween(inset, r.side() - inset);
    }
    assertThat(r.distance(r)).isZero();
  }
}
