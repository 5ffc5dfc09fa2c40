package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import org.junit.jupiter.api.Test;

class FaceShapeTest {
  private final FaceShape shape = new FaceShape(new MeshAreas(FaceTopology.canonical()));

  @Test
  void measuresTheSameWhateverThePlaceSizeAndTurn() {
    float[] front = shape.measure(Meshes.face(100, 100, 10, 0));
    float[] turned = shape.measure(Meshes.face(300, 50, 17, 30));
    for (int i = 0; i < FaceShape.SIZE; i++) {
      assertThat(turned[i]).isCloseTo(front[i], offset(.02f));
    }
  }

  @Test
  void movesAFeatureWholeAndLeavesTheOutline() {
    FaceMesh m = Meshes.face(100, 100, 10, 0);
    float[] own = shape.measure(m);
    float[] wanted = own.clone();
    wanted[1] -= .5f;
    FaceMesh out = shape.shape(m, own, wanted, 1);
    assertThat(shape.measure(out)[1]).isCloseTo(own[1] - .5f, offset(.15f));
    assertThat(out.distance(159, 145)).isCloseTo(m.distance(159, 145), offset(.3));
    for (int v : FaceTopology.canonical().ring(Ring.FACE_OVAL)) {
      assertThat(out.x(v)).isCloseTo(m.x(v), offset(.01f));
      assertThat(out.y(v)).isCloseTo(m.y(v), offset(.01f));
    }
  }

  @Test
  void amountZeroIsTheSameMesh() {
    FaceMesh m = Meshes.face(100, 100, 10, 0);
    assertThat(shape.shape(m, new float[FaceShape.SIZE], new float[FaceShape.SIZE], 0)).isSameAs(m);
  }

  @Test
  void aWiderJawMovesTheOutlineAndNotTheMouth() {
    FaceMesh m = Meshes.face(100, 100, 10, 20);
    float[] own = shape.measure(m);
    float[] wanted = own.clone();
    for (int i = 18; i < FaceShape.SIZE; i += 2) {
      wanted[i] *= 1.1f;
    }
    FaceMesh out = shape.shape(m, own, wanted, 1);
    assertThat(out.distance(234, 454)).isCloseTo(1.1 * m.distance(234, 454), offset(4.0));
    assertThat(out.distance(61, 291)).isCloseTo(m.distance(61, 291), offset(2.0));
  }
}
