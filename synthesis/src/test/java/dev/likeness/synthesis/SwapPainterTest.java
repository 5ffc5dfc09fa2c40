package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwapPainterTest {
  @Test
  void betweenClosedLipsNothingShowsBetweenOpenOnesAll() {
    assertThat(SwapPainter.gap(.01)).isZero();
    assertThat(SwapPainter.gap(.03)).isBetween(.2f, .8f);
    assertThat(SwapPainter.gap(.06)).isEqualTo(1);
  }
}
