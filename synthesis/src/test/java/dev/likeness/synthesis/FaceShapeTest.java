package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import org.junit.jupiter.api.Test;

class FaceShapeTest {
  private static final float[] OPEN = {1, 1};
  private static final int[] LOWER_LIP = {78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308};
  private final FaceShape shape = new FaceShape(new MeshAreas(FaceTopology.canonical()));

  @Test
  void measuresTheSameWhateverThePlaceSizeAndTurn() {
    float[] front = FaceShape.measure(Meshes.face(100, 100, 10, 0));
    float[] turned = FaceShape.measure(Meshes.face(300, 50, 17, 30));
    for (int i = 0; i < FaceShape.SIZE; i++) {
      assertThat(turned[i]).isCloseTo(front[i], offset(.02f));
    }
  }

  @Test
  void putsEveryPointWhereThePersonaHasIt() {
    FaceMesh m = Meshes.face(100, 100, 10, 0);
    float[] own = FaceShape.measure(m);
    float[] wanted = own.clone();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      wanted[2 * v] *= 1.05f;
      wanted[2 * v + 1] += .3f;
    }
    FaceMesh out = shape.shape(m, own, wanted, 1, OPEN);
    FaceMesh half = shape.shape(m, own, wanted, .5f, OPEN);
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      float x = 10 * (wanted[2 * v] - own[2 * v]);
      assertThat(out.x(v) - m.x(v)).isCloseTo(x, offset(.3f));
      assertThat(out.y(v) - m.y(v)).isCloseTo(3, offset(.3f));
      assertThat(half.y(v) - m.y(v)).isCloseTo(1.5f, offset(.3f));
    }
  }

  @Test
  void amountZeroIsTheSameMesh() {
    FaceMesh m = Meshes.face(100, 100, 10, 0);
    float[] any = new float[FaceShape.SIZE];
    assertThat(shape.shape(m, any, any, 0, OPEN)).isSameAs(m);
  }

  @Test
  void aLaughOnThePersonasPictureDoesNotOpenTheTargetsMouth() {
    FaceMesh m = Meshes.face(100, 100, 10, 0);
    float[] own = FaceShape.measure(m);
    float[] wanted = own.clone();
    for (int v : LOWER_LIP) {
      wanted[2 * v + 1] += 1;
    }
    FaceMesh out = shape.shape(m, own, wanted, 1, OPEN);
    assertThat(out.distance(13, 14)).isCloseTo(m.distance(13, 14), offset(.8));
  }

  @Test
  void aFullerLipIsTakenOver() {
    FaceMesh m = Meshes.face(100, 100, 10, 0);
    float[] own = FaceShape.measure(m);
    float[] wanted = own.clone();
    wanted[2 * 17 + 1] += .3f;
    FaceMesh out = shape.shape(m, own, wanted, 1, OPEN);
    assertThat(out.y(17) - m.y(17)).isCloseTo(3, offset(.3f));
    assertThat(out.y(14)).isCloseTo(m.y(14), offset(.3f));
  }

  @Test
  void wideEyesStayShutInABlink() {
    FaceMesh m = Meshes.face(100, 100, 10, 0);
    float[] own = FaceShape.measure(m);
    float[] wanted = own.clone();
    wanted[2 * 159 + 1] -= .4f;
    wanted[2 * 145 + 1] += .4f;
    double wide = shape.shape(m, own, wanted, 1, OPEN).distance(159, 145);
    double shut = shape.shape(m, own, wanted, 1, new float[] {0, 0}).distance(159, 145);
    assertThat(wide).isCloseTo(m.distance(159, 145) + 8, offset(1.0));
    assertThat(shut).isCloseTo(m.distance(159, 145), offset(1.0));
  }

  @Test
  void irisesKeepTheirPlaceBetweenTheCorners() {
    FaceMesh m = Meshes.irises(Meshes.face(100, 100, 10, 0), .7f);
    float[] own = FaceShape.measure(m);
    float[] wanted = own.clone();
    wanted[2 * 33] -= .5f;
    wanted[2 * 133] -= .1f;
    FaceMesh out = shape.shape(m, own, wanted, 1, OPEN);
    float u = (out.x(468) - out.x(33)) / (out.x(133) - out.x(33));
    assertThat(u).isCloseTo(.7f, offset(.02f));
  }

  @Test
  void partedLipsOpenInTheMiddleAndTakeTheSkinAlong() {
    for (int yaw : new int[] {0, 25}) {
      FaceMesh m = Meshes.face(100, 100, 10, yaw);
      FaceMesh out = shape.part(m, .2f, .3f);
      assertThat(m.y(13) - out.y(13)).isCloseTo(2, offset(.25f));
      assertThat(out.y(14) - m.y(14)).isCloseTo(3, offset(.25f));
      for (int still : new int[] {78, 308, 33, 263, 10}) {
        assertThat(out.y(still)).isCloseTo(m.y(still), offset(.15f));
      }
      assertThat(m.y(0) - out.y(0)).as("edge of the upper lip").isBetween(.5f, 2f);
      assertThat(out.y(17) - m.y(17)).as("edge of the lower lip").isBetween(.7f, 3f);
    }
    FaceMesh m = Meshes.face(100, 100, 10, 0);
    assertThat(shape.part(m, 0, 0)).isSameAs(m);
  }
}
