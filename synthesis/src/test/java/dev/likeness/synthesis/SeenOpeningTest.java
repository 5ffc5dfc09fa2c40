package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeenOpeningTest {
  /** Readings at openings of 0, .05, .1, .15, .2 and .25. */
  private static final SeenOpening HALF =
      SeenOpening.of(new float[] {.01f, .035f, .06f, .085f, .11f, .135f});

  @Test
  void aFaceWhoseMouthIsSeenAtHalfIsOpenTwiceAsFar() {
    assertThat(HALF.drawn(.06f)).isCloseTo(.1f, within(1e-4f));
    assertThat(HALF.drawn(.1f)).isCloseTo(.18f, within(1e-4f));
    assertThat(HALF.shut()).isCloseTo(.01f, within(1e-6f));
  }

  @Test
  void whatIsSeenAsShutLipsAreIsShut() {
    assertThat(HALF.drawn(.01f)).isZero();
    assertThat(HALF.drawn(0)).isZero();
    assertThat(HALF.apart(.008f)).isZero();
  }

  /** Wide mouths, and smiles, are not open twice as far as they are seen. */
  @Test
  void noMouthIsHeldForMuchWiderThanItIsSeen() {
    assertThat(HALF.apart(.1f)).isBetween(.14f, .15f);
    assertThat(HALF.apart(.5f)).isBetween(.55f, .65f);
    assertThat(HALF.drawn(.5f)).isBetween(.6f, .7f);
  }

  /** A single reading may stand out; more is never drawn for less. */
  @Test
  void itRisesWhereReadingsDoNot() {
    SeenOpening s = SeenOpening.of(new float[] {.01f, .04f, .09f, .07f, .08f, .2f});
    float last = 0;
    for (float r = .02f; r < .4f; r += .005f) {
      assertThat(s.drawn(r)).isGreaterThan(last);
      last = s.drawn(r);
    }
  }
}
