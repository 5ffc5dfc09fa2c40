package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import org.junit.jupiter.api.Test;

class CoverMapTest {
  private static final int WIDE = 260;
  private static final FaceMesh FACE = Meshes.face(150, 120, 15, 0);

  @Test
  void aRowOfLooksIsWhatEachLookIs() {
    CoverMap over = CoverMap.nothing(FACE, true);
    for (int i = 0; i < over.map().length; i++) {
      over.map()[i] = i % 7 / 7f * (i % 11 / 11f);
    }
    float[] line = new float[over.width()];
    float[] out = new float[WIDE];
    int seen = 0;
    for (int y = 0; y < 300; y++) {
      over.along(over.map(), 20, y, WIDE, line, out, 0);
      for (int x = 0; x < WIDE; x++) {
        assertThat(out[x]).isCloseTo(over.at(20 + x, y), within(2e-3f));
        seen += out[x] > 0 ? 1 : 0;
      }
    }
    assertThat(seen).isGreaterThan(1000);
    assertThat(over.rimmed()).isFalse();
  }
}
