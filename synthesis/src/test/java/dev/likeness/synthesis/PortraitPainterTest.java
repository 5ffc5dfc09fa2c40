package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Consents;
import dev.likeness.consent.Ledger;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.MouthShape;
import dev.likeness.core.Patch;
import dev.likeness.faces.FaceObservation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortraitPainterTest {
  private static final int SIDE = 300;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-12-01T02:00:00Z"), ZoneOffset.UTC);
  private static final FaceMesh FACE = Meshes.face(150, 130, 14, 0);
  private static final FaceMotion.State OPEN =
      new FaceMotion.State(new MouthShape(.6f, 0, 0, 0, .2f, 0, .3f, 0), 0, 0, 0, 0, 0);

  @TempDir private Path folder;

  private Clearance clearance() {
    Digest picture = Digest.of(new byte[] {1});
    NobodyGrant grant =
        NobodyGrant.of("drawn", "drawn for a test", "tester", CLOCK.instant(), List.of(picture));
    Ledger ledger = Ledger.at(folder.resolve("ledger.jsonl"));
    ledger.add(grant, CLOCK);
    return new Consents(ledger)
        .require(new PersonaRef("drawn", grant.id(), List.of(picture)), Use.TALK, CLOCK);
  }

  /** Lips whose edges are spread over some pixels, and what an encoder leaves. */
  private static Frame face(int grain) {
    float[] line = Rings.outline(FACE, new MeshAreas(FaceTopology.canonical()).lips, 0, 0);
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      double d = Rings.inside(line, i % SIDE + .5f, i / SIDE + .5f);
      int light =
          (int) (190 - 60 / (1 + Math.exp(-.85 * d))) + (i / SIDE % 2 == 0 ? grain : -grain);
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) (light - 20 * c);
      }
    }
    return new Frame(SIDE, SIDE, rgb);
  }

  /** The greatest step from a row to the next but one down the open mouth. */
  private float steepest(@Nullable Frame made) {
    Frame film = face(4);
    try (PortraitPainter painter =
        new PortraitPainter(clearance(), new FaceMotion(List.of(OPEN)))) {
      Patch p = (made == null ? painter : painter.holding(made)).patch(film, FACE, OPEN);
      Frame out = p == null ? film : film.plus(p);
      FaceMesh moved = new Expression(FaceTopology.canonical()).moved(FACE, OPEN);
      float most = 0;
      int x = Math.round(moved.x(14));
      for (int y = (int) moved.y(13) - 4; y < moved.y(14) + 4; y++) {
        most = Math.max(most, Math.abs(out.at(x, y + 2, 0) - out.at(x, y, 0)));
      }
      return most;
    }
  }

  @Test
  void theMouthIsAsSoftAsThePictureThatTheFilmWasMadeOf() {
    assertThat(steepest(face(0))).isLessThan(.8f * steepest(null));
  }

  /** The network holds shut lips for parted; drawn from there they would never shut. */
  @Test
  void lipsAreWhereTheHeldPictureHasThem() {
    Frame picture = face(0);
    int lower = 3;
    for (int x = (int) FACE.x(78) + 2; x < FACE.x(308) - 2; x++) {
      for (int y = (int) FACE.y(13) + lower - 1; y <= FACE.y(13) + lower + 2; y++) {
        for (int c = 0; c < 3; c++) {
          picture.rgb()[3 * (y * SIDE + x) + c] = 20;
        }
      }
    }
    FaceObservation seen =
        new FaceObservation(
            1, 0, FACE, 1, true, false, new FaceObservation.Quality(60, 1, 1), new float[0]);
    try (PortraitPainter painter =
        new PortraitPainter(clearance(), new FaceMotion(List.of(OPEN)))) {
      FaceNotes first = painter.measure(picture, seen, null);
      FaceMesh held = new FaceMesh(first.values());
      assertThat(FACE.distance(13, 14)).isGreaterThan(6);
      assertThat(held.distance(13, 14)).isLessThan(2);
      assertThat(held.y(152)).isEqualTo(FACE.y(152));
      assertThat(painter.measure(picture, seen, first)).isSameAs(first);
    }
  }
}
