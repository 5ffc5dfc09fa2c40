package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlickerTest {
  private static final int SIDE = 200;

  private static FaceMesh mesh(double x) {
    FaceMesh m = new FaceMesh(FaceTopology.canonical().vertices().clone());
    double s = 90 / m.bounds().width();
    return m.map(new Affine2(s, 0, x, 0, s, SIDE / 2.0));
  }

  /** A still picture that a camera sees with noise, in which the face may change its light. */
  private static Flicker.Found film(double tremble, double walk) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    new Seed(3).random().nextBytes(rgb);
    Frame still = Edits.blur(new Frame(SIDE, SIDE, rgb), 3);
    SplittableRandom r = new Seed(4).random();
    Flicker f = new Flicker();
    for (int t = 0; t < 20; t++) {
      double x = SIDE / 2.0 + walk * t;
      FaceMesh m = mesh(x);
      float[] out = new float[SIDE * SIDE * 3];
      double light = tremble * (t % 2 == 0 ? 1 : -1);
      for (int i = 0; i < out.length; i++) {
        int px = i / 3 % SIDE;
        int py = i / 3 / SIDE;
        int from = (int) Math.round(px - walk * t);
        boolean face = Math.hypot((px - x) / 42, (py - SIDE / 2.0) / 50) < 1;
        int v = still.at(Math.floorMod(from, SIDE), py, i % 3);
        out[i] = (float) (v + (face ? light : 0) + 1.5 * r.nextGaussian());
      }
      f.add(Edits.frame(out, SIDE, SIDE), m, t / 25.0);
    }
    return Objects.requireNonNull(f.found());
  }

  @Test
  void aFaceWhoseLightTremblesIsLessSteadyThanItsSurroundings() {
    Flicker.Found steady = film(0, 0);
    Flicker.Found trembling = film(5, 0);

    assertThat(Math.abs(steady.face())).isLessThan(.5);
    assertThat(trembling.face()).isGreaterThan(steady.face() + 1);
    assertThat(trembling.colour()).isGreaterThan(steady.colour() + 2);
    assertThat(trembling.inner()).hasSameSizeAs(trembling.times()).hasSize(16);
  }

  /** It once lay upside down, and the best fit of that is a face that is far too small. */
  @Test
  void aFaceIsBroughtToWhereItsZonesAre() {
    FaceMesh m = mesh(70);
    FaceMesh placed = m.map(Flicker.place(m));

    assertThat((double) placed.bounds().width()).isBetween(Flicker.WIDTH - 2, Flicker.WIDTH + 2);
    assertThat(placed.y(10)).isLessThan(placed.y(152));
    assertThat((double) placed.x(1)).isBetween(Flicker.SIDE / 2.0 - 1, Flicker.SIDE / 2.0 + 1);
  }

  @Test
  void aHeadThatWalksIsAsSteadyAsOneThatStands() {
    assertThat(film(0, 1).face()).isBetween(film(0, 0).face() - .6, film(0, 0).face() + .6);
  }

  @Test
  void aCutBeginsAnew() {
    Flicker f = new Flicker();
    for (int t = 0; t < 16; t++) {
      if (t % 4 == 0) {
        f.cut();
      }
      f.add(Frame.black(SIDE, SIDE), mesh(SIDE / 2.0), t / 25.0);
    }
    assertThat(f.found()).isNull();
  }
}
