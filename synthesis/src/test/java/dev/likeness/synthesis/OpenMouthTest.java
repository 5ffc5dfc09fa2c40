package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OpenMouthTest {
  /** The lower lip hangs so far below the corners, which are 60 apart, and tapers off. */
  private static float[] mouth(float deep) {
    float[] p = Meshes.face(150, 130, 14, 0).xyz().clone();
    for (int[] ring : Expression.LIPS) {
      for (int i = 0; i < Expression.AROUND; i++) {
        double t = Math.sin(Math.PI * (i % 10) / 10);
        int v = 3 * ring[i];
        double half = 30 * Math.cos(Math.PI * (i % 10) / 10);
        p[v] = (float) (150 - (i < 10 ? half * (1 - .6 * t) : -half));
        p[v + 1] = (float) (200 + (i < 10 ? deep * t : -4 * t));
      }
    }
    return p;
  }

  private static float widest(float[] p, float below) {
    int[] ring = Expression.LIPS[3];
    float most = 0;
    for (int i = 1; i < 10; i++) {
      if (p[3 * ring[i] + 1] > below) {
        most = Math.max(most, Math.abs(p[3 * ring[i]] - 150));
      }
    }
    return most;
  }

  @Test
  void aWideOpenMouthIsRoundAndNotATrapezium() {
    float[] p = mouth(50);
    float before = widest(p, 225);
    OpenMouth.round(p);
    assertThat(before).isLessThan(17);
    assertThat(widest(p, 225)).isBetween(1.3f * before, 30f);
    int[] ring = Expression.LIPS[3];
    assertThat(p[3 * ring[5] + 1]).isEqualTo(250);
    assertThat(p[3 * ring[0]]).isCloseTo(120, within(1e-3f));
  }

  /** Or it would hang from its corners. */
  @Test
  void cornersComeDownWithTheJaw() {
    float[] p = mouth(50);
    OpenMouth.round(p);
    int[] ring = Expression.LIPS[3];
    float high = p[3 * ring[15] + 1];
    float gap = p[3 * ring[5] + 1] - high;
    for (int corner : new int[] {ring[0], ring[10]}) {
      assertThat(p[3 * corner + 1] - high).isBetween(.28f * gap, .4f * gap);
    }
    // the upper lip is an arch
    assertThat(p[3 * ring[12] + 1]).isBetween(high + .5f, p[3 * ring[10] + 1] - .5f);
  }

  @Test
  void aMouthThatSpeaksStaysAsItIs() {
    float[] p = mouth(10);
    float[] before = p.clone();
    OpenMouth.round(p);
    assertThat(p).isEqualTo(before);
  }
}
