package dev.likeness.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionsTest {
  private static final int CHIN = 152;

  @TempDir private Path folder;

  /** A face whose eyes are {@code wide} apart; in frame 20 another run begins. */
  private static FaceObservation face(long frame, double wide) {
    float[] xyz = new float[3 * FaceMesh.POINTS];
    xyz[3 * 33] = 100;
    xyz[3 * 263] = (float) (100 + wide);
    xyz[3 * CHIN] = (float) (100 + wide / 2);
    xyz[3 * CHIN + 1] = (float) wide;
    return new FaceObservation(
        1,
        frame,
        new FaceMesh(xyz),
        1,
        frame == 0 || frame == 20,
        false,
        new FaceObservation.Quality(60, 1, 1),
        new float[0]);
  }

  private Path seen() {
    Path file = folder.resolve("seen.jsonl");
    var header = new Alignments.Header("a.mp4", "", 320, 240, Alignments.Precision.EXACT);
    try (Alignments.Writer out = Alignments.write(file, header)) {
      for (int i = 0; i < 30; i++) {
        out.add(face(i, 60));
      }
      out.finish();
    }
    return file;
  }

  /** The chin pulled down by so many pixels. */
  private static Corrections.Key key(long frame, int reach, double down) {
    return new Corrections.Key(1, frame, reach, Map.of(CHIN, new double[] {130, 60 + down}));
  }

  private static double down(Corrections c, long frame) {
    FaceMesh before = face(frame, 60).mesh();
    return c.applied(face(frame, 60)).mesh().y(CHIN) - before.y(CHIN);
  }

  @Test
  void aCorrectionFadesOverTheFramesAround() {
    Corrections c = Corrections.of(seen(), List.of(key(10, 3, 8)));
    assertThat(down(c, 10)).isEqualTo(8);
    assertThat(down(c, 8)).isCloseTo(4, within(.01));
    assertThat(down(c, 12)).isCloseTo(down(c, 8), within(1e-6));
    assertThat(down(c, 13)).isBetween(.5, 2.);
    assertThat(down(c, 14)).as("beyond its reach").isZero();
    assertThat(c.spans()).containsExactly(new Corrections.Span(7, 13));
    assertThat(c.applied(face(10, 60)).locked()).isFalse();
  }

  @Test
  void itGoesWithTheHeadAndNotAcrossACut() {
    Corrections c = Corrections.of(seen(), List.of(key(18, 6, 6)));
    double twice = c.applied(face(18, 120)).mesh().y(CHIN) - face(18, 120).mesh().y(CHIN);
    assertThat(twice).as("a face twice as large").isCloseTo(12, within(.01));
    assertThat(c.spans()).containsExactly(new Corrections.Span(12, 19));
    assertThat(down(c, 20)).isZero();
  }

  @Test
  void betweenTwoItPassesFromOneToTheOther() {
    Corrections c = Corrections.of(seen(), List.of(key(4, 20, 8), key(12, 20, 2)));
    assertThat(down(c, 4)).isEqualTo(8);
    assertThat(down(c, 12)).isEqualTo(2);
    assertThat(down(c, 8)).isCloseTo(5, within(.01));
  }

  @Test
  void thisFrameAloneIsTakenExactly() {
    Corrections c = Corrections.of(seen(), List.of(key(5, 0, 3)));
    assertThat(c.applied(face(5, 60)).locked()).isTrue();
    assertThat(down(c, 4)).isZero();
    assertThatThrownBy(() -> Corrections.of(seen(), List.of(key(50, 0, 3))))
        .hasMessageContaining("not seen in frame 50");
    Corrections.Key none =
        new Corrections.Key(1, 5, 0, Map.of(FaceMesh.WITH_IRIS, new double[] {1, 1}));
    assertThatThrownBy(() -> Corrections.of(seen(), List.of(none)))
        .hasMessageContaining("points 0 to");
  }
}
