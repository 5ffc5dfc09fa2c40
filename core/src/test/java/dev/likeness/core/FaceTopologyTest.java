package dev.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceTopology.Part;
import dev.likeness.core.FaceTopology.Ring;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaceTopologyTest {
  private final FaceTopology face = FaceTopology.canonical();

  @Test
  void hasAllVerticesAndTriangles() {
    assertThat(face.vertexCount()).isEqualTo(FaceMesh.POINTS);
    assertThat(face.uv()).hasSize(2 * FaceMesh.POINTS);
    assertThat(face.triangles()).hasDimensions(898, 3);
    assertThat(face.triangles(Part.SKIN)).hasDimensions(852, 3);
    assertThat(face.triangles(Part.RIGHT_EYE)).hasDimensions(14, 3);
    assertThat(face.triangles(Part.LEFT_EYE)).hasDimensions(14, 3);
    assertThat(face.triangles(Part.MOUTH)).hasDimensions(18, 3);
  }

  @Test
  void liesInPictureCoordinates() {
    assertThat(face.y(10)).as("forehead above chin").isLessThan(face.y(152));
    assertThat(face.x(33)).as("right eye to the left").isLessThan(face.x(263));
    assertThat(face.z(1)).as("nose nearer than ear side").isLessThan(face.z(234));
  }

  @Test
  void mirrorKeepsTriangles() {
    Set<Set<Integer>> all = new HashSet<>();
    for (int[] t : face.triangles()) {
      all.add(Set.of(t[0], t[1], t[2]));
    }
    for (int[] t : face.triangles()) {
      assertThat(all).contains(Set.of(face.mirror(t[0]), face.mirror(t[1]), face.mirror(t[2])));
    }
    assertThat(face.mirror(33)).isEqualTo(263);
    assertThat(face.mirror(1)).isEqualTo(1);
    for (int i = 0; i < face.vertexCount(); i++) {
      assertThat(face.mirror(face.mirror(i))).isEqualTo(i);
    }
  }

  @Test
  void ringsRunAlongEdges() {
    Set<Set<Integer>> edges = new HashSet<>();
    for (int[] t : face.triangles()) {
      for (int i = 0; i < 3; i++) {
        edges.add(Set.of(t[i], t[(i + 1) % 3]));
      }
    }
    for (Ring ring : Ring.values()) {
      int[] r = face.ring(ring);
      int steps = ring == Ring.NOSE_BRIDGE ? r.length - 1 : r.length;
      for (int i = 0; i < steps; i++) {
        assertThat(edges).as("%s at %d", ring, i).contains(Set.of(r[i], r[(i + 1) % r.length]));
      }
    }
  }

  @Test
  void frontTrianglesTurnCounterClockwise() {
    int visible = 0;
    for (int[] t : face.triangles()) {
      double ux = face.x(t[1]) - face.x(t[0]);
      double uy = face.y(t[1]) - face.y(t[0]);
      double vx = face.x(t[2]) - face.x(t[0]);
      double vy = face.y(t[2]) - face.y(t[0]);
      visible += ux * vy - uy * vx < 0 ? 1 : 0;
    }
    assertThat(visible).isEqualTo(888);
  }

  @Test
  void poseWeightsNameTheStillPoints() {
    int counted = 0;
    for (float w : face.poseWeights()) {
      counted += w > 0 ? 1 : 0;
    }
    assertThat(counted).isEqualTo(33);
    assertThat(face.poseWeights()[33]).isEqualTo(face.poseWeights()[263]);
  }
}
