package dev.likeness.flow.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.flow.Home;
import dev.likeness.flow.Personas;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.View;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the generator in the program. */
class InventionTest {
  @TempDir private Path folder;

  @Test
  void aPersonHasSeveralViewsAndIsTheSameInAll() {
    try (Workshop shop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC())) {
      List<String> said = new ArrayList<>();
      Personas.Stored made =
          Invention.of(
              shop,
              Generators.read(null),
              "zoe",
              new Seed(3),
              Generators.VARIETY,
              said::add,
              Progress.NONE);
      assertThat(made.views()).isGreaterThanOrEqualTo(7);
      assertThat(said).hasSizeGreaterThanOrEqualTo(9);
      assertThat(made.remarks()).as("nobody can bring more pictures of her").isEmpty();
      // makers draw from the front; it and all others are found as the same person
      Persona p = shop.personas().load("zoe");
      assertThat(p.views()).hasSize(1);
      View front = p.views().getFirst();
      assertThat(front.picture().width()).isGreaterThan(256);
      assertThat(front.eyes())
          .as("the generator draws 256 pixels, whatever they are enlarged to")
          .isCloseTo(front.mesh().eyeDistance() / 2, within(1e-3));
      float[] who = shop.finder().embed(front.picture(), front.mesh());
      double least = 90;
      double most = -90;
      double shut = 1;
      for (Path file : shop.personas().viewFiles("zoe")) {
        List<FaceObservation> seen = shop.finder().faces(Images.read(file));
        assertThat(seen).hasSize(1);
        FaceObservation f = seen.getFirst();
        assertThat(Identity.likeness(who, f.embedding())).isGreaterThan(Identity.SAME);
        least = Math.min(least, f.pose().yaw());
        most = Math.max(most, f.pose().yaw());
        shut = Math.min(shut, f.apertures().eyes());
      }
      assertThat(most - least).isGreaterThan(12);
      assertThat(shut).isLessThan(.7 * FaceGeometry.apertures(front.mesh()).eyes());
    }
  }
}
