package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Seed;
import dev.likeness.forensics.ForensicsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorthLessonTest {
  /**
   * Each pixel of blur adds as much to the sum, whether a picture is false or not.
   *
   * @param blur what it adds
   */
  private static List<WorthLesson.Said> said(int count, double blur) {
    SplittableRandom r = new Seed(8).random();
    List<WorthLesson.Said> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean fake = i % 2 == 0;
      double soft = 1.2 * r.nextDouble();
      double sum = (fake ? .5 : -.5) + .5 * r.nextGaussian() + blur * soft;
      all.add(new WorthLesson.Said(fake ? Method.NEAREST : null, sum, soft));
    }
    return all;
  }

  @Test
  void whatABlurAddsIsTaken() {
    Map<String, String> notes = new HashMap<>();
    double[] w = WorthLesson.learn(said(1200, 1.5), notes);

    assertThat(w[0]).as("means 1 apart, deviation .5: 4").isBetween(3.2, 4.8);
    assertThat(w[1] / w[0]).as("blur by unit of the sum").isBetween(1.2, 1.8);
    assertThat(notes.get("worth of the sum")).contains("600 false faces and 600 others");
  }

  @Test
  void whereABlurLowersTheSumNothingIsTaken() {
    assertThat(WorthLesson.learn(said(1200, -1), new HashMap<>())[1]).isZero();
  }

  @Test
  void ofFewFacesNothingIsLearnt() {
    assertThatThrownBy(() -> WorthLesson.learn(said(40, 1), new HashMap<>()))
        .isInstanceOf(ForensicsException.class)
        .hasMessageContaining("20 false faces")
        .hasMessageContaining("--data");
  }
}
