package dev.likeness.provenance.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundTest {
  private static final double SCALE = 2;

  /** A short side that leaves too little to be read with the ground. */
  private static final int FAINT = 70;

  private static final Frame PICTURE = MarkScenes.picture(352, 288, 3);

  private static final MarkKey KEY = new MarkKey(new byte[MarkKey.BYTES]);
  private static final MarkId ID = new MarkId(0x0123456789ABCDEFL);

  @TempDir private Path folder;

  private static YuvFrame film(Frame f) {
    return YuvFrame.of(f, YuvFrame.Matrix.BT709, false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itIsKeptAsText(boolean coloured) {
    Ground g = Ground.of(film(PICTURE), SCALE, coloured);
    Ground again = Ground.of(g.text());
    assertThat(again.luma()).isEqualTo(g.luma());
    assertThat(again.blue()).isEqualTo(g.blue());
    assertThat(again.blue() != null).isEqualTo(coloured);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "no ground"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> Ground.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyFilmsHaveOne() {
    assertThat(Imprint.of(film(PICTURE), Medium.STILL).ground()).isNull();
    Ground ground = Imprint.of(film(PICTURE), Medium.FILM).ground();
    assertThat(ground).isNotNull();
    assertThat(Imprint.of(Imprint.of(film(PICTURE), Medium.FILM).text()).ground()).isNotNull();
  }

  private static Waves waves(Frame f, boolean mirrored) {
    Plane white = Whitened.of(MarkReader.luma(film(f)));
    return Waves.of(Fold.of(white, Place.of(SCALE, SCALE, 0)), mirrored);
  }

  private static double power(Waves w) {
    double sum = 0;
    for (int i = 0; i < w.re().length; i++) {
      sum += w.re()[i] * w.re()[i] + w.im()[i] * w.im()[i];
    }
    return sum;
  }

  @Test
  void itExplainsThePictureAndItsMirrorImageAndNoOther() {
    Waves ground = Ground.luma(List.of(Ground.of(film(PICTURE), SCALE, false)));
    Waves same = waves(PICTURE, false).levelled();
    assertThat(power(same.without(ground))).isLessThan(.1 * power(same));
    Waves mirrored = waves(MarkScenes.mirrored(PICTURE), true).levelled();
    assertThat(power(mirrored.without(ground.mirrored()))).isLessThan(.1 * power(mirrored));
    // but for one cell's shift it would be the same
    assertThat(power(mirrored.without(ground))).isGreaterThan(.3 * power(mirrored));
    Waves other = waves(MarkScenes.picture(352, 288, 4), false).levelled();
    assertThat(power(other.without(ground))).isGreaterThan(.8 * power(other));
  }

  /** With patches of blue. */
  private static YuvFrame coloured() {
    byte[] rgb = PICTURE.rgb().clone();
    byte[] other = MarkScenes.picture(352, 288, 10).rgb();
    for (int i = 2; i < rgb.length; i += 3) {
      rgb[i] = (byte) (((rgb[i] & 255) + (other[i] & 255)) / 2);
    }
    return film(new Frame(352, 288, rgb));
  }

  /** What is left of a picture that was made small and encoded hard. */
  private YuvFrame faded(Frame f, int side, boolean mirrored) {
    Path file = folder.resolve("x.jpg");
    Frame seen = mirrored ? MarkScenes.mirrored(f) : f;
    Images.write(MarkScenes.resized(seen, side * 11 / 9, side), file, .3);
    return film(Images.read(file));
  }

  private static double score(YuvFrame seen, boolean mirrored, List<Ground> grounds) {
    Plane luma = Whitened.of(MarkReader.luma(seen));
    Plane blue = Whitened.colour(MarkReader.blue(seen));
    return new Laid(new Tile(KEY), luma, blue, SCALE, mirrored).without(grounds).score(ID);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withoutItMoreOfTheMarkIsSeen(boolean mirrored) {
    YuvFrame film = coloured();
    List<Ground> grounds = List.of(Ground.of(film, SCALE, true));
    Frame marked = MarkTuner.writer(KEY, ID, Medium.FILM, film).on(film).toFrame();
    for (int side : new int[] {90, 144}) {
      YuvFrame seen = faded(marked, side, mirrored);
      assertThat(score(seen, mirrored, grounds))
          .as("%s", side)
          .isGreaterThan(1.3 * score(seen, mirrored, List.of()));
      assertThat(score(faded(film.toFrame(), side, mirrored), mirrored, grounds))
          .as("%s, not marked", side)
          .isLessThan(MarkReader.alikeFrom());
    }
  }

  @Test
  void aFilmWhoseGroundIsKnownIsFoundFromLess() {
    YuvFrame film = coloured();
    Imprint look = Imprint.of(film, Medium.FILM);
    Frame marked = MarkTuner.writer(KEY, ID, Medium.FILM, film).on(film).toFrame();
    YuvFrame seen = faded(marked, FAINT, true);
    FilmMarkReader reader =
        new FilmMarkReader(new MarkReader(KEY, List.of(new Given(ID, List.of(look)))));
    reader.add(seen);
    assertThat(reader.finding().map(MarkReader.Finding::id)).contains(ID);
    assertThat(score(seen, true, List.of())).isLessThan(MarkReader.alikeFrom());
  }
}
