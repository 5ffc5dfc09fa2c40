package dev.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Regression2Test {
  private static final double[] X = {1, -2, 0, 3, -2};
  private static final double[] Y = {0, 1, -2, 2, -1};

  private static double[] mixed(double a, double b, double[] left) {
    double[] z = new double[X.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = a * X[i] + b * Y[i] + left[i];
    }
    return z;
  }

  @Test
  void sharesOfASumAreFoundAgain() {
    Regression2 r = Regression2.of(mixed(.7, -3, new double[5]), X, Y);
    assertThat(r.a()).isCloseTo(.7, within(1e-12));
    assertThat(r.b()).isCloseTo(-3, within(1e-12));
    assertThat(r.rest()).isCloseTo(0, within(1e-12));
  }

  /** X·X is 18, X·Y 6, Y·Y 10. */
  @Test
  void whatNeitherTellsIsLeftOver() {
    double[] apart = {0, -1, -1, 0, 1}; // at right angles to both
    Regression2 r = Regression2.of(mixed(2, 1, apart), X, Y);
    assertThat(r.a()).isCloseTo(2, within(1e-12));
    assertThat(r.b()).isCloseTo(1, within(1e-12));
    assertThat(r.rest()).isCloseTo(3, within(1e-12));
    assertThat(r.own()).isCloseTo(18 - 6.0 * 6 / 10, within(1e-12));
  }

  @Test
  void whatIsNothingOrTheSameHasNoShare() {
    double[] twice = {2, -4, 0, 6, -4};
    assertThat(Regression2.of(Y, X, twice).a()).isNaN();
    assertThat(Regression2.of(Y, X, twice).b()).isNaN();
    Regression2 alone = Regression2.of(twice, X, new double[5]);
    assertThat(alone.a()).isCloseTo(2, within(1e-12));
    assertThat(alone.b()).isNaN();
    assertThat(alone.rest()).isCloseTo(0, within(1e-12));
    assertThatThrownBy(() -> Regression2.of(X, Y, new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4");
  }
}
