package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.MouthShape;
import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdleMotionTest {
  private static final int FPS = 25;
  private static final int MINUTES = 10;
  private static final MouthShape PRESSED = new MouthShape(0, 0, 0, 0, 0, .85f, 0, 0);
  private static final MouthShape OPEN = new MouthShape(.5f, 0, 0, 0, .2f, 0, .2f, 0);

  /** Ten minutes in which the lips meet twice a second, for two frames. */
  private static List<MouthShape> talking() {
    return IntStream.range(0, MINUTES * 60 * FPS)
        .mapToObj(f -> f % 13 < 2 ? PRESSED : OPEN)
        .toList();
  }

  private static FaceMotion motion(long seed) {
    List<Double> stresses = new ArrayList<>();
    List<Double> pauses = new ArrayList<>();
    for (int s = 1; s < 60 * MINUTES; s++) {
      stresses.add(s + .3);
      if (s % 4 == 0) {
        pauses.add((double) s);
      }
    }
    return IdleMotion.of(talking(), stresses, pauses, FPS, new Seed(seed), 1);
  }

  @Test
  void lidsBlinkFifteenToTwentyTimesAMinuteAndNeverOnPressedLips() {
    for (long seed = 1; seed <= 4; seed++) {
      FaceMotion m = motion(seed);
      int blinks = 0;
      boolean down = false;
      for (FaceMotion.State s : m.states()) {
        assertThat(s.blink()).isBetween(0f, 1f);
        if (s.mouth().press() > .5) {
          assertThat(s.blink()).isLessThan(.2f);
        }
        blinks += s.blink() > .6 && !down ? 1 : 0;
        down = s.blink() > .6;
      }
      assertThat((double) blinks / MINUTES).as("seed %d", seed).isBetween(15.0, 20.0);
    }
  }

  @Test
  void theSameSeedGivesTheSameMotionAndTheHeadStaysNear() {
    FaceMotion a = motion(7);
    assertThat(a).isEqualTo(motion(7));
    assertThat(a.states()).isNotEqualTo(motion(8).states());
    for (FaceMotion.State s : a.states()) {
      assertThat(Math.abs(s.yaw())).isLessThan(6);
      assertThat(Math.abs(s.pitch())).isLessThan(6);
      assertThat(s.brows()).isBetween(0f, 1f);
    }
    FaceMotion.State first = a.states().get(0);
    assertThat(Math.abs(first.yaw()) + Math.abs(first.pitch()) + Math.abs(first.roll())).isZero();
  }

  @Test
  void withoutMotionTheHeadRestsAndOnlyLidsAndMouthMove() {
    FaceMotion m = IdleMotion.of(talking(), List.of(), List.of(), FPS, new Seed(1), 0);
    assertThat(m.states())
        .allMatch(s -> s.yaw() == 0 && s.pitch() == 0 && s.roll() == 0 && s.brows() == 0)
        .anyMatch(s -> s.blink() > .9);
  }
}
