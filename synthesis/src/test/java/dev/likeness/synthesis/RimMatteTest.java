package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RimMatteTest {
  private static final int W = 120;
  private static final int H = 60;
  private static final float EYES = 64;
  private final RimMatte matte = new RimMatte();
  private final float[] rims = new float[W * H];
  private final float[][] target = new float[3][W * H];

  /** Skin with a line of one brightness, one pixel high, in a band that the map takes for a rim. */
  private void line(float bright, float sure) {
    for (float[] plane : target) {
      Arrays.fill(plane, 150);
      Arrays.fill(plane, 30 * W, 31 * W, bright);
    }
    Arrays.fill(rims, 28 * W, 33 * W, sure);
    matte.find(rims, target, W, H, EYES);
  }

  private static int at(int y) {
    return y * W + 60;
  }

  @Test
  void aDarkWireStaysAsItIsAndTheSkinBesideItDoesNot() {
    line(30, .6f);
    assertThat(matte.own(at(30))).isGreaterThan(.95f);
    assertThat(matte.own(at(29))).isLessThan(.05f);
    assertThat(matte.own(at(31))).isLessThan(.05f);
  }

  @Test
  void aFaintRimIsLaidOnThePersonasSkinByItsRatio() {
    line(138, .6f);
    assertThat(matte.own(at(30))).isLessThan(.1f);
    float[][] persona = new float[3][W * H];
    for (float[] plane : persona) {
      Arrays.fill(plane, 75);
    }
    for (int y = 20; y < 40; y++) {
      matte.lay(y * W, (y + 1) * W, persona);
    }
    assertThat(persona[1][at(30)]).isCloseTo(75 * 138 / 150f, within(1f));
    assertThat(persona[1][at(29)]).isCloseTo(75, within(1f));
    assertThat(persona[1][at(22)]).isEqualTo(75);
  }

  @Test
  void whatIsSurelyARimStaysHoweverMuchLikeSkinItLooks() {
    line(148, 1);
    assertThat(matte.own(at(29))).isGreaterThan(.9f);
  }

  @Test
  void besideARimNothingMovesAndFarFromItAllDoes() {
    line(30, .6f);
    assertThat(matte.near(at(26))).isGreaterThan(.9f);
    assertThat(matte.near(at(5))).isZero();
    assertThat(matte.own(at(5))).isZero();
  }

  @Test
  void whatWasFoundBeforeIsForgotten() {
    line(30, .6f);
    matte.find(new float[W * H], target, W, H, EYES);
    assertThat(matte.own(at(30))).isZero();
    assertThat(matte.near(at(30))).isZero();
  }
}
