package dev.likeness.synthesis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.likeness.core.Frame;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayedFilmTest {
  private static final int STEP = 40;

  @TempDir Path folder;
  private Path film;

  /** Six grey pictures, each lighter than the one before, at ten a second. */
  @BeforeEach
  void film() {
    film = folder.resolve("grey.mp4");
    MediaInfo.Video track = MediaInfo.Video.made(64, 48, 10);
    try (SegmentWriter out =
        SegmentWriter.create(film, new VideoFormat(VideoFormat.Codec.H264, .9), track)) {
      for (int i = 0; i < 6; i++) {
        byte[] rgb = new byte[64 * 48 * 3];
        Arrays.fill(rgb, (byte) (20 + STEP * i));
        YuvFrame picture = YuvFrame.of(new Frame(64, 48, rgb), YuvFrame.Matrix.BT709, false);
        out.write(new VideoPicture(i, new Timecode(i, 1, 10), 1, picture));
      }
      out.finish();
    }
  }

  private PlayedFilm played(int fps, long frames, double scale) {
    return new PlayedFilm(VideoReader.open(film), new Played(fps, frames, scale, folder));
  }

  /** Which of the six pictures came, one after the other. */
  private static List<Integer> shown(PlayedFilm film) {
    List<Integer> all = new ArrayList<>();
    for (VideoPicture p = film.next(); p != null; p = film.next()) {
      all.add(Math.round((p.picture().toFrame().at(20, 20, 1) - 20) / (float) STEP));
    }
    return all;
  }

  @Test
  void cutsAVideoThatIsLonger() {
    try (PlayedFilm f = played(10, 4, 1)) {
      assertThat(shown(f)).containsExactly(0, 1, 2, 3);
      assertThat(f.damage()).isEmpty();
    }
  }

  @Test
  void playsTheEndBackAndForthWhereTheSoundIsLonger() {
    try (PlayedFilm f = played(10, 14, 1)) {
      assertThat(shown(f)).containsExactly(0, 1, 2, 3, 4, 5, 4, 3, 2, 1, 0, 1, 2, 3);
    }
  }

  @Test
  void keepsNoMoreOfTheEndThanTwoSeconds() {
    try (PlayedFilm f = played(2, 13, 1)) {
      assertThat(shown(f)).containsExactly(0, 1, 2, 3, 4, 5, 4, 3, 2, 3, 4, 5, 4);
    }
  }

  @Test
  void countsTimeEvenlyAtTheNewRateFromWhereItIsToBegin() {
    try (PlayedFilm f = played(25, 9, 1)) {
      f.skipTo(7);
      VideoPicture p = java.util.Objects.requireNonNull(f.next());
      assertThat(p.index()).isEqualTo(7);
      assertThat(p.time().seconds()).isEqualTo(7 / 25.0);
      assertThat(p.durationTicks() / (double) f.video().timeBaseDen()).isEqualTo(1 / 25.0);
      assertThat(Math.round((p.picture().toFrame().at(20, 20, 1) - 20) / (float) STEP))
          .isEqualTo(3);
      assertThat(f.video().frames()).isEqualTo(9);
    }
  }

  @Test
  void whichPictureAFrameShowsIsKnownWithoutReading() {
    for (int fps : new int[] {2, 10}) {
      try (PlayedFilm f = played(fps, 30, 1);
          VideoReader whole = VideoReader.open(film)) {
        List<Integer> shown = shown(f);
        for (int i = 0; i < shown.size(); i++) {
          assertThat(Played.source(whole.video(), fps, i)).isEqualTo((long) shown.get(i));
        }
      }
    }
  }

  @Test
  void fromAnyFrameOnItShowsTheSame() {
    List<Integer> all;
    try (PlayedFilm f = played(2, 20, 1)) {
      all = shown(f);
    }
    for (int from = 1; from < 20; from++) {
      try (PlayedFilm f = played(2, 20, 1)) {
        f.skipTo(from);
        assertThat(shown(f)).isEqualTo(all.subList(from, 20));
      }
    }
  }

  @Test
  void makesPicturesSmallerWithEvenSides() {
    try (PlayedFilm f = played(10, 1, .4)) {
      VideoPicture p = java.util.Objects.requireNonNull(f.next());
      assertThat(p.picture().width()).isEqualTo(24).isEqualTo(f.video().width());
      assertThat(p.picture().height()).isEqualTo(18).isEqualTo(f.video().height());
    }
  }

  @Test
  void refusesWhatCannotBePlayed() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Played(0, 1, 1, folder));
    assertThatIllegalArgumentException().isThrownBy(() -> new Played(25, 1, 1.5, folder));
  }
}
