package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeenGazeTest {
  /** Of looks aside by −.2, −.1, .1 and .2, seen in male_12 and in female_36. */
  @Test
  void whatIsSeenOfTheWayIsTheMeanOverAllOfIt() {
    assertThat(SeenGaze.of(new float[] {-.09f, -.036f, .039f, .093f}).share())
        .isCloseTo(.441f, within(1e-3f));
    assertThat(SeenGaze.of(new float[] {-.103f, -.052f, .054f, .117f}).share())
        .isCloseTo(.546f, within(1e-3f));
  }

  /** Irises that the network loses behind lids are not thrown about for it. */
  @Test
  void anAnswerThatIsNoneIsNotFollowed() {
    assertThat(SeenGaze.of(new float[] {.01f, 0, 0, -.01f}).share()).isCloseTo(.38f, within(1e-6f));
    assertThat(SeenGaze.of(new float[] {-.3f, -.2f, .2f, .3f}).share())
        .isCloseTo(.7f, within(1e-6f));
  }
}
