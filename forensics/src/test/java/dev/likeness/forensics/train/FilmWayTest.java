package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.Edits;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilmWayTest {
  private static Frame texture(int side) {
    byte[] rgb = new byte[side * side * 3];
    new Seed(3).random().nextBytes(rgb);
    return Edits.blur(new Frame(side, side, rgb), 1.2);
  }

  private static List<Frame> frames(long seed, Frame f) {
    return new FilmWay(seed).go(f, null).stream().map(Way.Arrived::frame).toList();
  }

  /** A bright square in the middle of grey. */
  private static Frame square() {
    byte[] rgb = new byte[240 * 240 * 3];
    java.util.Arrays.fill(rgb, (byte) 60);
    for (int y = 100; y < 140; y++) {
      java.util.Arrays.fill(rgb, 3 * (240 * y + 100), 3 * (240 * y + 140), (byte) 200);
    }
    return new Frame(240, 240, rgb);
  }

  /** Where what is bright in a row lies on average. */
  private static double middle(Frame f, boolean across) {
    double sum = 0;
    double n = 0;
    for (int y = 0; y < f.height(); y++) {
      for (int x = 0; x < f.width(); x++) {
        double bright = Math.max(0, f.at(x, y, 1) - 130);
        sum += bright * ((across ? x : y) + .5);
        n += bright;
      }
    }
    return sum / n;
  }

  @Test
  void whereAFaceHasComeToIsKnown() {
    for (long seed = 0; seed < 8; seed++) {
      for (Way.Arrived a : new FilmWay(seed).go(square(), null)) {
        assertThat(a.map().x(120, 120)).isCloseTo(middle(a.frame(), true), within(1.0));
        assertThat(a.map().y(120, 120)).isCloseTo(middle(a.frame(), false), within(1.0));
      }
    }
  }

  @Test
  void onePairComesOneWay() {
    Frame f = texture(200);
    for (long seed = 0; seed < 6; seed++) {
      List<Frame> a = frames(seed, f);
      List<Frame> b = frames(seed, Edits.blur(f, .6));

      assertThat(a).hasSize(3);
      assertThat(b).hasSameSizeAs(a);
      assertThat(b.getFirst().width()).isEqualTo(a.getFirst().width());
      assertThat(frames(seed, f).getLast().rgb()).isEqualTo(a.getLast().rgb());
    }
  }

  @Test
  void theCameraMovesAndTheCodecTakesDetail() {
    Frame f = texture(200);
    int moved = 0;
    for (long seed = 0; seed < 6; seed++) {
      List<Frame> a = frames(seed, f);
      moved += java.util.Arrays.equals(a.getFirst().rgb(), a.getLast().rgb()) ? 0 : 1;
    }

    assertThat(moved).isGreaterThan(3);
  }

  @Test
  void whatIsTooSmallToMoveOverMakesNoFilm() {
    long none = 0;
    for (long seed = 0; seed < 12; seed++) {
      none += frames(seed, texture(70)).isEmpty() ? 1 : 0;
    }

    assertThat(none).isPositive();
  }
}
