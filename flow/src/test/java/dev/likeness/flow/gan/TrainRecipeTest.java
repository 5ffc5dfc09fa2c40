package dev.likeness.flow.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import dev.likeness.models.net.Precision;
import dev.likeness.synthesis.duel.Augment;
import dev.likeness.synthesis.duel.Collector;
import dev.likeness.synthesis.duel.Collector.Framing;
import dev.likeness.synthesis.duel.DuelSettings;
import dev.likeness.synthesis.duel.GeneratorFile;
import dev.likeness.synthesis.duel.Lead;
import dev.likeness.synthesis.duel.NetSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder to a generator, with a network that learns in a blink. */
class TrainRecipeTest {
  @TempDir Path folder;

  private TrainRequest request(Path data, long steps, boolean resume) {
    DuelSettings settings =
        new DuelSettings(
            new NetSize(16, 8, .1, 0, 4),
            4,
            .002,
            1.5,
            new Lead(2, 2, 3, .003),
            1,
            2,
            100,
            Augment.USUAL,
            Precision.FULL);
    return new TrainRequest(
        data,
        folder.resolve("toy.safetensors"),
        folder.resolve("toy.run"),
        settings,
        steps,
        new Seed(1),
        Framing.CENTRE,
        Collector.Faces.AS_THEY_ARE,
        true,
        .1,
        1,
        null,
        resume,
        "toy",
        "CC0-1.0");
  }

  private Path data() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    for (int i = 0; i < 10; i++) {
      byte[] rgb = new byte[3 * 24 * 24];
      for (int k = 0; k < rgb.length; k++) {
        rgb[k] = (byte) (k * (i + 3) / 7 + 20 * i);
      }
      Images.write(new Frame(24, 24, rgb), data.resolve(i + ".png"), 1);
    }
    Files.writeString(data.resolve("notes.txt"), "not a picture");
    return data;
  }

  @Test
  void aFolderBecomesAGeneratorAPageAndARunThatCanBeRepeated() throws IOException {
    List<String> said = new ArrayList<>();
    try (Workshop shop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC())) {
      new TrainRecipe(shop, request(data(), 50, false), said::add).perform(Progress.NONE);
      GeneratorFile file = Generators.read(folder.resolve("toy.safetensors"));
      assertThat(file.faces()).isFalse();
      assertThat(file.note("steps")).isEqualTo("50");
      assertThat(said).anyMatch(l -> l.contains("10 of 11 files"));
      assertThat(said).anyMatch(l -> l.contains("notes.txt"));
      String page = Files.readString(folder.resolve("toy.run/index.html"));
      assertThat(page).contains("Step 50 of 50", "Done.", "grids/0000050.png", "<polyline");
      assertThatThrownBy(
              () ->
                  new TrainRecipe(shop, request(folder.resolve("data"), 60, false), said::add)
                      .perform(Progress.NONE))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("--resume");
      Replay.Result r =
          Replay.of(
              folder.resolve("toy.run"),
              folder.resolve("again"),
              null,
              Clock.systemUTC(),
              Progress.NONE);
      assertThat(r.steps()).isEqualTo(50);
      assertThat(r.same()).isTrue();
      new TrainRecipe(shop, request(folder.resolve("data"), 60, true), said::add)
          .perform(Progress.NONE);
      assertThat(Generators.read(folder.resolve("toy.safetensors")).note("steps")).isEqualTo("60");
    }
  }
}
