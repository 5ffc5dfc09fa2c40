package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class RelightTest {
  private float lit(Relight r, int x, int y, int channel, float source) {
    float[] out = new float[3];
    float[] own = {source, source, source};
    r.row(y, 200);
    r.apply(x, own[0], own[1], own[2], out);
    return out[channel];
  }

  @Test
  void theSkinTakesTheTargetsColourEvenWhereNoneWasSeen() {
    Relight r = new Relight();
    r.start(200, 80, 5);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 50; x++) {
        r.add(x, y, 1, 60, 50, 40, 120, 120, 120);
      }
    }
    r.solve(15);
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
        r.add(x, y, 1, 200, 200, 200, 40, 40, 40);
      }
    }
    r.solve(15);
    assertThat(lit(r, 50, 50, 2, 40)).isCloseTo(200, offset(1f));
    assertThat(lit(r, 50, 50, 2, 80)).isBetween(208f, 235f);
  }

  @Test
  void theOwnToneComesBackOnlyAsFarAsItStaysNearTheTargets() {
    Relight r = new Relight();
    r.start(200, 20, 4);
    for (int x = 0; x < 200; x += 2) {
      r.add(x, 10, 1, 100, 100, 100, 120, 200, 100);
    }
    r.solve(8);
    r.row(10, 200);
    float[] rgb = {100, 100, 100};
    r.keepTone(100, .5f, rgb);
    assertThat(rgb[0]).isCloseTo(110, offset(.5f));
    assertThat(rgb[1]).isCloseTo(122, offset(.5f));
    assertThat(rgb[2]).isCloseTo(100, offset(.5f));
  }

  @Test
  void lightFromOneSideStaysOnThatSide() {
    Relight r = new Relight();
    r.start(200, 100, 5);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 200; x++) {
        float t = x < 100 ? 50 : 200;
        r.add(x, y, 1, t, t, t, 100, 100, 100);
      }
    }
    r.solve(15);
    assertThat(lit(r, 20, 50, 0, 100)).isLessThan(70f);
    assertThat(lit(r, 180, 50, 0, 100)).isGreaterThan(170f);
  }
}
