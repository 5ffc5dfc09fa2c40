package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;

class VisibilityTest {
  private static final MeshAreas AREAS = new MeshAreas(FaceTopology.canonical());
  private static final Frame PICTURE = Meshes.picture(300, 300, 0, 1);

  private static float[] seen(FaceMesh target) {
    View view = new View(PICTURE, Meshes.face(150, 150, 12, 0));
    return Visibility.of(
        AREAS,
        new FaceSwap.Order(
            target,
            target,
            new View[] {view},
            new float[] {1},
            new float[2],
            new float[2],
            0,
            1,
            null,
            0,
            null,
            SwapSettings.DEFAULT));
  }

  @Test
  void lipsThatAreRolledInAreDrawnToWhereTheyMeet() {
    float[] xyz = Meshes.face(150, 150, 12, 0).xyz().clone();
    for (int v : AREAS.mouth) {
      xyz[3 * v + 2] += 45; // away from the viewer: a thin line of the target's own was seen there
    }
    FaceMesh rolled = new FaceMesh(xyz);
    float[] facing = Visibility.facing(AREAS.triangles, rolled);
    assertThat(facing[13]).isLessThan(.35f);
    float[] seen = seen(rolled);
    for (int v : AREAS.mouth) {
      assertThat(seen[v]).as("point " + v).isEqualTo(1);
    }
  }

  @Test
  void whatTurnsAwayIsNotDrawn() {
    float[] seen = seen(Meshes.face(150, 150, 12, 60));
    assertThat(Math.min(seen[234], seen[454])).isZero();
    assertThat(seen[4]).isEqualTo(1);
  }
}
