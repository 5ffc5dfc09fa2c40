package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static FaceFinding frame(double sum, boolean face, boolean clear) {
    Box b = new Box(0, 0, 200, 200);
    return new FaceFinding(
        b, face, 50, 0, sum, clear, List.of(), sum, Verdict.INCONCLUSIVE, List.of(), null);
  }

  private static double middle(FaceFinding... all) {
    return Timeline.middle(new ArrayList<>(List.of(all))).logOdds();
  }

  @Test
  void framesThatAreTooSoftDoNotDecideWhereHalfAreClear() {
    assertThat(middle(frame(1, true, true), frame(2, true, false), frame(3, true, false)))
        .as("one in three is clear: all count")
        .isEqualTo(2);
    assertThat(
            middle(
                frame(1, true, true),
                frame(2, true, true),
                frame(5, true, false),
                frame(9, true, false),
                frame(3, true, true)))
        .as("three in five are: these alone")
        .isEqualTo(2);
  }

  @Test
  void framesWithoutAFaceDecideOnlyWhereNoneHasOne() {
    assertThat(middle(frame(7, false, true), frame(8, false, true), frame(1, true, true)))
        .isEqualTo(1);
    assertThat(middle(frame(7, false, true), frame(9, false, true), frame(8, false, true)))
        .isEqualTo(8);
  }
}
