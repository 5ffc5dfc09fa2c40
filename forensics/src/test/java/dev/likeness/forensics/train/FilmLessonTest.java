package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceFinder;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.media.Images;
import dev.likeness.models.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmLessonTest {
  @TempDir private Path folder;

  @Test
  void onlyWhatFilmsAreJudgedByIsLearntAndItIsKept() throws IOException {
    for (int i = 0; i < 12; i++) {
      SplittableRandom r = new Seed(i).random();
      byte[] rgb = new byte[310 * 310 * 3];
      r.nextBytes(rgb);
      Frame f = Edits.blur(new Frame(310, 310, rgb), .8 + r.nextDouble());
      Images.write(f, folder.resolve("p" + i + ".png"), 1);
    }
    JudgeModel kept = JudgeModel.shipped();
    JudgeModel taught;
    try (Models models = new Models();
        FaceFinder finder = new FaceFinder(models)) {
      Lesson.Material material =
          new Lesson.Material(List.of(folder), List.of(), List.of(), 1, 1, 1, 1);
      Lesson.Tools tools = new Lesson.Tools(models, finder, Progress.NONE);
      taught = new FilmLesson(tools, material, kept).run();
    }
    Path file = folder.resolve("taught.safetensors");
    taught.write(file);
    JudgeModel read = JudgeModel.read(file);

    assertThat(read.texture().weight()).isEqualTo(kept.texture().weight());
    assertThat(read.fusion(false)).isEqualTo(read.fusion());
    assertThat(read.fusion().bias()).isEqualTo(kept.fusion().bias());
    assertThat(read.fusion(true).bias()).isNotEqualTo(kept.fusion(true).bias());
    assertThat(read.fusion(true).weights())
        .containsEntry("blend", 0f)
        .containsEntry("spectrum", 0f);
    assertThat(read.fusion(true).weights()).doesNotContainEntry("texture", 0f);
    assertThat(read.fusion(true).conformal().missed()).isEqualTo(.25f);
    assertThat(read.notes()).containsKey("films, verdicts calibrated on files");
  }
}
