package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import org.junit.jupiter.api.Test;

class LashLineTest {
  private static final int SIDE = 256;
  private static final Box ALL = new Box(0, 0, SIDE, SIDE);
  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final Expression expression = new Expression(FaceTopology.canonical());
  private final PuppetShot open =
      Troupe.member(Identity.named("Elena")).render(Pose.NEUTRAL, Scene.of(SIDE, SIDE));
  private final float[][] before = new float[3][SIDE * SIDE];

  /** The face with its lids shut so far, and what was drawn on grey skin. */
  private float[] drawn(FaceMesh base, float blink) {
    open.frame().crop(ALL, before);
    float[][] planes = new float[3][SIDE * SIDE];
    for (float[] p : planes) {
      java.util.Arrays.fill(p, 180);
    }
    FaceMesh moved =
        expression.moved(base, new FaceMotion.State(MouthShape.REST, blink, 0, 0, 0, 0));
    LashLine.draw(base, moved, areas.rightEye, ALL, before, planes);
    return planes[1];
  }

  private static float darkest(float[] plane) {
    float least = 255;
    for (float v : plane) {
      least = Math.min(least, v);
    }
    return least;
  }

  @Test
  void shutLidsMeetInADarkLineAndOpenOnesBearNone() {
    float[] shut = drawn(open.mesh(), 1);
    assertThat(darkest(shut)).isLessThan(130);
    int low = areas.rightEye[areas.rightEye.length / 4];
    int x = (int) open.mesh().x(low);
    int y = (int) open.mesh().y(low);
    assertThat(shut[y * SIDE + x]).isLessThan(140);
    assertThat(shut[(y - 12) * SIDE + x]).isEqualTo(180);
    assertThat(darkest(drawn(open.mesh(), .4f))).isEqualTo(180);
  }

  @Test
  void aPictureWithShutEyesGivesNoColourForIt() {
    FaceMesh shut =
        Troupe.member(Identity.named("Elena"))
            .render(Pose.NEUTRAL.blinking(1, 1), Scene.of(SIDE, SIDE))
            .mesh();
    assertThat(darkest(drawn(shut, 1))).isEqualTo(180);
  }
}
