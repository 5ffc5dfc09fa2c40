package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartRecipeTest {
  @Test
  void portraitsOfWhichNobodySaysWhereTheyComeFromAreNotLearntFrom() {
    List<Path> people = List.of(Path.of("somebody.png"));
    assertThatThrownBy(
            () ->
                new StartRecipe.Plan(
                    people, " ", 8, new Seed(1), 1, Duration.ofMinutes(1), 1, Path.of("run")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("they must show nobody");
  }
}
