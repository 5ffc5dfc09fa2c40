package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Seed;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.GraftExpert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GraftLessonTest {
  /** One of the numbers tells faces that were laid in, the others do not. */
  private static List<Fit.Row> rows(int faces) {
    SplittableRandom r = new Seed(4).random();
    List<Fit.Row> rows = new ArrayList<>();
    for (int i = 0; i < faces; i++) {
      rows.add(new Fit.Row("f" + i, null, row(0, r), 1));
      rows.add(new Fit.Row("f" + i, GraftLesson.Kind.GRAFT, row(1, r), 1));
    }
    return rows;
  }

  private static float[] row(double first, SplittableRandom r) {
    float[] x = new float[92];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) ((i == 0 ? first : 0) + .4 * r.nextGaussian());
    }
    return x;
  }

  @Test
  void fewFacesThatWereLaidInFallToWhatLetsAFilmPass() {
    Map<String, String> notes = new HashMap<>();
    GraftExpert.Learnt l = GraftLesson.learn(rows(1200), notes);
    List<Fit.Row> others = rows(1800).subList(2400, 3600);
    int passed = 0;
    int missed = 0;
    for (Fit.Row row : others) {
      boolean low = l.differences().logOdds(row.x()) <= l.quiet();
      passed += low && !row.fake() ? 1 : 0;
      missed += low && row.fake() ? 1 : 0;
    }

    assertThat(missed).as("of 600, one in ten").isBetween(40, 80);
    assertThat(passed).as("two normal distributions, 2.5 deviations apart").isGreaterThan(480);
    assertThat(notes.get("grafts, held out")).contains("AUC 0.9");
  }

  @Test
  void ofFewFacesNothingIsLearnt() {
    assertThatThrownBy(() -> GraftLesson.learn(rows(60), new HashMap<>()))
        .isInstanceOf(ForensicsException.class)
        .hasMessageContaining("60 faces")
        .hasMessageContaining("--data");
  }
}
