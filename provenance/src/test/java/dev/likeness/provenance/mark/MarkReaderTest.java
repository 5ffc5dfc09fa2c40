package dev.likeness.provenance.mark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkReaderTest {
  private static final MarkKey KEY = key(1);
  private static final MarkId ID = new MarkId(0x0123456789ABCDEFL);
  private static final Frame PICTURE = MarkScenes.picture(512, 512, 1);
  private static final Frame MARKED = MarkTuner.mark(KEY, ID, PICTURE).toFrame();

  @TempDir private Path folder;

  private static MarkKey key(int n) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) n);
    return new MarkKey(secret);
  }

  private static Optional<MarkReader.Finding> read(Frame f) {
    return new MarkReader(KEY).read(f);
  }

  private Frame jpeg(Frame f, double quality) {
    Path file = folder.resolve("x.jpg");
    Images.write(f, file, quality);
    return Images.read(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "jpeg",
        "half",
        "crop",
        "turn",
        "turn back",
        "mirror",
        "stretch",
        "quarter"
      })
  void theIdIsFoundAgain(String what) {
    Frame f =
        switch (what) {
          case "jpeg" -> jpeg(MARKED, .5);
          case "half" -> jpeg(MarkScenes.resized(MARKED, 256, 256), .7);
          case "crop" -> MARKED.crop(new Box(37, 101, 358, 358));
          case "turn" -> MarkScenes.turned(MARKED, 3);
          case "turn back" -> jpeg(MarkScenes.turned(MARKED, -2), .7);
          case "mirror" -> MarkScenes.mirrored(MARKED);
          case "stretch" -> MarkScenes.resized(MARKED, 512, 420);
          case "quarter" -> MarkScenes.turned(MARKED, 90);
          default -> MARKED;
        };
    assertThat(read(f))
        .hasValueSatisfying(
            m -> {
              assertThat(m.id()).isEqualTo(ID);
              Imprint known = Imprint.of(PICTURE, Medium.STILL);
              assertThat(m.sights().get(0).likeness(ID, known)).isGreaterThan(Imprint.SAME);
              Imprint other = Imprint.of(MarkScenes.picture(512, 512, 6), Medium.STILL);
              assertThat(m.sights().get(0).likeness(ID, other)).isLessThan(.5);
            });
  }

  @Test
  void theMarkIsAsFaintAsAskedFor() {
    // what smooth ground is spared makes it fainter still
    assertThat(MarkScenes.decibels(PICTURE, MARKED)).isBetween(42.0, 43.5);
    YuvFrame f = YuvFrame.of(PICTURE, YuvFrame.Matrix.BT709, false);
    YuvFrame film = (YuvFrame) new MarkWriter(KEY, ID, Medium.FILM, 512, 512).on(f);
    assertThat(decibels(f.y(), film.y())).isBetween(42.0, 46.0);
    assertThat(decibels(f.cb(), film.cb())).isBetween(48.0, 56.0);
    assertThat(film.cr()).isEqualTo(f.cr());
  }

  private static double decibels(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.pow((a[i] & 255) - (b[i] & 255), 2);
    }
    return 10 * Math.log10(255 * 255 / (sum / a.length));
  }

  @Test
  void aLargeFilmBearsTheMarkInBrightnessAloneAndFainter() {
    YuvFrame f = YuvFrame.of(MarkScenes.picture(1080, 1120, 4), YuvFrame.Matrix.BT709, false);
    MarkWriter writer = new MarkWriter(KEY, ID, Medium.FILM, 1080, 1120);
    YuvFrame film = (YuvFrame) writer.on(f);
    assertThat(decibels(f.y(), film.y())).isBetween(48.9, 52.0);
    assertThat(film.cb()).isEqualTo(f.cb());
    assertThat(((YuvFrame) writer.on(f)).y()).as("the same each time").isEqualTo(film.y());
  }

  @Test
  void whatLooksLikeItsPictureIsFoundFromLess() {
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      given.add(Given.of(MarkId.of(KEY, "job " + i)));
    }
    MarkReader without = new MarkReader(KEY, with(given, Given.of(ID)));
    Imprint look = Imprint.of(PICTURE, Medium.STILL);
    MarkReader reader = new MarkReader(KEY, with(given, new Given(ID, List.of(look))));
    int byLook = 0;
    int byList = 0;
    for (int side = 120; side <= 200; side += 20) {
      Frame faded = jpeg(MarkScenes.resized(MARKED, side, side), .3);
      byLook += reader.read(faded).filter(f -> f.id().equals(ID)).isPresent() ? 1 : 0;
      byList += without.read(faded).isPresent() ? 1 : 0;
    }
    assertThat(byLook).isGreaterThan(byList);
    assertThat(reader.read(PICTURE)).as("alike, but not marked").isEmpty();
    assertThat(reader.scores(PICTURE).alike()).isNotZero().isLessThan(MarkReader.alikeFrom());
  }

  private static List<Given> with(List<Given> some, Given one) {
    List<Given> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  @Test
  void anUnmarkedPictureAndAnotherKeyGiveNothing() {
    assertThat(read(PICTURE)).isEmpty();
    assertThat(read(MarkScenes.picture(640, 400, 3))).isEmpty();
    assertThat(new MarkReader(key(2)).read(MARKED)).isEmpty();
    assertThat(new MarkReader(key(2)).scores(MARKED).any()).isLessThan(MarkReader.THRESHOLD);
  }

  @Test
  void aFadedMarkIsToldAmongThoseGivenOut() {
    Frame small = MarkScenes.mirrored(MarkScenes.resized(MARKED, 176, 176));
    Frame faded = jpeg(small, .2);
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      given.add(Given.of(MarkId.of(KEY, "job " + i)));
    }
    assertThat(read(faded)).isEmpty();
    assertThat(new MarkReader(KEY, given).read(faded)).isEmpty();
    given.add(Given.of(ID));
    assertThat(new MarkReader(KEY, given).read(faded).map(MarkReader.Finding::id)).contains(ID);
    MarkReader stranger = new MarkReader(key(2), given);
    assertThat(stranger.scores(faded).known()).isLessThan(stranger.knownFrom());
  }

  @Test
  void ofTwoMarksTheLaterWins() {
    MarkId later = new MarkId(-5);
    Frame twice = MarkTuner.mark(KEY, later, MARKED).toFrame();
    assertThat(read(jpeg(twice, .6)).map(MarkReader.Finding::id)).contains(later);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 63, 200})
  void smallPicturesAreBorne(int side) {
    Frame small = MarkScenes.picture(side, side + 7, 5);
    Frame marked = MarkTuner.mark(KEY, ID, small).toFrame();
    assertThat(marked.width()).isEqualTo(side);
    Optional<MarkReader.Finding> found = read(marked);
    assertThat(found.isEmpty() || found.get().id().equals(ID)).isTrue();
  }

  @Test
  void stripesAreBorne() {
    assertThat(read(MarkScenes.picture(3000, 3, 5))).isEmpty();
    Frame stripe = MarkScenes.picture(2, 900, 5);
    assertThat(MarkTuner.mark(KEY, ID, stripe).height()).isEqualTo(900);
  }

  @Test
  void aFilmIsReadFromMoreThanOnePicture() {
    MarkWriter writer = new MarkWriter(KEY, ID, Medium.FILM, 480, 352);
    FilmMarkReader reader = new FilmMarkReader(new MarkReader(KEY));
    for (int i = 0; i < 15; i++) {
      Frame f = MarkScenes.picture(480, 352, 20 + i);
      YuvFrame yuv = YuvFrame.of(f, YuvFrame.Matrix.BT709, false);
      Frame sent = jpeg(MarkScenes.resized(writer.on(yuv).toFrame(), 240, 176), .3);
      if (reader.add(sent)) {
        break;
      }
    }
    assertThat(reader.finding().map(MarkReader.Finding::id)).contains(ID);
  }

  @Test
  void aFilmWithoutAMarkGivesNothing() {
    FilmMarkReader reader = new FilmMarkReader(new MarkReader(KEY));
    for (int i = 0; i < 6; i++) {
      assertThat(reader.add(MarkScenes.picture(320, 240, 40 + i))).isFalse();
    }
    assertThat(reader.finding()).isEmpty();
    assertThat(new FilmMarkReader(new MarkReader(KEY)).finding()).isEmpty();
  }
}
