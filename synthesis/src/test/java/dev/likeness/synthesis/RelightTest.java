package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class RelightTest {
  private float lit(Relight r, int x, int y, int channel, float source) {
    float[][] row = new float[3][200];
    for (float[] plane : row) {
      plane[x] = source;
    }
    r.row(y, x, x + 1);
    r.apply(x, 1, row, new float[200], 0, 0);
    return row[channel][x];
  }

  @Test
  void theSkinTakesTheTargetsColourEvenWhereNoneWasSeen() {
    Relight r = new Relight();
    r.start(200, 80, 5);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 50; x++) {
        r.add(x, y, 1, .5f, 60, 50, 40, 120, 120, 120);
      }
    }
    r.solve(15, 15);
    assertThat(lit(r, 10, 40, 0, 120)).isCloseTo(60, offset(.5f));
    assertThat(lit(r, 195, 40, 0, 120)).isCloseTo(60, offset(1f));
    // darker: detail shrinks in proportion
    assertThat(lit(r, 10, 40, 0, 140) - lit(r, 10, 40, 0, 120)).isBetween(8f, 12f);
  }

  @Test
  void shineOnDarkSkinIsNotMultipliedOntoLightSkin() {
    Relight r = new Relight();
    r.start(200, 100, 5);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 100; x++) {
        r.add(x, y, 1, .5f, 200, 200, 200, 40, 40, 40);
      }
    }
    r.solve(15, 15);
    assertThat(lit(r, 50, 50, 2, 40)).isCloseTo(200, offset(1f));
    assertThat(lit(r, 50, 50, 2, 80)).isBetween(208f, 235f);
  }

  @Test
  void shadeOfADarkFaceIsNotGreyOnMuchLighterSkin() {
    Relight r = new Relight();
    r.start(200, 100, 5);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 100; x++) {
        r.add(x, y, 1, .5f, 165, 145, 140, 90, 60, 45);
      }
    }
    r.solve(15, 15);
    float[][] row = new float[3][200];
    row[0][50] = 50;
    row[1][50] = 25;
    row[2][50] = 15;
    r.row(50, 50, 51);
    r.apply(50, 1, row, new float[200], 0, 0);
    assertThat(row[1][50]).isBetween(95f, 125f);
    // warmer than the skin that it lies on
    assertThat(row[0][50] / row[2][50]).isGreaterThan(1.07f * 165 / 140);
  }

  @Test
  void theOwnToneComesBackOnlyAsFarAsItStaysNearTheTargets() {
    Relight r = new Relight();
    r.start(200, 20, 4);
    for (int x = 0; x < 200; x += 2) {
      r.add(x, 10, 1, .5f, 100, 100, 100, 120, 200, 100);
    }
    r.solve(8, 8);
    float[][] row = new float[3][200];
    float[] middle = new float[200];
    middle[100] = 1;
    for (int c = 0; c < 3; c++) {
      row[c][100] = new float[] {120, 200, 100}[c];
    }
    r.row(10, 200);
    r.apply(0, 200, row, middle, .5f, 0);
    assertThat(row[0][100]).isCloseTo(110, offset(.5f));
    assertThat(row[1][100]).isCloseTo(122, offset(.5f));
    assertThat(row[2][100]).isCloseTo(100, offset(.5f));
  }

  @Test
  void lightFromOneSideStaysOnThatSide() {
    Relight r = new Relight();
    r.start(200, 100, 5);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 200; x++) {
        float t = x < 100 ? 50 : 200;
        r.add(x, y, 1, .5f, t, t, t, 100, 100, 100);
      }
    }
    r.solve(15, 15);
    assertThat(lit(r, 20, 50, 0, 100)).isLessThan(70f);
    assertThat(lit(r, 180, 50, 0, 100)).isGreaterThan(170f);
  }

  @Test
  void rowsGiveTheSameInAnyOrder() {
    Relight r = new Relight();
    r.start(200, 100, 5);
    for (int i = 0; i < 4000; i++) {
      r.add(i % 200, i / 40, 1, .5f, i % 90, i % 50, i % 70, i % 60, i % 40, i % 30);
    }
    r.solve(9, 9);
    float[] down = new float[100];
    for (int y = 0; y < 100; y++) {
      down[y] = lit(r, 120, y, 1, 20);
    }
    for (int y = 99; y >= 0; y -= 7) {
      assertThat(lit(r, 120, y, 1, 20)).isEqualTo(down[y]);
    }
  }

  @Test
  void theBorderFollowsTheTargetsLightCloselyTheMiddleKeepsItsRelief() {
    float[] step = new float[2];
    for (int m = 0; m < 2; m++) {
      Relight r = new Relight();
      r.start(200, 20, 2);
      for (int x = 0; x < 200; x++) {
        // the source falls into shade on its right half, the target does not
        float s = x < 100 ? 140 : 100;
        r.add(x, 10, 1, m, 120, 120, 120, s, s, s);
      }
      r.solve(5, 200);
      step[m] = lit(r, 40, 10, 0, 140) - lit(r, 160, 10, 0, 100);
    }
    assertThat(step[0]).isCloseTo(0, offset(2f));
    assertThat(step[1]).isBetween(20f, 45f);
  }

  /** What is left of a step of ±10 at the border of a face whose own skin trembles by so much. */
  private float left(float tremble, float alike, boolean inside) {
    Relight r = new Relight();
    r.start(200, 80, 5);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 200; x++) {
        float t = 120 + (x % 2 == 0 ? tremble : -tremble);
        float s = 120 + (x % 2 == 0 ? 10 : -10);
        r.add(x, y, 1, 0, t, t, t, s, s, s);
      }
    }
    r.solve(15, 15);
    for (int y = 0; y < 80; y++) {
      r.row(y, 200);
      for (int x = 0; x < 200; x++) {
        int up = x % 2 == 0 ? 1 : -1;
        r.border(x, 1, 0, 120 + up * tremble, 120 + up * 10);
      }
    }
    r.settle(15);
    float[][] row = new float[3][200];
    float[] middle = new float[200];
    java.util.Arrays.fill(middle, inside ? 1 : 0);
    for (float[] plane : row) {
      java.util.Arrays.fill(plane, 120);
      plane[100] = 130;
    }
    r.row(40, 200);
    r.apply(0, 200, row, middle, 0, alike);
    return row[1][100] - row[1][102];
  }

  @Test
  void detailAtTheBorderIsNoStrongerThanTheTargetsThere() {
    assertThat(left(10, 1, false)).isCloseTo(10, offset(.3f));
    assertThat(left(8, 1, false)).isCloseTo(8, offset(.3f));
    assertThat(left(1, 1, false)).as("but not wiped away").isCloseTo(7, offset(.3f));
    assertThat(left(1, 1, true)).as("in the middle").isCloseTo(10, offset(.3f));
    assertThat(left(1, 0, false)).as("in the forehead").isCloseTo(10, offset(.3f));
  }

  @Test
  void aBlackBeardIsNotBlueOnReddishSkin() {
    Relight r = new Relight();
    r.start(200, 80, 5);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 200; x++) {
        r.add(x, y, 1, 0, 165, 115, 105, 110, 70, 50);
      }
    }
    r.solve(15, 15);
    float[][] row = {new float[200], new float[200], new float[200]};
    for (float[] plane : row) {
      plane[100] = 40;
    }
    r.row(40, 200);
    r.apply(0, 200, row, new float[200], 0, 0);
    assertThat(row[2][100]).isLessThan(row[0][100]);
    assertThat(row[0][100]).isLessThan(140);
  }

  /** How bright a white spot is at one place of an other skin. */
  private float spot(boolean other, float middle) {
    Relight r = new Relight();
    r.start(200, 80, 5);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 200; x++) {
        r.add(x, y, 1, 0, 150, 110, 100, other ? 100 : 150, other ? 60 : 110, other ? 45 : 100);
      }
    }
    r.solve(15, 15);
    float[][] row = new float[3][200];
    for (float[] plane : row) {
      plane[100] = 190;
    }
    float[] middles = new float[200];
    java.util.Arrays.fill(middles, middle);
    r.row(40, 200);
    r.apply(0, 200, row, middles, 0, 0);
    return row[1][100] - 110;
  }

  @Test
  void noWhiteSpotIsLeftAtTheBorderOfAnotherSkin() {
    assertThat(spot(true, 0)).isLessThan(.6f * spot(true, 1));
    assertThat(spot(false, 0)).isCloseTo(spot(false, 1), offset(.1f));
  }

  /** A face of 200 × 100 pixels in even light, with a stripe of white shine down its middle. */
  private static Relight shining(float[] skin, float own) {
    Relight r = new Relight();
    r.start(200, 100, 5);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 200; x++) {
        float white = Math.abs(x - 100) < 30 ? 60 : 0;
        r.add(x, y, 1, 1, skin[0] + white, skin[1] + white, skin[2] + white, own, own, own);
      }
    }
    r.solve(10, 60);
    return r;
  }

  @Test
  void aFaceOnDarkSkinIsNotGreyedByThatSkinsShine() {
    float[] skin = {90, 55, 40};
    Relight r = shining(skin, 170);
    // beside the shine the skin's own colour, not its mean with white
    for (int c = 0; c < 3; c++) {
      assertThat(lit(r, 30, 50, c, 170)).isCloseTo(skin[c], offset(6f));
    }
    // and the shine where it was
    assertThat(lit(r, 100, 50, 1, 170) - lit(r, 30, 50, 1, 170)).isGreaterThan(25);
  }

  @Test
  void fairSkinKeepsThePersonsOwnRelief() {
    Relight r = shining(new float[] {180, 140, 120}, 200);
    // light as wide as the face: its middle and its side are nearly alike
    assertThat(lit(r, 100, 50, 1, 200) - lit(r, 30, 50, 1, 200)).isLessThan(25);
  }
}
