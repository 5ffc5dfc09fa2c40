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

  private static final double PAUSE = .6;

  /** Ten minutes in which the lips meet twice a second, for two frames; silent in pauses. */
  private static List<MouthShape> talking() {
    return IntStream.range(0, MINUTES * 60 * FPS)
        .mapToObj(f -> f % 13 < 2 ? PRESSED : silent(f) ? MouthShape.REST : OPEN)
        .toList();
  }

  /** Every fourth second begins with a pause. */
  private static boolean silent(int frame) {
    double t = (double) frame / FPS;
    return t >= 4 && t % 4 < PAUSE;
  }

  private static FaceMotion motion(long seed) {
    List<Double> stresses = new ArrayList<>();
    List<IdleMotion.Pause> pauses = new ArrayList<>();
    for (int s = 1; s < 60 * MINUTES; s++) {
      stresses.add(s + .3);
      if (s % 4 == 0) {
        pauses.add(new IdleMotion.Pause(s, s + PAUSE));
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
        .allMatch(s -> s.gazeX() == 0 && s.gazeY() == 0 && s.breath() == 0)
        .anyMatch(s -> s.blink() > .9);
  }

  @Test
  void eyesLookAtTheViewerWhileSpeakingAndAsideInMostPauses() {
    for (long seed = 1; seed <= 4; seed++) {
      List<FaceMotion.State> s = motion(seed).states();
      int jumps = 0;
      int there = 0;
      int speaking = 0;
      int pauses = 0;
      int aside = 0;
      boolean moving = false;
      boolean away = false;
      for (int f = 1; f < s.size(); f++) {
        float x = s.get(f).gazeX();
        float y = s.get(f).gazeY();
        assertThat(Math.abs(x)).isLessThan(.09f);
        assertThat(Math.abs(y)).isLessThan(.055f);
        boolean moves = x != s.get(f - 1).gazeX() || y != s.get(f - 1).gazeY();
        jumps += moves && !moving ? 1 : 0;
        moving = moves;
        double far = Math.hypot(x, y);
        if (silent(f)) {
          away |= far > .03;
        } else if (f % (4 * FPS) > (PAUSE + .4) * FPS) {
          speaking++;
          there += far < .02 ? 1 : 0;
        }
        if (silent(f - 1) && !silent(f)) {
          pauses++;
          aside += away ? 1 : 0;
          away = false;
        }
      }
      assertThat((double) jumps / MINUTES).as("seed %d: jumps a minute", seed).isBetween(30., 80.);
      assertThat((double) there / speaking).as("seed %d: at the viewer", seed).isGreaterThan(.85);
      assertThat((double) aside / pauses).as("seed %d: pauses", seed).isBetween(.6, .95);
    }
  }

  @Test
  void aJumpOfTheEyesIsOverWithinThreeFrames() {
    List<FaceMotion.State> s = motion(3).states();
    int run = 0;
    for (int f = FPS; f < s.size() - FPS; f++) {
      boolean moves =
          s.get(f).gazeX() != s.get(f - 1).gazeX() || s.get(f).gazeY() != s.get(f - 1).gazeY();
      run = moves ? run + 1 : 0;
      assertThat(run).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void theChestRisesInPausesAndFallsInSpeech() {
    List<FaceMotion.State> s = motion(2).states();
    for (int k = 2; k < 60 * MINUTES / 4 - 1; k++) {
      float before = s.get(4 * k * FPS).breath();
      float full = s.get((int) ((4 * k + PAUSE) * FPS)).breath();
      assertThat(full).isGreaterThan(.8f);
      assertThat(full - before).isGreaterThan(.5f);
    }
    for (int f = 1; f < s.size(); f++) {
      assertThat(s.get(f).breath()).isBetween(0f, 1f);
      assertThat(Math.abs(s.get(f).breath() - s.get(f - 1).breath())).isLessThan(.2f);
    }
    assertThat(s.getFirst().breath()).isZero();
    assertThat(s.getLast().breath()).isZero();
  }

  @Test
  void lipsPartForABreathInLongPausesOnlyAndNeverWhileTheyArePressed() {
    List<FaceMotion.State> s = motion(2).states();
    List<MouthShape> spoken = talking();
    int parted = 0;
    for (int f = 0; f < s.size(); f++) {
      MouthShape m = s.get(f).mouth();
      if (spoken.get(f).press() > .5 || !silent(f)) {
        assertThat(m).isEqualTo(spoken.get(f));
      }
      assertThat(m.jaw()).isLessThanOrEqualTo(Math.max(.1f, spoken.get(f).jaw()));
      parted += silent(f) && m.jaw() > .05f ? 1 : 0;
    }
    assertThat(parted).isGreaterThan(4 * MINUTES * 15);
    List<MouthShape> rest = IntStream.range(0, 100).mapToObj(f -> MouthShape.REST).toList();
    FaceMotion brief =
        IdleMotion.of(rest, List.of(), List.of(new IdleMotion.Pause(1, 1.35)), FPS, new Seed(1), 1);
    assertThat(brief.states()).allMatch(x -> x.mouth().equals(MouthShape.REST));
  }
}
