package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RingsTest {
  @Test
  void aRoundedPolygonRunsThroughItsCornersAndNearTheCircleBetweenThem() {
    float[] polygon = new float[24];
    for (int i = 0; i < 12; i++) {
      polygon[2 * i] = (float) (100 * Math.cos(Math.PI * i / 6));
      polygon[2 * i + 1] = (float) (100 * Math.sin(Math.PI * i / 6));
    }
    float[] round = Rings.rounded(polygon);
    assertThat(round).hasSize(48);
    for (int i = 0; i < 24; i++) {
      double far = Math.hypot(round[2 * i], round[2 * i + 1]);
      assertThat(far).as("point " + i).isCloseTo(100, within(.5)); // straight: 96.6
      double angle = Math.atan2(round[2 * i + 1], round[2 * i]);
      assertThat(Math.cos(angle - Math.PI * i / 12)).isCloseTo(1, within(1e-4));
    }
  }
}
