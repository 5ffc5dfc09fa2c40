package dev.likeness.puppet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Performances are functions of time: the same when asked again, smooth, and within limits. */
class PerformanceTest {
  private static final Seed SEED = new Seed(7);

  private static final List<Performance> ALL =
      List.of(
          Performance.idle(SEED),
          Performance.talk(SEED),
          Performance.lookAround(SEED),
          Performance.blinking(SEED),
          Performance.turning(),
          Performance.fast(SEED),
          Performance.laughing(SEED),
          Performance.showreel(SEED));

  @Test
  void everyMomentOfALongClipIsAPossiblePose() {
    for (Performance p : ALL) {
      for (int i = 0; i < 3000; i++) {
        assertThat(p.at(i * .041)).isEqualTo(p.at(i * .041));
      }
    }
  }

  @Test
  void nothingJumps() {
    for (Performance p : ALL) {
      Pose before = p.at(0);
      for (int i = 1; i < 4000; i++) {
        Pose now = p.at(i * .01);
        assertThat(now.head().yaw()).isCloseTo(before.head().yaw(), within(4.0));
        assertThat(now.look().blinkLeft()).isCloseTo(before.look().blinkLeft(), within(.25));
        assertThat(now.mouth().jaw()).isCloseTo(before.mouth().jaw(), within(.15));
        before = now;
      }
    }
  }

  @Test
  void turningReachesFortyDegreesBothWays() {
    double least = 0;
    double most = 0;
    for (int i = 0; i < 800; i++) {
      double yaw = Performance.turning().at(i * .01).head().yaw();
      least = Math.min(least, yaw);
      most = Math.max(most, yaw);
    }
    assertThat(least).isCloseTo(-40, within(.01));
    assertThat(most).isCloseTo(40, within(.01));
  }

  @Test
  void peopleBlinkAsOftenAsPeopleDo() {
    assertThat(blinks(Performance.idle(SEED))).isBetween(12, 25);
    assertThat(blinks(Performance.talk(SEED))).isBetween(12, 25);
    assertThat(blinks(Performance.blinking(SEED))).isBetween(35, 50);
  }

  /** In a minute. */
  private static int blinks(Performance p) {
    int n = 0;
    boolean shut = false;
    for (int i = 0; i < 6000; i++) {
      double b = Math.max(p.at(i * .01).look().blinkLeft(), p.at(i * .01).look().blinkRight());
      n += b > .8 && !shut ? 1 : 0;
      shut = shut ? b > .2 : b > .8;
    }
    return n;
  }

  @Test
  void talkHasWordsAndPauses() {
    Performance talk = Performance.talk(SEED);
    int open = 0;
    int rest = 0;
    for (int i = 0; i < 3000; i++) {
      double jaw = talk.at(i * .02).mouth().jaw();
      open += jaw > .2 ? 1 : 0;
      rest += jaw < .01 ? 1 : 0;
    }
    assertThat(open).isBetween(400, 2000);
    assertThat(rest).isGreaterThan(300);
  }

  @Test
  void knownSpeechReplacesTheMouthAndNothingElse() {
    Performance mine = Performance.idle(SEED).speaking(t -> Viseme.O.mouth());
    assertThat(mine.at(2).mouth()).isEqualTo(Viseme.O.mouth());
    assertThat(mine.at(2).with(Mouth.REST))
        .isEqualTo(Performance.idle(SEED).at(2).with(Mouth.REST));
  }
}
