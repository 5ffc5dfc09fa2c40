package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;

/** A chequered picture, sharp everywhere. */
class SurroundingsTest {
  private static final int SIDE = 64;
  private static final Frame CHEQUERED = chequered();

  private static Frame chequered() {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      byte v = (byte) ((i % SIDE / 2 + i / SIDE / 2) % 2 == 0 ? 40 : 200);
      java.util.Arrays.fill(rgb, 3 * i, 3 * i + 3, v);
    }
    return new Frame(SIDE, SIDE, rgb);
  }

  /** Mean difference of neighbours in a square of 8×8. */
  private static double contrast(Frame f, int x, int y) {
    double sum = 0;
    for (int j = y; j < y + 8; j++) {
      for (int i = x; i < x + 7; i++) {
        sum += Math.abs(f.at(i, j, 1) - f.at(i + 1, j, 1)) / 56.0;
      }
    }
    return sum;
  }

  @Test
  void theFaceStaysAndItsSurroundingsBlur() {
    Frame soft = Surroundings.soften(CHEQUERED, 1);
    for (int y = 16; y < 50; y++) {
      for (int x = 24; x < 40; x++) {
        assertThat(soft.at(x, y, 0)).isEqualTo(CHEQUERED.at(x, y, 0));
      }
    }
    assertThat(contrast(soft, 0, 0)).isLessThan(.1 * contrast(CHEQUERED, 0, 0));
    assertThat(contrast(soft, 56, 56)).isLessThan(.1 * contrast(CHEQUERED, 56, 56));
  }

  @Test
  void noShareLeavesThePicture() {
    assertThat(Surroundings.soften(CHEQUERED, 0).rgb()).isEqualTo(CHEQUERED.rgb());
  }
}
