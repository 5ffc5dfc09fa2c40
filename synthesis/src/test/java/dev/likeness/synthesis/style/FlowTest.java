package dev.likeness.synthesis.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FlowTest {
  private static final int W = 96;
  private static final int H = 72;

  private static float[] light(double left, double top) {
    return Planes.of(Drawn.forms(W, H, left, top)).c()[0];
  }

  @Test
  void aShiftIsFoundToAFractionOfAPixel() {
    Flow f = Flow.between(light(0, 0), light(3.4, -1.3), W, H);
    // what is at x now was at x − 3.4 in the picture that lies 3.4 further right
    double u = 0;
    double v = 0;
    int n = 0;
    for (int y = 12; y < H - 12; y++) {
      for (int x = 12; x < W - 12; x++, n++) {
        u += f.u()[y * W + x];
        v += f.v()[y * W + x];
      }
    }
    assertThat(u / n).isCloseTo(-3.4, within(.25));
    assertThat(v / n).isCloseTo(1.3, within(.25));
  }

  @Test
  void whatRestsRests() {
    Flow f = Flow.between(light(5, 5), light(5, 5), W, H);
    for (float u : f.u()) {
      assertThat(u).isCloseTo(0, within(1e-3f));
    }
  }
}
