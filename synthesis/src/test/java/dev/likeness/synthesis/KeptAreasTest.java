package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.FaceMesh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptAreasTest {
  private static final FaceMesh FACE = Meshes.face(100, 100, 9, 0);

  @TempDir private Path folder;

  private static float[] mouth() {
    double[] at = {FACE.x(13), FACE.y(13)};
    return KeptAreas.painted(FACE, List.of(new KeptAreas.Stroke(true, 12, at)));
  }

  private static double sum(float @Nullable [] map) {
    assertThat(map).isNotNull();
    double sum = 0;
    for (float v : map) {
      sum += v;
    }
    return sum;
  }

  @Test
  void aStrokeKeepsWhatItCoversAndGoesWithTheHead() {
    KeptAreas kept = KeptAreas.of(List.of(new KeptAreas.Area(1, 10, 20, 0, mouth())));
    FaceMesh turned = Meshes.face(160, 120, 9, 12);
    List<float[]> places = kept.places(1, 15, turned);
    assertThat(places).hasSizeGreaterThan(20);
    for (float[] p : places) {
      assertThat(Math.hypot(p[0] - turned.x(13), p[1] - turned.y(13))).isLessThan(20);
    }
    assertThat(kept.places(2, 15, turned)).as("somebody else").isEmpty();
    assertThat(KeptAreas.forehead(mouth())).isZero();
  }

  @Test
  void whatIsTakenOffAgainIsNotKept() {
    double[] at = {FACE.x(13), FACE.y(13)};
    float[] map =
        KeptAreas.painted(
            FACE, List.of(new KeptAreas.Stroke(true, 12, at), new KeptAreas.Stroke(false, 40, at)));
    assertThat(sum(map)).isZero();
  }

  @Test
  void anAreaComesAndGoesSoftly() {
    KeptAreas kept = KeptAreas.of(List.of(new KeptAreas.Area(1, 10, 20, 3, mouth())));
    double whole = sum(kept.at(1, 10));
    assertThat(sum(kept.at(1, 9))).isBetween(.7 * whole, .8 * whole);
    assertThat(sum(kept.at(1, 23))).isBetween(.2 * whole, .3 * whole);
    assertThat(kept.at(1, 24)).isNull();
    assertThat(kept.at(1, 6)).isNull();
  }

  @Test
  void whatWasWrittenIsReadAndWhatIsNoFileIsNamed() throws Exception {
    Path file = KeptAreas.beside(folder.resolve("a.jsonl"));
    assertThat(KeptAreas.read(file)).isSameAs(KeptAreas.NONE);
    KeptAreas kept = KeptAreas.of(List.of(new KeptAreas.Area(2, 3, 4, 1, mouth())));
    kept.write(file);
    KeptAreas read = KeptAreas.read(file);
    assertThat(read.areas()).hasSize(1);
    assertThat(read.areas().getFirst().from()).isEqualTo(3);
    for (int i = 0; i < mouth().length; i++) {
      assertThat(read.areas().getFirst().map()[i]).isBetween(mouth()[i] - .04f, mouth()[i] + .04f);
    }
    Files.writeString(file, Files.readString(file).replaceFirst("\"fade\":1", "\"fade\":-1"));
    assertThatThrownBy(() -> KeptAreas.read(file)).hasMessageContaining("line 2");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> KeptAreas.read(file)).hasMessageContaining("line 1");
  }
}
