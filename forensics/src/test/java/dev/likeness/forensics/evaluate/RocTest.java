package dev.likeness.forensics.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocTest {
  @Test
  void theAreaIsTheShareOfPairsInOrder() {
    double[] real = {1, 2, 2, 5};
    double[] fake = {2, 3, 6};
    double won = 0;
    for (double r : real) {
      for (double f : fake) {
        won += f > r ? 1 : f == r ? .5 : 0;
      }
    }

    assertThat(Roc.of(real, fake, new Seed(1)).auc()).isCloseTo(won / 12, within(1e-12));
  }

  @Test
  void aPerfectScoreErrsNowhere() {
    Roc r = Roc.of(new double[] {-2, -1, 0}, new double[] {1, 2, 3}, new Seed(1));

    assertThat(r.auc()).isEqualTo(1);
    assertThat(r.eer()).isZero();
    assertThat(r.tprAtFpr1()).isEqualTo(1);
  }

  @Test
  void aScoreThatKnowsNothingHasItsHalfInTheInterval() {
    Random chance = new Random(3);
    double[] a = chance.doubles(300).toArray();
    double[] b = chance.doubles(300).toArray();

    Roc r = Roc.of(a, b, new Seed(1));

    assertThat(r.low()).isLessThan(.5);
    assertThat(r.high()).isGreaterThan(.5);
    assertThat(r.high() - r.low()).isBetween(.05, .13);
    assertThat(r.eer()).isBetween(.4, .6);
  }

  @Test
  void withoutOneOfTheTwoThereIsNothingToMeasure() {
    assertThatThrownBy(() -> Roc.of(new double[0], new double[] {1}, new Seed(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 real");
  }
}
