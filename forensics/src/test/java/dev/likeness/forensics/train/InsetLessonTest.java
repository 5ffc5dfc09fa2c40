package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.InsetExpert;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InsetLessonTest {
  private static List<Fit.Row> rows(int faces, double apart) {
    SplittableRandom r = new Seed(4).random();
    List<Fit.Row> rows = new ArrayList<>();
    for (int i = 0; i < faces; i++) {
      rows.add(new Fit.Row("f" + i, null, new float[] {(float) (.5 + .4 * r.nextGaussian())}, 1));
      float put = (float) (.5 + apart + .4 * r.nextGaussian());
      rows.add(new Fit.Row("f" + i, Method.SPLICE, new float[] {put}, 1));
    }
    return rows;
  }

  @Test
  void oneInAHundredUntouchedFacesReachesWhereItBegins() {
    InsetExpert.Limit l = InsetLesson.limit(rows(4000, .8));

    assertThat((double) l.from()).isCloseTo(.5 + .4 * 2.33, within(.06));
    assertThat((double) l.slope()).as("of two normal distributions").isCloseTo(5, within(.4));
  }

  @Test
  void whatDoesNotTellIsWorthNothing() {
    assertThat(InsetLesson.limit(rows(4000, -.8)).slope()).isZero();
  }

  @Test
  void ofFewFacesNothingIsLearnt() {
    assertThatThrownBy(() -> InsetLesson.limit(rows(60, .8)))
        .isInstanceOf(ForensicsException.class)
        .hasMessageContaining("60 untouched faces")
        .hasMessageContaining("--data");
  }
}
