package dev.likeness.flow.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A portrait elsewhere and in another size follows perfectly or not, and the meter says which. */
class ActMeterTest {
  /** Where the portrait stands: larger, turned a little, aside. */
  private static final Affine2 THERE = new Affine2(1.5, -.1, 40, .1, 1.5, 20);

  private static Map<Measure, Double> measured(UnaryOperator<Drawn> change, boolean same) {
    ActMeter m = new ActMeter();
    for (Drawn d : Drawn.clip(40)) {
      Drawn after = change.apply(d);
      Frame shown = after.frame().sample(THERE.inverse(), 440, 500);
      m.add(d.frame(), shown, d.reading(), after.reading().map(THERE));
    }
    Map<Measure, Double> v = new EnumMap<>(Measure.class);
    m.put(v, same);
    return v;
  }

  @Test
  void whoFollowsPerfectlyElsewhereIsPerfect() {
    Map<Measure, Double> v = measured(d -> d, true);
    assertThat(v.get(Measure.MESH_ERROR)).isCloseTo(0, within(1e-3));
    assertThat(v.get(Measure.FACE_PSNR)).isGreaterThan(27);
    assertThat(v.get(Measure.JITTER)).isCloseTo(1, within(1e-3));
    for (Measure m : new Measure[] {Measure.MOUTH, Measure.EYES, Measure.MOUTH_AMPLITUDE}) {
      assertThat(v.get(m)).as(m.title()).isCloseTo(1, within(1e-3));
    }
    assertThat(v.get(Measure.GAZE_FOLLOWS)).isGreaterThan(.95);
  }

  @Test
  void whatDoesNotFollowIsSeen() {
    Map<Measure, Double> v = measured(d -> d.mouth(.02).gaze(0).lids(.3), true);
    assertThat(v.get(Measure.MOUTH)).isZero();
    assertThat(v.get(Measure.EYES)).isZero();
    assertThat(v.get(Measure.GAZE_FOLLOWS)).isLessThan(.5);
    assertThat(v.get(Measure.MESH_ERROR)).isGreaterThan(.05);
  }

  @Test
  void anotherPersonsPixelsAreNotCompared() {
    assertThat(measured(d -> d.skin(Drawn.DARK), false))
        .doesNotContainKeys(Measure.FACE_PSNR, Measure.MESH_ERROR)
        .containsKey(Measure.MOUTH);
  }
}
