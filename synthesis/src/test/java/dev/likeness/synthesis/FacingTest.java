package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.Patch;
import dev.likeness.faces.FaceObservation;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class FacingTest {
  private static final Puppet WHO = Troupe.member(Identity.named("Elena"));

  private static List<FaceObservation> turned(IntToDoubleFunction yaw, float presence) {
    List<FaceObservation> all = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      Pose p = Pose.NEUTRAL.turned(yaw.applyAsDouble(i), 0, 0);
      all.add(
          new FaceObservation(
              1,
              i,
              WHO.render(p, Scene.of(48, 48)).mesh(),
              presence,
              i == 0,
              false,
              new FaceObservation.Quality(60, 1, 1),
              new float[0]));
    }
    return all;
  }

  @Test
  void upToFortyDegreesItIsSure() {
    assertThat(Facing.sure(turned(i -> 0, 1))).isEqualTo(1);
    assertThat(Facing.sure(turned(i -> -38, 1))).isGreaterThan(.98f);
  }

  @Test
  void aProfileIsLeftAloneAlsoWhereItIsMisreadForAMoment() {
    assertThat(Facing.sure(turned(i -> 58, 1))).isZero();
    assertThat(Facing.sure(turned(i -> i == 10 ? 30 : 58, 1))).isZero();
  }

  @Test
  void inBetweenItFades() {
    assertThat(Facing.sure(turned(i -> 30 + 1.2 * i, 1))).isBetween(.1f, .9f);
  }

  @Test
  void whatIsHardlyAFaceIsLeftAlone() {
    assertThat(Facing.sure(turned(i -> 0, .4f))).isZero();
  }

  @Test
  void aPartOfADifferenceIsThatMuchOfIt() {
    Patch p =
        new Patch(
            new Box(0, 0, 2, 1), new float[] {8, -4}, new float[] {0, 2}, new float[] {100, 1});
    Patch half = Facing.part(p, .5f);
    assertThat(half.red()).containsExactly(4, -2);
    assertThat(half.blue()).containsExactly(50, .5f);
  }
}
