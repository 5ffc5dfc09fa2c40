package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.models.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same network in PyTorch, where it learns, and in ONNX Runtime, where it works. */
class PictureMakerTest {
  @TempDir Path folder;

  @Test
  void bothRuntimesGiveTheSamePicture() throws IOException {
    Path run = folder.resolve("run");
    Path file = folder.resolve("discs.safetensors");
    try (Training t = Toy.begin(run, Toy.settings(32), null);
        Models models = new Models()) {
      Toy.train(t, 4);
      Export.write(
          new RunFolder(run), file, false, List.of(), "discs", "CC0-1.0", models, Progress.NONE);
      GeneratorFile read = GeneratorFile.read(file);
      assertThat(read.note(GeneratorFile.TITLE)).isEqualTo("discs");
      assertThat(read.size()).isEqualTo(t.duel().settings().size());
      try (PictureMaker maker = new PictureMaker(models, read)) {
        float[] z = maker.latent(new Seed(4), 0);
        Frame here = maker.draw(maker.style(z, 0, 1));
        Frame there = PictureSet.frame(t.duel().sample(z, 0), 0, 32);
        int worst = 0;
        for (int i = 0; i < here.rgb().length; i++) {
          worst = Math.max(worst, Math.abs((here.rgb()[i] & 255) - (there.rgb()[i] & 255)));
        }
        // weights are kept in 16 bits
        assertThat(worst).isLessThanOrEqualTo(2);
        assertThat(maker.draw(maker.style(z, 0, 1)).rgb()).isEqualTo(here.rgb());
        Frame other = maker.draw(maker.style(maker.latent(new Seed(5), 0), 0, 1));
        assertThat(other.rgb()).isNotEqualTo(here.rgb());
        float[] middle = maker.style(z, 0, 0);
        assertThat(middle[0]).isCloseTo(read.middle()[0], within(1e-6f));
        assertThat(PictureMaker.onnx(read)).containsOnlyKeys("style", "draw");
      }
      assertThat(models.openSessions()).isZero();
    }
    byte[] all = Files.readAllBytes(file);
    assertThatThrownBy(() -> GeneratorFile.of("cut", java.util.Arrays.copyOf(all, all.length - 9)))
        .isInstanceOf(DuelException.class)
        .hasMessageContaining("cut");
    assertThatThrownBy(
            () ->
                GeneratorFile.of(
                    "text",
                    "no tensors here at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(DuelException.class);
  }
}
