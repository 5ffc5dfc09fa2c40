package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadgeTest {
  private static Frame grey(int width, int height, int value) {
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, (byte) value);
    return new Frame(width, height, rgb);
  }

  /** Relative luminance (WCAG 2.2). */
  private static double luminance(double value) {
    double v = value / 255;
    return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4);
  }

  @ParameterizedTest
  @CsvSource({"0,288", "128,288", "255,288", "0,1080", "128,1080", "255,1080"})
  void itsTextStandsOutOnAnyGround(int ground, int height) {
    for (BadgeSpec.Preset preset : BadgeSpec.Preset.values()) {
      Frame f = grey(height * 5 / 4, height, ground);
      Badge badge =
          Badge.of(
              Disclosure.MODIFIED, preset.at(BadgeSpec.Corner.BOTTOM_LEFT), f.width(), f.height());
      Frame out = badge.on(f).toFrame();
      Box b = badge.box();
      int lightest = 0;
      int[] plate = new int[b.width() * b.height()];
      for (int i = 0; i < plate.length; i++) {
        plate[i] = out.at(b.x() + i % b.width(), b.y() + i / b.width(), 1);
        lightest = Math.max(lightest, plate[i]);
      }
      Arrays.sort(plate);
      double contrast = (luminance(lightest) + .05) / (luminance(plate[plate.length / 3]) + .05);
      assertThat(contrast).as("%s on %d", preset, ground).isGreaterThan(4.5);
    }
  }

  @Test
  void theLettersOfABadgeBelowAreNotReadThroughIt() {
    Frame bare = grey(512, 512, 128);
    Badge over = Badge.of(Disclosure.MODIFIED, BadgeSpec.DEFAULT, 512, 512);
    Frame once = over.on(bare).toFrame();
    Badge below = Badge.of(Disclosure.GENERATED, BadgeSpec.DEFAULT, 512, 512);
    Frame twice = over.on(below.on(bare)).toFrame();
    Box b = over.box();
    int most = 0;
    for (int y = b.y() + 3; y < b.bottom() - 3; y++) {
      for (int x = b.x() + 8; x < b.right() - 8; x++) {
        most = Math.max(most, Math.abs(twice.at(x, y, 1) - once.at(x, y, 1)));
      }
    }
    assertThat(most).isLessThan(20);
  }

  @ParameterizedTest
  @CsvSource({"1920,1080,54", "1080,1920,54", "360,288,20", "640,480,24", "200,100,20"})
  void itsHeightIsPartOfTheShortSideAndNeverTooLow(int width, int height, int expected) {
    Box b = Badge.of(Disclosure.GENERATED, BadgeSpec.DEFAULT, width, height).box();
    assertThat(b.height()).isEqualTo(expected);
    assertThat(b.x()).isPositive().isEven();
    assertThat(b.bottom()).isLessThan(height);
    assertThat(b.width()).isBetween(4 * expected, 8 * expected);
  }

  /** What was made of a labelled picture would else show half a badge beside its own. */
  @ParameterizedTest
  @CsvSource({"1920,1080", "360,288", "64,64"})
  void aBadgeCoversTheOneThatWasThereBefore(int width, int height) {
    for (BadgeSpec.Corner corner : BadgeSpec.Corner.values()) {
      BadgeSpec spec = BadgeSpec.Preset.values()[0].at(corner);
      assertThat(Badge.of(Disclosure.MODIFIED, spec, width, height).box())
          .isEqualTo(Badge.of(Disclosure.GENERATED, spec, width, height).box());
    }
  }

  private static int ink(Badge badge, int width, int height) {
    YuvFrame in = YuvFrame.of(grey(width, height, 0), YuvFrame.Matrix.BT601, true);
    Frame out = badge.on(in).toFrame();
    Box b = badge.box();
    // the rim is no lighter than 150 of 255: letters alone are white
    int top = height;
    int bottom = -1;
    for (int y = b.y(); y < b.bottom(); y++) {
      for (int x = b.x() + b.height() / 4; x < b.right() - b.height() / 4; x++) {
        if (out.at(x, y, 1) > 200) {
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return bottom - top + 1;
  }

  @ParameterizedTest
  @CsvSource({"64,64", "90,160", "360,288", "640,480", "1080,1920", "3840,2160"})
  void chinasLettersAreNeverBelowFivePercentOfTheShortSide(int width, int height) {
    for (Disclosure d : Disclosure.values()) {
      for (BadgeSpec.Preset p : BadgeSpec.Preset.values()) {
        BadgeSpec spec =
            p.at(BadgeSpec.Corner.BOTTOM_RIGHT).under(new LabelRules.China("operator"));
        int ink = ink(Badge.of(d, spec, width, height), width, height);
        assertThat((double) ink).isGreaterThanOrEqualTo(.05 * Math.min(width, height));
        assertThat(ink).isGreaterThanOrEqualTo(9);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"64,64,2.5", "80,64,2.5", "90,200,2.5", "160,90,8", "3840,2160,8"})
  void whereTheWordsHaveNoRoomTheTwoLettersStand(int width, int height, double widest) {
    Box b = Badge.of(Disclosure.MODIFIED, BadgeSpec.DEFAULT, width, height).box();
    assertThat(b.height()).isGreaterThanOrEqualTo(20);
    assertThat((double) b.width() / b.height()).isBetween(widest == 8 ? 3.0 : 1.0, widest);
    assertThat(ink(Badge.of(Disclosure.MODIFIED, BadgeSpec.DEFAULT, width, height), width, height))
        .isGreaterThanOrEqualTo(8);
  }

  @Test
  void rulesSayWhatTheyPutWhere() {
    LabelRules china = new LabelRules.China("operator");
    assertThat(china.wording(Disclosure.GENERATED)).isEqualTo("AI生成");
    assertThat(china.wording(Disclosure.MODIFIED)).isEqualTo("AI合成");
    assertThat(LabelRules.EU.wording(Disclosure.GENERATED)).isEqualTo("AI GENERATED");
    BadgeSpec spec = BadgeSpec.DEFAULT.under(new LabelRules.Film(5));
    assertThat(spec.describe()).contains("film", "5.00").isNotEqualTo(BadgeSpec.DEFAULT.describe());
    assertThatThrownBy(() -> new LabelRules.Film(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LabelRules.China(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"64,64", "160,90", "320,240", "854,480", "1080,1920", "1,1", "3,200"})
  void theEndCardIsDrawnForEverySize(int width, int height) {
    for (Disclosure d : Disclosure.values()) {
      Frame card = EndCard.draw(d, width, height);
      int white = 0;
      for (int i = 0; i < width * height; i++) {
        white += card.at(i % width, i / width, 1) > 220 ? 1 : 0;
      }
      double part = (double) white / (width * height);
      assertThat(part).isBetween(width < 10 ? 0 : .005, .2);
    }
  }

  @Test
  void itStandsInItsCorner() {
    for (BadgeSpec.Corner c : BadgeSpec.Corner.values()) {
      Box b = Badge.of(Disclosure.MODIFIED, BadgeSpec.Preset.LARGE.at(c), 640, 480).box();
      assertThat(b.x() < 320).isEqualTo(c.name().endsWith("LEFT"));
      assertThat(b.y() < 240).isEqualTo(c.name().startsWith("TOP"));
      assertThat(b.right()).isLessThanOrEqualTo(640);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "320,3", "3,320", "17,16", "33,501"})
  void itFitsIntoPicturesThatAreHardlyThere(int width, int height) {
    for (BadgeSpec.Corner c : BadgeSpec.Corner.values()) {
      Badge b = Badge.of(Disclosure.GENERATED, BadgeSpec.Preset.LARGE.at(c), width, height);
      Picture p = b.on(YuvFrame.of(grey(width, height, 90), YuvFrame.Matrix.BT601, false));
      assertThat(p.width()).isEqualTo(width);
    }
  }

  @Test
  void itLeavesEverythingElseAsItWas() {
    YuvFrame in = YuvFrame.of(Fixtures.picture(360, 288), YuvFrame.Matrix.BT601, false);
    Badge badge = Badge.of(Disclosure.MODIFIED, BadgeSpec.DEFAULT, 360, 288);
    YuvFrame out = (YuvFrame) badge.on(in);
    int changed = 0;
    for (int i = 0; i < in.y().length; i++) {
      if (in.y()[i] != out.y()[i]) {
        changed++;
        Box b = badge.box();
        assertThat(i % 360).isBetween(b.x(), b.right() - 1);
        assertThat(i / 360).isBetween(b.y(), b.bottom() - 1);
      }
    }
    assertThat(changed).isGreaterThan(badge.box().width() * badge.box().height() / 2);
    assertThat(((YuvFrame) badge.on(in)).y()).as("the same each time").isEqualTo(out.y());
  }

  @Test
  void itWantsPicturesOfItsSize() {
    Badge badge = Badge.of(Disclosure.MODIFIED, BadgeSpec.DEFAULT, 360, 288);
    assertThatThrownBy(() -> badge.on(grey(360, 287, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("360×287");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, .039, .3, Double.NaN})
  void thereIsNoHeightThatHidesIt(double height) {
    assertThatThrownBy(() -> new BadgeSpec(BadgeSpec.Corner.TOP_LEFT, height, .7))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, .49, 1.01, Double.NaN})
  void thereIsNoOpacityThatHidesIt(double opacity) {
    assertThatThrownBy(() -> new BadgeSpec(BadgeSpec.Corner.TOP_LEFT, .05, opacity))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
