package dev.likeness.provenance.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ChanceTest {
  @Test
  void theLeastScoreIsReachedWithTheChanceAskedFor() {
    for (double readings : new double[] {1, 90_000, 16 * Math.pow(2, 64)}) {
      double t = Chance.least(1e-7, readings);
      assertThat(readings * Chance.of(t)).isCloseTo(1e-7, within(1e-11));
    }
    assertThat(Chance.least(1e-7, 2)).isGreaterThan(Chance.least(1e-7, 1));
    assertThat(16 * Math.pow(2, 64) * Chance.of(MarkReader.THRESHOLD)).isLessThan(1.9e-7);
  }

  @Test
  void sumsOfRandomSignsStayBelow() {
    Random random = new Random(5);
    int sums = 20_000;
    int above = 0;
    double t = 2.5;
    for (int n = 0; n < sums; n++) {
      double sum = 0;
      double square = 0;
      for (int i = 0; i < 40; i++) {
        double weight = 1.0 / (1 + i);
        sum += random.nextBoolean() ? weight : -weight;
        square += weight * weight;
      }
      above += sum / Math.sqrt(square) > t ? 1 : 0;
    }
    assertThat((double) above / sums).isLessThan(Chance.of(t));
  }
}
