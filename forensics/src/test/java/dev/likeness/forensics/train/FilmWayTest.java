package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void onePairComesOneWay() {
    Frame f = texture(200);
    for (long seed = 0; seed < 6; seed++) {
      List<Frame> a = new FilmWay(seed).go(f);
      List<Frame> b = new FilmWay(seed).go(Edits.blur(f, .6));

      assertThat(a).hasSize(3);
      assertThat(b).hasSameSizeAs(a);
      assertThat(b.getFirst().width()).isEqualTo(a.getFirst().width());
      assertThat(new FilmWay(seed).go(f).getLast().rgb()).isEqualTo(a.getLast().rgb());
    }
  }

  @Test
  void theCameraMovesAndTheCodecTakesDetail() {
    Frame f = texture(200);
    int moved = 0;
    for (long seed = 0; seed < 6; seed++) {
      List<Frame> a = new FilmWay(seed).go(f);
      moved += java.util.Arrays.equals(a.getFirst().rgb(), a.getLast().rgb()) ? 0 : 1;
    }

    assertThat(moved).isGreaterThan(3);
  }

  @Test
  void whatIsTooSmallToMoveOverMakesNoFilm() {
    long none = 0;
    for (long seed = 0; seed < 12; seed++) {
      none += new FilmWay(seed).go(texture(70)).isEmpty() ? 1 : 0;
    }

    assertThat(none).isPositive();
  }
}
