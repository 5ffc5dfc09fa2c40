package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.models.Models;
import dev.likeness.models.PersonSegmenter;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import org.junit.jupiter.api.Test;

class CutoutTest {
  private static final int SIDE = 256;
  private static final int STEP = 8;

  private static Cutout cut(PuppetShot shot) {
    try (Models models = new Models();
        PersonSegmenter segmenter = new PersonSegmenter(models)) {
      Cutout c = Cutout.of(shot.frame(), shot.mesh(), segmenter);
      assertThat(c).isNotNull();
      return java.util.Objects.requireNonNull(c);
    }
  }

  @Test
  void aPersonAtRestIsThePictureAndTheBackgroundIsWhole() {
    PuppetShot shot =
        Troupe.member(Identity.named("Finn")).render(Pose.NEUTRAL, Scene.of(SIDE, SIDE));
    Cutout c = cut(shot);
    Frame f = shot.frame();
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < SIDE * SIDE; i++) {
        float again = c.person[k][i] + (1 - c.alpha[i]) * c.ground[k][i];
        assertThat(Math.abs(again - (f.rgb()[3 * i + k] & 255))).isLessThan(.01f);
      }
    }
    // the corners are background, the nose is not
    int nose = (int) shot.mesh().y(4) * SIDE + (int) shot.mesh().x(4);
    assertThat(c.alpha[nose]).isEqualTo(1);
    assertThat(c.alpha[SIDE + 1]).isLessThan(.05f);
    // behind the nose there is what is around: like the corners, not like skin
    for (int k = 0; k < 3; k++) {
      float corner = (c.ground[k][SIDE + 1] + c.ground[k][2 * SIDE - 2]) / 2;
      assertThat(Math.abs(c.ground[k][nose] - corner)).as("plane " + k).isLessThan(45);
    }
  }

  /** What is drawn without mixing has to be what mixing would give. */
  @Test
  void trianglesThatShowOnlyThePersonOrOnlyTheBackgroundAreKnown() {
    PuppetShot shot =
        Troupe.member(Identity.named("Finn")).render(Pose.NEUTRAL, Scene.of(SIDE, SIDE));
    Cutout c = cut(shot);
    int n = SIDE / STEP;
    float[] points = new float[3 * n * n];
    int[][] triangles = new int[(n - 1) * (n - 1)][];
    for (int k = 0; k < n * n; k++) {
      points[3 * k] = k % n * STEP;
      points[3 * k + 1] = (float) (k / n * STEP);
    }
    for (int t = 0; t < triangles.length; t++) {
      int at = t / (n - 1) * n + t % (n - 1);
      triangles[t] = new int[] {at, at + 1, at + n};
    }
    WholeParts parts = WholeParts.of(c, triangles, points, null);
    int person = 0;
    int ground = 0;
    for (int t = 0; t < triangles.length; t++) {
      person += parts.person(t) ? 1 : 0;
      ground += parts.ground(t) ? 1 : 0;
      for (int d = 0; d < STEP * STEP; d++) {
        int x = (int) points[3 * triangles[t][0]] + d % STEP;
        int y = (int) points[3 * triangles[t][0] + 1] + d / STEP;
        int i = y * SIDE + x;
        if (parts.person(t)) {
          assertThat(c.alpha[i]).isEqualTo(1);
        }
        if (parts.ground(t)) {
          assertThat(c.alpha[i]).isZero();
          assertThat(Math.abs(c.person[1][i])).isLessThan(.01f);
        }
      }
    }
    assertThat(person).isGreaterThan(triangles.length / 10);
    assertThat(ground).isGreaterThan(triangles.length / 10);
    assertThat(person + ground).isLessThan(triangles.length);
    assertThat(WholeParts.of(c, triangles, points, parts)).isSameAs(parts);
    assertThat(WholeParts.of(c, triangles, points.clone(), parts)).isNotSameAs(parts);
  }
}
