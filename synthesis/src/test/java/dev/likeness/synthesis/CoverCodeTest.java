package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoverCodeTest {
  private static float[] again(float[] map) {
    float[] code = CoverCode.encode(map);
    float[] behind = new float[code.length + 5];
    System.arraycopy(code, 0, behind, 3, code.length);
    return CoverCode.decode(behind, 3, code.length, map.length);
  }

  @Test
  void aMapReadsBackInSixteenSteps() {
    SplittableRandom r = new SplittableRandom(4);
    float[] map = new float[FaceGrid.CELLS];
    for (int i = 0; i < map.length; i++) {
      map[i] = r.nextInt(5) == 0 ? (float) r.nextDouble() : 0;
    }
    float[] back = again(map);
    for (int i = 0; i < map.length; i++) {
      assertThat(back[i]).isCloseTo(map[i], within(1 / 30f + 1e-6f));
    }
    // what was read once stays the same for ever
    assertThat(again(back)).containsExactly(back);
  }

  @Test
  void nothingTakesNothingAndTheWorstMapAThird() {
    assertThat(CoverCode.encode(new float[FaceGrid.CELLS])).isEmpty();
    float[] worst = new float[600];
    for (int i = 1; i < worst.length; i += 2) {
      worst[i] = 1;
    }
    assertThat(CoverCode.encode(worst).length).isEqualTo(200);
    assertThat(again(worst)).containsExactly(worst);
  }

  @Test
  void aLongWayOfNothingIsCrossed() {
    float[] map = new float[2000];
    map[0] = 1;
    map[1999] = 1;
    assertThat(CoverCode.encode(map).length).isLessThan(8);
    assertThat(again(map)).containsExactly(map);
  }
}
