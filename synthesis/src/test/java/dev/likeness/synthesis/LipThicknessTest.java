package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import org.junit.jupiter.api.Test;

class LipThicknessTest {
  private static final FaceMesh FACE =
      Troupe.member(Identity.named("Finn")).render(Pose.NEUTRAL, Scene.of(96, 96)).mesh();

  /** The outline of the lower lip gone down by so much of the eyes' distance, the rest at rest. */
  private static float[] pulled(double much) {
    float[] p = FACE.xyz().clone();
    p[3 * 17 + 1] += (float) (much * FACE.eyeDistance());
    return p;
  }

  private static double lower(float[] p) {
    return new FaceMesh(p).distance(17, 14);
  }

  @Test
  void aLipThatIsPulledApartStaysAboutAsThickAsItIs() {
    double own = FACE.distance(17, 14);
    float[] p = pulled(.2);
    assertThat(lower(p)).isGreaterThan(1.5 * own);
    LipThickness.hold(p, FACE);
    assertThat(lower(p)).isBetween(1.1 * own, 1.33 * own);
    // what is inside stays, and what lies between goes along in order
    assertThat(p[3 * 14 + 1]).isEqualTo(FACE.y(14));
    assertThat(p[3 * 15 + 1]).isBetween(p[3 * 14 + 1], p[3 * 16 + 1]);
    assertThat(p[3 * 16 + 1]).isBetween(p[3 * 15 + 1], p[3 * 17 + 1]);
  }

  /** A smile stretches lips. */
  @Test
  void lipsThatAreDrawnWideAreThinner() {
    double own = FACE.distance(17, 14);
    float[] p = FACE.xyz().clone();
    p[3 * 61] -= .2f * (float) FACE.distance(61, 291);
    p[3 * 291] += .2f * (float) FACE.distance(61, 291);
    LipThickness.hold(p, FACE);
    assertThat(lower(p)).isBetween(.8 * own, .95 * own);
  }

  @Test
  void aLipThatIsNoThickerIsLeftAlone() {
    float[] same = FACE.xyz().clone();
    LipThickness.hold(same, FACE);
    assertThat(same).isEqualTo(FACE.xyz());
    float[] thin = pulled(-.02);
    float[] before = thin.clone();
    LipThickness.hold(thin, FACE);
    assertThat(thin).containsExactly(before, within(1e-6f));
  }

  @Test
  void aLargerFaceHasThickerLips() {
    float[] p = FACE.xyz().clone();
    for (int i = 0; i < p.length; i++) {
      p[i] *= 3;
    }
    float[] before = p.clone();
    LipThickness.hold(p, FACE);
    assertThat(p).containsExactly(before, within(1e-3f));
  }
}
