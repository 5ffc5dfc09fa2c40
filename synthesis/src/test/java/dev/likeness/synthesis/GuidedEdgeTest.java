package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GuidedEdgeTest {
  private static final int WIDE = 90;
  private static final int HIGH = 48;
  private static final int HAIR = 45;

  /** Hair to the left of {@link #HAIR}, skin to the right. */
  private static float[][] picture() {
    float[][] rgb = new float[3][WIDE * HIGH];
    for (int i = 0; i < WIDE * HIGH; i++) {
      float v = i % WIDE < HAIR ? 35 : 190;
      rgb[0][i] = v;
      rgb[1][i] = .8f * v;
      rgb[2][i] = .7f * v;
    }
    return rgb;
  }

  /** A map in steps of eight rows, up to five pixels off. */
  private static float[] steps() {
    float[] map = new float[WIDE * HIGH];
    for (int i = 0; i < map.length; i++) {
      int edge = HAIR + (i / WIDE / 8 % 2 == 0 ? 5 : -5);
      map[i] = Math.max(0, Math.min(1, .5f + (edge - i % WIDE) / 4f));
    }
    return map;
  }

  private static int crossing(float[] map, int y) {
    int x = 0;
    while (map[y * WIDE + x] > .5f) {
      x++;
    }
    return x;
  }

  @Test
  void edgesComeToLieWhereThePictureHasThem() {
    float[] map = steps();
    assertThat(crossing(map, 4)).isNotCloseTo(HAIR, within(3));
    new GuidedEdge().lay(map, picture(), WIDE, HIGH, 10);
    for (int y = 0; y < HIGH; y++) {
      assertThat(crossing(map, y)).as("row %d", y).isCloseTo(HAIR, within(1));
      assertThat(map[y * WIDE + 5]).isEqualTo(1);
      assertThat(map[y * WIDE + 85]).isZero();
    }
  }

  @Test
  void aMapWithoutEdgesStaysAsItIs() {
    float[] all = new float[WIDE * HIGH];
    Arrays.fill(all, 1);
    new GuidedEdge().lay(all, picture(), WIDE, HIGH, 10);
    assertThat(all).containsOnly(1);
  }
}
