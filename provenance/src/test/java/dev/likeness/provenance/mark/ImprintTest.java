package dev.likeness.provenance.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImprintTest {
  private static final MarkId ID = new MarkId(77);

  @Test
  void itIsKeptAsText() {
    Imprint i = Imprint.of(MarkScenes.picture(300, 501, 1), Medium.STILL);
    Imprint again = Imprint.of(i.text());
    assertThat(again.text()).isEqualTo(i.text());
    assertThat(again.right()).isEqualTo(i.right());
    assertThat(again.down()).isEqualTo(i.down());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2x2",
        "2x2:",
        "2x2/1:AAAAAAAA",
        "-1x4/1:AAAA",
        "1x1/1:fw",
        "9x1/1:",
        "24x24/0:AA",
        "1x1/1:KA:AAAA"
      })
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> Imprint.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** How alike a part of a picture is to another picture, if the part lay in that one. */
  private static double likeness(Frame of, Box part, Frame marked) {
    Medium medium = Medium.STILL;
    Plane luma = MarkReader.luma(of.crop(part));
    Plane white = Whitened.of(luma);
    double zoom =
        (double) Math.min(white.width(), white.height()) / Math.min(part.width(), part.height());
    double period = medium.period(of.width(), of.height());
    Place place = Place.of(period * zoom / Tile.PERIOD, period * zoom / Tile.PERIOD, 0);
    Decoder.Fit fit =
        Decoder.Fit.drawn(
            ID,
            (part.x() + part.width() / 2.0) / period,
            (part.y() + part.height() / 2.0) / period,
            false);
    return new Sight(luma, white, place, fit).likeness(ID, Imprint.of(marked, medium));
  }

  @Test
  void aPartIsAlikeAndOtherPicturesAreNot() {
    Frame f = MarkScenes.picture(512, 640, 1);
    for (Box part :
        new Box[] {
          new Box(0, 0, 512, 640), new Box(61, 107, 358, 448), new Box(150, 0, 362, 362)
        }) {
      assertThat(likeness(f, part, f)).as("%s", part).isGreaterThan(.9);
      for (int seed = 2; seed < 9; seed++) {
        assertThat(likeness(f, part, MarkScenes.picture(512, 640, seed)))
            .as("%s, %s", part, seed)
            .isLessThan(.6);
      }
    }
  }
}
