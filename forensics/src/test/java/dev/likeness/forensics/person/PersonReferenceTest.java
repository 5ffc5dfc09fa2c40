package dev.likeness.forensics.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceFinder;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.person.PersonReference.Aspect;
import dev.likeness.forensics.person.PersonReference.Match;
import dev.likeness.media.Decoder;
import dev.likeness.models.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonReferenceTest {
  private static final Path STILLS = Path.of("../../shared/media/stills");

  /** The canonical face with the mouth open and the brows raised so far. */
  private static FaceMesh face(double mouth, double brows) {
    FaceTopology t = FaceTopology.canonical();
    float[] at = new float[FaceMesh.POINTS * 3];
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      at[3 * v] = 200 + 10 * t.x(v);
      at[3 * v + 1] = 200 + 10 * t.y(v);
      at[3 * v + 2] = 10 * t.z(v);
    }
    at[3 * 14 + 1] += (float) mouth;
    at[3 * 105 + 1] -= (float) brows;
    at[3 * 334 + 1] -= (float) brows;
    return new FaceMesh(at);
  }

  private static double[] moves(double together) {
    Moves m = new Moves();
    for (int i = 0; i < 2 * Moves.LEAST; i++) {
      double mouth = 4 + 4 * Math.sin(.7 * i);
      m.add(face(mouth, together * mouth + (1 - Math.abs(together)) * 4 * Math.sin(.31 * i)));
    }
    return java.util.Objects.requireNonNull(m.correlations());
  }

  @Test
  void whoMovesAlikeIsNearAndWhoDoesNotIsFar() {
    assertThat(Moves.distance(moves(1), moves(.95))).isLessThan(.1);
    assertThat(Moves.distance(moves(1), moves(-1)))
        .isGreaterThan(2 * Moves.distance(moves(1), moves(.95)));
  }

  @Test
  void fewFramesAreNotCompared() {
    Moves m = new Moves();
    for (int i = 1; i < Moves.LEAST; i++) {
      m.add(face(i % 5, i % 3));
    }
    assertThat(m.correlations()).isNull();
  }

  @Test
  void whatShowsNobodyIsNoReference(@TempDir Path dir) throws Exception {
    Path notes = Files.writeString(dir.resolve("notes.txt"), "no medium");
    try (Models models = new Models();
        FaceFinder finder = new FaceFinder(models)) {
      assertThatThrownBy(
              () -> PersonReference.of(List.of(notes), finder, Decoder.here(), Progress.NONE))
          .isInstanceOf(ForensicsException.class)
          .hasMessageContaining("none of 1 files");
    }
  }

  @Test
  void tellsAPersonFromAnother() {
    assumeThat(STILLS).as("the test media are not here").isDirectory();
    try (Models models = new Models();
        FaceFinder finder = new FaceFinder(models)) {
      List<Path> lisa = List.of(STILLS.resolve("lisa1.jpg"), STILLS.resolve("lisa2.jpg"));
      PersonReference r = PersonReference.of(lisa, finder, Decoder.here(), Progress.NONE);
      Aspect own = r.compare(STILLS.resolve("lisa4.jpg")).getFirst();
      Aspect other = r.compare(STILLS.resolve("002_03.jpg")).getFirst();
      assertThat(own.match()).isEqualTo(Match.ALIKE);
      assertThat(other.match()).isEqualTo(Match.UNLIKE);
      assertThat(r.compare(STILLS.resolve("lisa3.jpg")))
          .extracting(Aspect::match)
          .containsExactly(Match.ALIKE, Match.NOT_COMPARED, Match.NOT_COMPARED);
      List<Path> two = List.of(STILLS.resolve("lisa1.jpg"), STILLS.resolve("001_03.jpg"));
      assertThatThrownBy(() -> PersonReference.of(two, finder, Decoder.here(), Progress.NONE))
          .hasMessageContaining("somebody else");
    }
  }
}
