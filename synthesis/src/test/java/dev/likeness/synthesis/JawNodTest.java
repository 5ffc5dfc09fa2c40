package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class JawNodTest {
  private static final int FRAMES = 75;

  /** How far a face moves in its picture when its head turns on the neck, units a degree. */
  private static final double NECK = -.2;

  private static DriverMotion.Seen seen(double pitch, double gap, double place) {
    FaceTopology face = FaceTopology.canonical();
    float[] local = new float[3 * FaceMesh.WITH_IRIS];
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      local[3 * v] = face.x(v);
      local[3 * v + 1] = face.y(v);
      local[3 * v + 2] = face.z(v);
    }
    local[3 * 14 + 1] = local[3 * 13 + 1] + (float) gap;
    return new DriverMotion.Seen(
        0, pitch, 0, .3, .3, 0, 0, 1, place, MouthInside.USUAL, new float[10], local);
  }

  private static double speaks(int frame) {
    return .4 - .4 * Math.cos(frame * .9);
  }

  private static double nods(int frame) {
    return 1.5 * Math.sin(frame * .23);
  }

  /**
   * @param pitch as read, {@code turned} as the head is
   */
  private static List<DriverMotion.Seen> driver(
      IntToDoubleFunction pitch, IntToDoubleFunction turned) {
    SplittableRandom random = new SplittableRandom(5);
    List<DriverMotion.Seen> out = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      double noise = .4 * (random.nextDouble() - .5);
      double place = 40 + NECK * turned.applyAsDouble(i) + .02 * (random.nextDouble() - .5);
      out.add(seen(pitch.applyAsDouble(i) + noise, speaks(i), place));
    }
    return out;
  }

  @Test
  void aJawThatIsReadAsANodIsTakenOut() {
    List<DriverMotion.Seen> d = driver(i -> nods(i) - 4 * speaks(i), JawNodTest::nods);
    JawNod nod = JawNod.of(d);
    assertThat(nod.slope()).isCloseTo(-4, within(.5));
    for (int i = 0; i < FRAMES; i++) {
      assertThat(nod.without(d.get(i)).pitch()).isCloseTo(nods(i), within(.7));
    }
  }

  @Test
  void whoNodsWhileSpeakingGoesOnNodding() {
    IntToDoubleFunction nod = i -> -4 * speaks(i);
    assertThat(JawNod.of(driver(nod, nod)).slope()).isCloseTo(0, within(.6));
  }

  @Test
  void whatMayBeChanceIsLeftAlone() {
    SplittableRandom random = new SplittableRandom(3);
    double[] by = random.doubles(FRAMES, -2, 2).toArray();
    List<DriverMotion.Seen> d = driver(i -> by[i], i -> 0);
    assertThat(JawNod.of(d).slope()).isZero();
    assertThat(JawNod.of(d.subList(0, 10)).slope()).isZero();
    assertThat(JawNod.of(d).without(d.get(4))).isSameAs(d.get(4));
  }

  @Test
  void whatThePictureShowsStaysWhereItIs() {
    List<DriverMotion.Seen> d = driver(i -> -5 * speaks(i), i -> 0);
    DriverMotion.Seen was = d.get(3);
    DriverMotion.Seen is = JawNod.of(d).without(was);
    double turned = Math.toRadians(was.pitch() - is.pitch());
    assertThat(Math.toDegrees(turned)).isLessThan(-2);
    // seen at the pitches that go with them both lie at the same heights, but for where all lies
    double[] off = new double[FaceMesh.POINTS];
    double mean = 0;
    for (int v = 0; v < off.length; v++) {
      off[v] = height(was, v) - height(is, v);
      mean += off[v] / off.length;
    }
    for (double o : off) {
      assertThat(o).isCloseTo(mean, within(.02));
    }
  }

  /** How far down a point is seen at the head's pitch, canonical units. */
  private static double height(DriverMotion.Seen s, int v) {
    double a = Math.toRadians(s.pitch());
    return Math.cos(a) * s.local()[3 * v + 1] + Math.sin(a) * s.local()[3 * v + 2];
  }
}
