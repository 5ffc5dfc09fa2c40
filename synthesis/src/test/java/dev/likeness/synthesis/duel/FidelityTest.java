package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Measures on clouds whose distances are known. */
class FidelityTest {
  /** Unit vectors around an axis. */
  private static List<float[]> cloud(int axis, double spread, int n, long seed) {
    SplittableRandom r = new SplittableRandom(seed);
    List<float[]> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[] v = new float[24];
      double length = 0;
      for (int k = 0; k < v.length; k++) {
        v[k] = (float) (spread * r.nextGaussian() + (k == axis ? 1 : 0));
        length += v[k] * v[k];
      }
      for (int k = 0; k < v.length; k++) {
        v[k] /= (float) Math.sqrt(length);
      }
      out.add(v);
    }
    return out;
  }

  @Test
  void twoDrawsOfOneCloudAreNear() {
    Fidelity f = Fidelity.of(cloud(0, .3, 150, 1), cloud(0, .3, 150, 2));
    assertThat(f.kernel()).isCloseTo(0, within(.04));
    assertThat(f.precision()).isGreaterThan(.5);
    assertThat(f.recall()).isGreaterThan(.5);
    assertThat(f.diversity()).isCloseTo(1, within(.1));
    assertThat(f.nearest()).isCloseTo(f.nearestReal(), within(.03));
  }

  @Test
  void anotherCloudIsFar() {
    Fidelity f = Fidelity.of(cloud(0, .1, 60, 1), cloud(1, .1, 60, 2));
    assertThat(f.kernel()).isGreaterThan(1);
    assertThat(f.precision()).isZero();
    assertThat(f.recall()).isZero();
    // two almost orthogonal means of about length .9
    assertThat(f.frechet()).isBetween(1.3, 2.1);
  }

  @Test
  void aGeneratorThatRepeatsItselfIsPreciseAndRecallsLittle() {
    List<float[]> real = cloud(0, .3, 100, 1);
    List<float[]> drawn = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      drawn.add(real.get(i % 2));
    }
    Fidelity f = Fidelity.of(real, drawn);
    assertThat(f.precision()).isEqualTo(1);
    assertThat(f.recall()).isLessThan(.1);
    assertThat(f.nearest()).isCloseTo(1, within(1e-6));
    assertThat(f.diversity()).isLessThan(.8);
  }

  @Test
  void theSameCloudHasNoFrechetDistance() {
    List<float[]> c = cloud(0, .3, 80, 5);
    assertThat(Fidelity.of(c, c).frechet()).isCloseTo(0, within(1e-6));
  }

  @Test
  void eigenvaluesAreThoseOfTheMatrix() {
    double[] e = Fidelity.eigenvalues(new double[][] {{2, 1, 0}, {1, 2, 1}, {0, 1, 2}});
    Arrays.sort(e);
    assertThat(e[0]).isCloseTo(2 - Math.sqrt(2), within(1e-9));
    assertThat(e[1]).isCloseTo(2, within(1e-9));
    assertThat(e[2]).isCloseTo(2 + Math.sqrt(2), within(1e-9));
  }
}
