package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import org.junit.jupiter.api.Test;

class MeshRasterTest {
  private final int[][] triangles = FaceTopology.canonical().triangles();

  @Test
  void coversTheFaceWithoutAGap() {
    FaceMesh m = Meshes.face(60, 60, 6, 0);
    MeshRaster r = new MeshRaster();
    r.draw(m, triangles, new Box(0, 0, 120, 120));
    float[] oval = Rings.outline(m, FaceTopology.canonical().ring(Ring.FACE_OVAL), 0, 0);
    for (int i = 0; i < 120 * 120; i++) {
      float d = Rings.inside(oval, i % 120 + .5f, i / 120 + .5f);
      if (d > 1) {
        assertThat(r.triangle(i)).as("pixel %d", i).isNotNegative();
      }
      if (d < -1) {
        assertThat(r.triangle(i)).as("pixel %d", i).isNegative();
      }
    }
  }

  @Test
  void theWeightsGiveThePixelsOwnPlace() {
    FaceMesh m = Meshes.face(60, 60, 6, 25);
    MeshRaster r = new MeshRaster();
    r.draw(m, triangles, new Box(10, 20, 90, 90));
    for (int i = 0; i < 90 * 90; i++) {
      if (r.triangle(i) >= 0) {
        int[] t = triangles[r.triangle(i)];
        float a = 1 - r.second(i) - r.third(i);
        float x = a * m.x(t[0]) + r.second(i) * m.x(t[1]) + r.third(i) * m.x(t[2]);
        float y = a * m.y(t[0]) + r.second(i) * m.y(t[1]) + r.third(i) * m.y(t[2]);
        assertThat(x).isCloseTo(10 + i % 90 + .5f, org.assertj.core.data.Offset.offset(.01f));
        assertThat(y).isCloseTo(20 + i / 90 + .5f, org.assertj.core.data.Offset.offset(.01f));
      }
    }
  }

  @Test
  void theNoseHidesTheFarCheekOfATurnedHead() {
    FaceMesh m = Meshes.face(60, 60, 6, 60);
    MeshRaster r = new MeshRaster();
    r.draw(m, triangles, new Box(0, 0, 120, 120));
    int tip = (int) m.y(1) * 120 + (int) m.x(1);
    int[] t = triangles[r.triangle(tip)];
    double near = 99;
    for (int v : t) {
      near = Math.min(near, Math.hypot(m.x(v) - m.x(1), m.y(v) - m.y(1)));
    }
    assertThat(near).isLessThan(12);
  }
}
