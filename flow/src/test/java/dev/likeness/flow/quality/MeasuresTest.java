package dev.likeness.flow.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each measure on drawn faces: 1 or 0 for what was not changed, and a clear answer to damage. */
class MeasuresTest {
  private static final List<Drawn> CLIP = Drawn.clip(48);

  private static CellMeter meter(UnaryOperator<Drawn> change) {
    return meter((t, d) -> Drawn.moment(t, d, change.apply(d)));
  }

  private static CellMeter meter(BiFunction<Integer, Drawn, Moment> moments) {
    CellMeter m = new CellMeter();
    for (int t = 0; t < CLIP.size(); t++) {
      m.add(moments.apply(t, CLIP.get(t)));
    }
    return m;
  }

  private static Moment painted(int t, Drawn d, Frame after) {
    return new Moment(t, d.frame(), after, 0, 0, d.reading(), d.reading());
  }

  @Test
  void aClipAgainstItselfIsPerfect() {
    CellMeter m = meter(d -> d);
    assertThat(m.jitter.ratio()).isCloseTo(1, within(1e-9));
    assertThat(m.flicker.ratio()).isCloseTo(1, within(1e-9));
    assertThat(m.border.ratio()).isCloseTo(1, within(1e-9));
    assertThat(m.border.ratioP95()).isCloseTo(1, within(1e-9));
    assertThat(m.border.stretchP95()).isCloseTo(1, within(1e-9));
    assertThat(m.leak.leaking()).isZero();
    assertThat(m.leak.share()).isZero();
    assertThat(m.gaze.second()).isZero();
    for (Motion motion : List.of(m.mouth(), m.mouth68(), m.eyes(), m.eyes68())) {
      assertThat(motion.correlation()).isCloseTo(1, within(1e-9));
      assertThat(motion.amplitude()).isCloseTo(1, within(1e-9));
    }
    assertThat(m.eyes().blinkDepth()).isCloseTo(1, within(1e-9));
    assertThat(m.lost()).isZero();
  }

  @Test
  void blinksAreCountedAndTheirDepthCompared() {
    Motion half = meter(d -> d.lids(.32 - (.32 - d.lids()) / 2)).eyes();
    assertThat(half.blinks()).extracting(Blink::frame).containsExactly(12, 37);
    assertThat(half.blinkDepth()).isCloseTo(.5, within(.01));
    assertThat(half.correlation()).isCloseTo(1, within(1e-6));
    assertThat(half.amplitude()).isCloseTo(.5, within(.01));
    Motion frozen = meter(d -> d.lids(.32)).eyes();
    assertThat(frozen.blinkDepth()).isCloseTo(0, within(1e-6));
    assertThat(frozen.correlation()).isZero();
  }

  @Test
  void aMouthThatLagsLosesCorrelationAndAMumbleLosesAmplitude() {
    Motion late =
        meter((t, d) -> Drawn.moment(t, d, d.mouth(CLIP.get(Math.max(0, t - 2)).mouth()))).mouth();
    assertThat(late.correlation()).isLessThan(.5);
    Motion mumble = meter(d -> d.mouth(.12 + (d.mouth() - .12) * .6)).mouth();
    assertThat(mumble.correlation()).isCloseTo(1, within(1e-4));
    assertThat(mumble.amplitude()).isCloseTo(.6, within(.01));
  }

  @Test
  void gazeIsReadFromTheIrisEdge() {
    assertThat(meter(d -> d.gaze(d.gaze() + .08)).gaze.second()).isCloseTo(.08, within(.02));
    CellMeter stare = meter(d -> d.gaze(0));
    assertThat(stare.gaze.second()).isCloseTo(.12 * 2 / Math.PI, within(.02));
    assertThat(stare.gaze.movement()).isGreaterThan(.06);
    double[] look = Gaze.look68(Drawn.STILL.gaze(.1).frame(), Drawn.STILL.reading());
    assertThat(look).isNotNull();
    assertThat(look[0]).isCloseTo(.1, within(.025));
    assertThat(Gaze.look68(Drawn.STILL.lids(.05).frame(), Drawn.STILL.lids(.05).reading()))
        .isNull();
  }

  @Test
  void tremblingLandmarksRaiseJitterAndSmoothOnesLowerIt() {
    SplittableRandom random = new SplittableRandom(7);
    CellMeter shaky =
        meter(
            (t, d) -> {
              float[] xyz = d.mesh().xyz().clone();
              for (int i = 0; i < xyz.length; i++) {
                xyz[i] += (float) (random.nextDouble() - .5);
              }
              Frame f = d.frame();
              return new Moment(
                  t, f, f, 0, 0, d.reading(), new Reading(new FaceMesh(xyz), d.reading().points()));
            });
    assertThat(shaky.jitter.ratio()).isGreaterThan(2);
    Reading first = CLIP.getFirst().reading();
    CellMeter frozen =
        meter((t, d) -> new Moment(t, d.frame(), d.frame(), 0, 0, d.reading(), first));
    assertThat(frozen.jitter.ratio()).isCloseTo(0, within(1e-6));
  }

  @Test
  void aCutOutThatJumpsAsItFollowsTheFaceIsNotJitter() {
    Jitter j = new Jitter();
    Jitter still = new Jitter();
    for (int t = 0; t < 12; t++) {
      Reading in = Drawn.STILL.mouth(.1 + .02 * (t % 2)).reading();
      Reading out = Drawn.STILL.mouth(.1 + .01 * (t % 2)).reading();
      still.add(new Moment(t, Frame.black(4, 4), Frame.black(4, 4), 0, 0, in, out));
      int left = 7 * (t % 3);
      Affine2 here = Affine2.translate(-left, -t);
      j.add(
          new Moment(
              t, Frame.black(4, 4), Frame.black(4, 4), left, t, in.map(here), out.map(here)));
    }
    assertThat(j.ratio()).isCloseTo(still.ratio(), within(1e-4));
  }

  @Test
  void aCutIsNotJitter() {
    Jitter j = new Jitter();
    for (int t = 0; t < 12; t++) {
      Drawn d = Drawn.STILL.at(t < 6 ? 0 : 80, 0).mouth(.1 + .02 * (t % 2));
      j.add(new Moment(t, Frame.black(4, 4), Frame.black(4, 4), 0, 0, d.reading(), d.reading()));
    }
    Jitter calm = new Jitter();
    for (int t = 0; t < 12; t++) {
      Drawn d = Drawn.STILL.mouth(.1 + .02 * (t % 2));
      calm.add(new Moment(t, Frame.black(4, 4), Frame.black(4, 4), 0, 0, d.reading(), d.reading()));
    }
    assertThat(j.before()).isCloseTo(calm.before(), within(1e-6));
  }

  @Test
  void aLampThatFlickersOnTheSkinIsSeen() {
    CellMeter m = meter((t, d) -> painted(t, d, d.skin(lit(t % 2 == 0 ? 6 : 0)).frame()));
    assertThat(m.flicker.ratio()).isGreaterThan(3);
    CellMeter steady = meter((t, d) -> painted(t, d, d.skin(lit(6)).frame()));
    assertThat(steady.flicker.ratio()).isBetween(.6, 1.6);
  }

  private static int[] lit(int by) {
    return Arrays.stream(Drawn.PALE).map(c -> c + by).toArray();
  }

  @Test
  void aSeamRaisesTheBorderStepAndAnotherSkinBlendedInDoesNot() {
    CellMeter pasted = meter((t, d) -> painted(t, d, inner(d, .9, 0)));
    assertThat(pasted.border.ratio()).isGreaterThan(1.2);
    CellMeter shortSeam = meter((t, d) -> painted(t, d, inner(d, .9, d.dx() + Drawn.W / 2.0 + 40)));
    assertThat(shortSeam.border.stretchP95()).isGreaterThan(1.5);
    CellMeter wholeFace = meter((t, d) -> painted(t, d, d.skin(206, 160, 138).frame()));
    assertThat(wholeFace.border.ratio()).isBetween(.8, 1.15);
    assertThat(wholeFace.leak.leaking()).isZero();
  }

  /** A darker face pasted with a hard edge at a share of the outline, right of {@code fromX}. */
  private static Frame inner(Drawn d, double share, double fromX) {
    Frame dark = d.skin(170, 120, 100).frame();
    byte[] out = d.frame().rgb().clone();
    for (int y = 0; y < Drawn.H; y++) {
      for (int x = 0; x < Drawn.W; x++) {
        if (x >= fromX && outline(d, x, y) < -(1 - share) * Drawn.EYES) {
          System.arraycopy(dark.rgb(), (y * Drawn.W + x) * 3, out, (y * Drawn.W + x) * 3, 3);
        }
      }
    }
    return new Frame(Drawn.W, Drawn.H, out);
  }

  @Test
  void foreignBackgroundAtTheCheekIsALeak() {
    CellMeter m =
        meter((t, d) -> painted(t, d, t % 3 == 0 ? withStripe(d) : d.skin(206, 160, 138).frame()));
    assertThat(m.leak.leaking()).isEqualTo(CLIP.size() / 3);
    assertThat(m.leak.worst()).isGreaterThan(1);
    assertThat(m.leak.worstFrame() % 3).isZero();
  }

  private static double outline(Drawn d, int x, int y) {
    return Drawn.outline(x + .5 - d.dx(), y + .5 - d.dy());
  }

  /** Green of another room along one cheek, just inside the outline. */
  private static Frame withStripe(Drawn d) {
    byte[] out = d.skin(206, 160, 138).frame().rgb().clone();
    for (int y = Drawn.H / 2; y < Drawn.H / 2 + 70; y++) {
      for (int x = Drawn.W / 2; x < Drawn.W; x++) {
        double from = outline(d, x, y) / Drawn.EYES;
        if (from < 0 && from > -.14) {
          int o = (y * Drawn.W + x) * 3;
          out[o] = 40;
          out[o + 1] = (byte) 160;
          out[o + 2] = 70;
        }
      }
    }
    return new Frame(Drawn.W, Drawn.H, out);
  }

  @Test
  void outsideIsJudgedWithoutTheTouchedPart() {
    Frame before = Drawn.STILL.frame();
    Box face = Outside.touched(Drawn.STILL.reading(), Drawn.W, Drawn.H);
    assertThat(face).isNotNull();
    Frame changedInside = before.plus(flat(new Box(100, 120, 20, 20), 50));
    Outside kept = new Outside();
    kept.add(before, changedInside, List.of(face));
    assertThat(kept.psnr()).isInfinite();
    Outside all = new Outside();
    all.add(before, before.plus(flat(new Box(0, 0, Drawn.W, Drawn.H), 2)), List.of());
    assertThat(all.psnr()).isCloseTo(20 * Math.log10(255 / 2.0), within(1e-6));
  }

  private static Patch flat(Box b, float by) {
    float[] p = new float[b.width() * b.height()];
    Arrays.fill(p, by);
    return new Patch(b, p, p, p);
  }

  @Test
  void facesThatTheResultLostAreCounted() {
    CellMeter m =
        meter(
            (t, d) ->
                new Moment(t, d.frame(), d.frame(), 0, 0, d.reading(), t < 5 ? null : d.reading()));
    assertThat(m.lost()).isEqualTo(5);
    assertThat(m.mouth().correlation()).isCloseTo(1, within(1e-9));
  }

  @Test
  void theOutlineIsWalkedAroundTheFaceWithNormalsOutward() {
    Contour c = Contour.of(Drawn.STILL.mesh());
    for (int k = 0; k < Contour.STEPS; k++) {
      assertThat(Math.hypot(c.nx()[k], c.ny()[k])).isCloseTo(1, within(1e-6));
      double toCentre =
          c.nx()[k] * (c.x()[k] - Drawn.W / 2.0) + c.ny()[k] * (c.y()[k] - Drawn.H / 2.0);
      assertThat(toCentre).isPositive();
    }
    assertThat(c.distance(Drawn.W / 2.0, Drawn.H / 2.0)).isNegative();
    assertThat(c.distance(c.x(7, .5), c.y(7, .5))).isCloseTo(.5 * Drawn.EYES, within(3.0));
  }
}
