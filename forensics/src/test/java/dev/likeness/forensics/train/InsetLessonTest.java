package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.InsetExpert;
import dev.likeness.forensics.train.InsetLesson.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InsetLessonTest {
  /** One of the numbers tells faces that were set in, the others do not. */
  private static List<Fit.Row> rows(int faces, double apart) {
    SplittableRandom r = new Seed(4).random();
    List<Fit.Row> rows = new ArrayList<>();
    for (int i = 0; i < faces; i++) {
      rows.add(new Fit.Row("f" + i, null, row(.5, r), 1));
      rows.add(new Fit.Row("f" + i, i % 2 == 0 ? Kind.SMALL : Kind.OTHER, row(.5 + apart, r), 1));
    }
    return rows;
  }

  private static float[] row(double first, SplittableRandom r) {
    float[] x = new float[78];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) ((i == 0 ? first : 0) + .4 * r.nextGaussian());
    }
    return x;
  }

  @Test
  void itTellsFacesThatWereSetInAndFewUntouchedOnesReachWhereItBegins() {
    InsetExpert.Part l = InsetLesson.learn(rows(1500, .8)).part();
    List<Fit.Row> others = rows(2000, .8).subList(3000, 4000);
    int untouched = 0;
    int found = 0;
    for (Fit.Row row : others) {
      boolean beyond = l.differences().logOdds(row.x()) > l.limit().from();
      untouched += !row.fake() && beyond ? 1 : 0;
      found += row.fake() && beyond ? 1 : 0;
    }

    assertThat(untouched).as("of 500").isBetween(30, 75);
    assertThat(found).as("two normal distributions, two deviations apart").isBetween(250, 400);
    assertThat(l.limit().slope()).isGreaterThan(.5f);
  }

  @Test
  void whatDoesNotTellIsWorthLittle() {
    assertThat(InsetLesson.learn(rows(1500, 0)).part().limit().slope()).isLessThan(1);
  }

  @Test
  void thatNothingWasFoundSaysLittleForAPicture() {
    Map<Kind, Double> found =
        Map.of(Kind.UNTOUCHED, .1, Kind.SMALL, .7, Kind.MOUTH, .5, Kind.OTHER, .3);
    assertThat((double) InsetLesson.none(found)).isCloseTo(Math.log(.75 / .9), within(1e-6));
    assertThat(InsetLesson.none(Map.of(Kind.UNTOUCHED, .3, Kind.SMALL, .3))).isZero();
  }

  @Test
  void ofFewFacesNothingIsLearnt() {
    assertThatThrownBy(() -> InsetLesson.learn(rows(60, .8)))
        .isInstanceOf(ForensicsException.class)
        .hasMessageContaining("60 untouched faces")
        .hasMessageContaining("--data");
  }
}
