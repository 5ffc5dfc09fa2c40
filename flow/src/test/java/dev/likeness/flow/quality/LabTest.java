package dev.likeness.flow.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabTest {
  /**
   * Some of the test pairs that Sharma, Wu and Dalal (2005, table 1) publish with their formulas.
   */
  @ParameterizedTest
  @CsvSource({
    "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
    "50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615",
    "50, 2.8361, -74.0200, 50, 0, -82.7485, 3.4412",
    "50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000",
    "50, 0, 0, 50, -1, 2, 2.3669",
    "50, 2.5, 0, 50, 0, -2.5, 4.3065",
    "50, 2.5, 0, 73, 25, -18, 27.1492",
    "50, 2.5, 0, 61, -5, 29, 22.8977",
    "50, 2.5, 0, 56, -27, -3, 31.9030",
    "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
    "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
  })
  void ciede2000AgreesWithThePublishedPairs(
      double l, double a, double b, double l2, double a2, double b2, double expected) {
    Lab p = new Lab(l, a, b);
    Lab q = new Lab(l2, a2, b2);
    assertThat(p.distance2000(q)).isCloseTo(expected, within(1e-4));
    assertThat(q.distance2000(p)).isCloseTo(expected, within(1e-4));
  }

  @Test
  void srgbCornersAreWhereTheStandardHasThem() {
    Lab white = Lab.ofRgb(255, 255, 255);
    assertThat(white.l()).isCloseTo(100, within(1e-3));
    assertThat(Math.hypot(white.a(), white.b())).isLessThan(.02);
    Lab red = Lab.ofRgb(255, 0, 0);
    assertThat(red.distance76(new Lab(53.24, 80.09, 67.20))).isLessThan(.05);
  }

  @Test
  void placesBetweenPixelsAreMixed() {
    Frame f = new Frame(2, 1, new byte[] {0, 0, 0, (byte) 200, (byte) 200, (byte) 200});
    assertThat(Lab.at(f, 1, .5).distance76(Lab.ofRgb(100, 100, 100))).isLessThan(1e-6);
    assertThat(Lab.at(f, -5, .5).l()).isCloseTo(0, within(1e-6));
  }
}
