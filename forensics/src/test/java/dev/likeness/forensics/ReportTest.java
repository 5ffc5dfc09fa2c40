package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
  /** Nothing that a judge says is certain. */
  @ParameterizedTest
  @CsvSource({
    "0, under 1 %",
    ".004, under 1 %",
    ".006, under 1 %",
    ".01, 1 %",
    ".5, 50 %",
    ".99, 99 %",
    ".994, over 99 %",
    ".995, over 99 %",
    "1, over 99 %"
  })
  void aProbabilityIsNeverCertain(double p, String said) {
    assertThat(Report.percent(p)).isEqualTo(said);
  }
}
