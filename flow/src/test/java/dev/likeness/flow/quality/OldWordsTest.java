package dev.likeness.flow.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OldWordsTest {
  private static final int FRAMES = 100;
  private static final double FPS = 25;

  /** A mouth that opens and shuts with syllables of random lengths. */
  private static double[] words(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] out = new double[FRAMES];
    double phase = 0;
    for (int i = 0; i < FRAMES; i++) {
      phase += .5 + .9 * random.nextDouble();
      out[i] = .1 + .05 * Math.sin(phase);
    }
    return out;
  }

  private static double[] sum(double a, double[] x, double b, double[] y) {
    double[] out = new double[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a * x[i] + b * y[i];
    }
    return out;
  }

  private static MouthTrace mouth(double[] open, double[] wide) {
    return new MouthTrace(FPS, open, wide, List.of());
  }

  @Test
  void aQuarterOfTheOldMovementIsFoundAgainAndNoneWhereNoneIs() {
    double[] fresh = words(1);
    double[] freshWide = words(2);
    MouthTrace old = mouth(words(3), words(4));
    MouthTrace made =
        mouth(sum(.7, fresh, .25, old.openings()), sum(1.2, freshWide, 0, old.widths()));
    MouthTrace elsewhere = mouth(sum(1.5, fresh, 0, fresh), freshWide);
    OldWords left = OldWords.of(made, old, List.of(elsewhere));
    assertThat(left.opening()).isCloseTo(.25, within(.01));
    assertThat(left.width()).isCloseTo(0, within(.01));
  }

  @Test
  void newWordsThatAreLikeTheOldOnesAreNoRemainder() {
    double[] fresh = words(1);
    // sentences of which the second is half the first: a correlation would say .7
    MouthTrace old = mouth(sum(.5, fresh, .5, words(5)), sum(.5, fresh, .5, words(6)));
    MouthTrace made = mouth(sum(1, fresh, .1, words(7)), sum(1, fresh, .1, words(8)));
    MouthTrace elsewhere = mouth(sum(1, fresh, .1, words(9)), sum(1, fresh, .1, words(10)));
    assertThat(Series.correlation(made.openings(), old.openings())).isGreaterThan(.5);
    OldWords left = OldWords.of(made, old, List.of(elsewhere));
    assertThat(Math.abs(left.opening())).isLessThan(.1);
    assertThat(Math.abs(left.width())).isLessThan(.1);
  }

  @Test
  void chanceIsWhatOldMovementsOfAnotherTimeGive() {
    MouthTrace old = mouth(words(3), words(4));
    MouthTrace made = mouth(words(1), words(2));
    MouthTrace elsewhere = mouth(sum(1, words(1), .5, words(7)), sum(1, words(2), .5, words(8)));
    OldWords left = OldWords.of(made, old, List.of(elsewhere));
    assertThat(left.chance()).isBetween(.01, .3);
    assertThat(Math.abs(left.opening())).isLessThan(4 * left.chance());
  }
}
