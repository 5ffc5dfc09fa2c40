package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.faces.Apertures;
import org.junit.jupiter.api.Test;

class SwapPainterTest {
  @Test
  void betweenClosedLipsNothingShowsBetweenOpenOnesAll() {
    assertThat(SwapPainter.gap(.01)).isZero();
    assertThat(SwapPainter.gap(.03)).isBetween(.2f, .8f);
    assertThat(SwapPainter.gap(.06)).isEqualTo(1);
  }

  @Test
  void theFarEyeOfATurnedHeadIsNotTakenForShut() {
    float[] usual = {.3f, .3f};
    Apertures narrow = new Apertures(.3, .18, 0, .8);
    assertThat(SwapPainter.opened(narrow, usual, 0)).containsExactly(1, .6f);
    assertThat(SwapPainter.opened(narrow, usual, 35)).containsExactly(1, 1);
    assertThat(SwapPainter.opened(narrow, usual, -35)[1]).as("the near eye").isEqualTo(.6f);
    for (float o : SwapPainter.opened(new Apertures(.06, .18, 0, .8), usual, 35)) {
      assertThat(o).as("a blink").isLessThan(.25f);
    }
  }

  @Test
  void eyesAreShutThoughTheyWereNeverSeenOpen() {
    float[] usual = {SwapPainter.first(.11f), SwapPainter.first(.13f)};
    for (float o : SwapPainter.opened(new Apertures(.11, .13, 0, .8), usual, 0)) {
      assertThat(o).isLessThan(.55f);
    }
    float[] narrow = {SwapPainter.first(.22f), SwapPainter.first(.22f)};
    for (float o : SwapPainter.opened(new Apertures(.22, .22, 0, .8), narrow, 0)) {
      assertThat(o).isGreaterThan(.9f);
    }
  }

  @Test
  void lidsThatMoveTogetherAreAsFarOpenAndAWinkIsNot() {
    float[] usual = {.3f, .3f};
    float[] blink = SwapPainter.opened(new Apertures(.15, .2, 0, .8), usual, 0);
    assertThat(blink[0]).isEqualTo(blink[1]).isBetween(.5f, .67f);
    float[] wink = SwapPainter.opened(new Apertures(.3, .03, 0, .8), usual, 0);
    assertThat(wink[0] - wink[1]).isGreaterThan(.85f);
  }
}
