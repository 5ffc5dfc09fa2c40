package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.MouthShape;
import org.junit.jupiter.api.Test;

class CheekFoldTest {
  private static final int SIDE = 400;
  private static final Box BOX = new Box(0, 0, SIDE, SIDE);
  private static final FaceMesh FACE = Meshes.face(200, 180, 20, 0);

  /** Corners of the mouth drawn towards the cheeks. */
  private static FaceMesh smiling(float much) {
    Expression e = new Expression(dev.likeness.core.FaceTopology.canonical());
    float[] d = e.offset(MouthShape.REST, 0, much);
    float[] p = FACE.xyz().clone();
    HeadFrame head = HeadFrame.of(FACE);
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      head.add(p, v, d[3 * v], d[3 * v + 1], d[3 * v + 2]);
    }
    return new FaceMesh(p);
  }

  private static float[][] even() {
    float[][] planes = new float[3][SIDE * SIDE];
    for (float[] plane : planes) {
      java.util.Arrays.fill(plane, 180);
    }
    return planes;
  }

  @Test
  void aFaceAtRestStaysAsItIs() {
    float[][] planes = even();
    CheekFold.draw(FACE, FACE, BOX, 1, planes);
    assertThat(planes[0]).isEqualTo(even()[0]);
  }

  @Test
  void aSmileDeepensTheFoldOnBothSidesAndNothingElse() {
    FaceMesh smile = smiling(1);
    float[][] planes = even();
    CheekFold.draw(FACE, smile, BOX, 1, planes);
    for (int v : new int[] {206, 426}) {
      float there = planes[1][Math.round(smile.y(v)) * SIDE + Math.round(smile.x(v))];
      assertThat(there).as("point " + v).isBetween(135f, 172f);
    }
    for (int v : new int[] {4, 13, 14, 50, 280, 152, 33, 263}) {
      float there = planes[1][Math.round(smile.y(v)) * SIDE + Math.round(smile.x(v))];
      assertThat(there).as("point " + v).isBetween(176f, 188f);
    }
  }

  @Test
  void theFoldIsAsDeepAsTheSmile() {
    float half = CheekFold.depth(FACE, smiling(.5f), 0);
    assertThat(half).isBetween(.02f, .8f);
    assertThat(CheekFold.depth(FACE, smiling(1), 0)).isGreaterThan(1.5f * half);
    assertThat(CheekFold.depth(FACE, smiling(-.5f), 1)).isLessThan(.02f);
  }
}
