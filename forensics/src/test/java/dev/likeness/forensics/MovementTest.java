package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.likeness.faces.FaceFinder;
import dev.likeness.models.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovementTest {
  private static final Path CLIP = Path.of("../../shared/media/clips/d18.mp4");

  private static List<Double> curve(int n, int later) {
    List<Double> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      out.add(Math.sin(.9 * (i - later)) + .5 * Math.sin(.31 * (i - later)));
    }
    return out;
  }

  @Test
  void findsTheLagOfTheMouth() {
    double[] late = Movement.follow(curve(80, 3), curve(80, 0));
    assertThat(late[0]).isGreaterThan(.99);
    assertThat(late[1]).isEqualTo(3);
    double[] early = Movement.follow(curve(80, -2), curve(80, 0));
    assertThat(early[1]).isEqualTo(-2);
    assertThat(Movement.follow(curve(80, 0), java.util.Collections.nCopies(80, 1.0))[0]).isNaN();
    assertThat(Movement.follow(curve(8, 0), curve(8, 0))[0]).isNaN();
  }

  @Test
  void countsBlinksThatEnd() {
    List<Double> eyes = List.of(1., 1., .4, .3, 1., .7, .65, 1., .5, .9, .9, .2);
    assertThat(Movement.count(eyes, .6, .8)).isEqualTo(2);
    assertThat(Movement.count(List.of(), .6, .8)).isZero();
  }

  @Test
  void whatIsToldNeverCounts() {
    assumeThat(Files.exists(CLIP)).as("the test media are not here").isTrue();
    try (Models models = new Models();
        FaceFinder finder = new FaceFinder(models);
        Judge judge = new Judge(models, finder, JudgeModel.shipped())) {
      Examination e = judge.examine(CLIP, true);
      List<Opinion> opinions = e.faces().getFirst().opinions();
      assertThat(opinions).extracting(Opinion::expert).contains(Movement.TIME, Movement.SYNC);
      assertThat(opinions)
          .filteredOn(o -> o.family() == Family.MOVEMENT)
          .allSatisfy(o -> assertThat(o.logOdds()).isZero());
      double sum = e.contributions().values().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(sum + judge.model().fusion(true).bias())
          .isCloseTo(e.logOdds(), org.assertj.core.data.Offset.offset(1e-6));
    }
  }
}
