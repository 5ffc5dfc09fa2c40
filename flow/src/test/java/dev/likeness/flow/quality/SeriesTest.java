package dev.likeness.flow.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final double GAP = Double.NaN;

  @Test
  void statisticsSkipWhatWasNotMeasured() {
    double[] v = {1, GAP, 2, 3, 4, GAP};
    assertThat(Series.mean(v)).isEqualTo(2.5);
    assertThat(Series.median(v)).isEqualTo(2.5);
    assertThat(Series.quantile(v, 1)).isEqualTo(4);
    assertThat(Series.deviation(v)).isCloseTo(Math.sqrt(1.25), within(1e-12));
    assertThat(Series.mean(new double[] {GAP})).isNaN();
  }

  @Test
  void correlationUsesThePairsThatBothHave() {
    double[] a = {1, 2, GAP, 4, 5, 6};
    double[] b = {-2, -4, 9, -8, GAP, -12};
    assertThat(Series.correlation(a, b)).isCloseTo(-1, within(1e-12));
    assertThat(Series.amplitude(a, b)).isCloseTo(2, within(1e-12));
  }

  @Test
  void whatStandsStillHasNoCorrelation() {
    assertThat(Series.correlation(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isNaN();
    assertThat(Series.amplitude(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isNaN();
  }

  @Test
  void refusesSeriesOfDifferentLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Series.correlation(new double[2], new double[3]))
        .withMessageContaining("2 and 3");
  }

  @Test
  void histogramTellsMeanAndQuantiles() {
    Histogram h = new Histogram(10, 1000);
    for (int i = 0; i < 100; i++) {
      h.add(i / 10.0);
    }
    assertThat(h.mean()).isCloseTo(4.95, within(1e-9));
    assertThat(h.quantile(.95)).isCloseTo(9.4, within(.02));
    assertThat(new Histogram(1, 2).quantile(.5)).isNaN();
  }
}
