package dev.likeness.flow.gan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the generator in the program. */
class WalkMeasureTest {
  @TempDir private Path folder;

  @Test
  void aWalkMovesAsAWhole() {
    try (Workshop shop = new Workshop(new Home(folder.resolve("walk")), Clock.systemUTC())) {
      WalkMeasure.Result r =
          WalkMeasure.of(
              shop, Generators.read(null), 1, new Seed(1), Generators.VARIETY, Progress.NONE);
      assertThat(r.equivariance()).isGreaterThan(r.gridEquivariance() + 2);
      assertThat(r.edges()).isGreaterThan(r.dissolveEdges());
    }
  }
}
