package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static Frame noise(int w, int h) {
    byte[] rgb = new byte[w * h * 3];
    new java.util.Random(4).nextBytes(rgb);
    return new Frame(w, h, rgb);
  }

  private static double expected(Frame f, double x, double y, int c) {
    x = Math.max(0, Math.min(x, f.width() - 1.00002));
    y = Math.max(0, Math.min(y, f.height() - 1.00002));
    int ix = (int) x;
    int iy = (int) y;
    double top = f.at(ix, iy, c) + (x - ix) * (f.at(ix + 1, iy, c) - f.at(ix, iy, c));
    double low = f.at(ix, iy + 1, c) + (x - ix) * (f.at(ix + 1, iy + 1, c) - f.at(ix, iy + 1, c));
    return top + (y - iy) * (low - top);
  }

  @Test
  void bothKindsGiveTheBilinearValueUpToTheirPrecision() {
    Frame f = noise(33, 21);
    float[][] planes = new float[3][33 * 21];
    f.crop(new Box(0, 0, 33, 21), planes);
    for (Sampler s : new Sampler[] {Sampler.of(f), Sampler.of(planes, 33, 21)}) {
      float[][] out = new float[3][60];
      s.line(-3.2f, 22.7f, .65f, -.45f, 5, 60, 1, false, out);
      for (int i = 5; i < 60; i++) {
        for (int c = 0; c < 3; c++) {
          double at = expected(f, -3.2 + (i - 5) * .65, 22.7 - (i - 5) * .45, c);
          assertThat((double) out[c][i]).isCloseTo(at, offset(3.0));
        }
      }
      assertThat(out[0][4]).isZero();
    }
  }

  @Test
  void onePlaneGivesWhatItGivesAmongThree() {
    Frame f = noise(33, 21);
    float[][] planes = new float[3][33 * 21];
    f.crop(new Box(0, 0, 33, 21), planes);
    float[][] three = new float[3][60];
    float[][] one = new float[1][60];
    Sampler.of(planes, 33, 21).line(-3.2f, 22.7f, .65f, -.45f, 5, 60, .7f, false, three);
    Sampler.of(planes[0], 33, 21).line(-3.2f, 22.7f, .65f, -.45f, 5, 60, .7f, false, one);
    assertThat(one[0]).isEqualTo(three[0]);
    Sampler.of(planes, 33, 21).line(3, 2, .1f, .2f, 0, 60, .3f, true, three);
    Sampler.of(planes[0], 33, 21).line(3, 2, .1f, .2f, 0, 60, .3f, true, one);
    assertThat(one[0]).isEqualTo(three[0]);
  }

  @Test
  void aLineBendsTowardsAnotherAsFarAsIsSaid() {
    Frame f = noise(33, 21);
    float[][] planes = new float[3][33 * 21];
    f.crop(new Box(0, 0, 33, 21), planes);
    float[] share = new float[60];
    for (int i = 0; i < 60; i++) {
      share[i] = i % 5 / 4f;
    }
    float[][] out = new float[3][60];
    float[] line = {-3.2f, .65f, 22.7f, -.45f};
    float[] other = {-.7f, .75f, 21.2f, -.4f};
    Sampler.of(planes, 33, 21).between(line, other, share, 5, 60, out);
    for (int i = 5; i < 60; i++) {
      int k = i - 5;
      double x = -3.2 + k * .65 + share[i] * (2.5 + k * .1);
      double y = 22.7 - k * .45 + share[i] * (-1.5 + k * .05);
      for (int c = 0; c < 3; c++) {
        assertThat((double) out[c][i]).isCloseTo(expected(f, x, y, c), offset(.1));
      }
    }
  }

  @Test
  void sharesAddUp() {
    Frame f = noise(9, 9);
    float[][] once = new float[3][20];
    float[][] twice = new float[3][20];
    Sampler s = Sampler.of(f);
    s.line(1, 1, .3f, .2f, 0, 20, 1, false, once);
    s.line(1, 1, .3f, .2f, 0, 20, .25f, false, twice);
    s.line(1, 1, .3f, .2f, 0, 20, .75f, true, twice);
    assertThat(twice[1]).containsExactly(once[1], offset(.01f));
  }

  @Test
  void aPictureOfOnePixelIsRefused() {
    Frame f = noise(1, 4);
    assertThatThrownBy(() -> Sampler.of(f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1×4");
  }
}
