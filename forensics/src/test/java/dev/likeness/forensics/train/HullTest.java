package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceFinder;
import dev.likeness.forensics.BlendNet;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.media.Images;
import dev.likeness.models.Models;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HullTest {
  private static Frame texture(int side, long seed) {
    byte[] rgb = new byte[side * side * 3];
    new Seed(seed).random().nextBytes(rgb);
    return Edits.blur(new Frame(side, side, rgb), 1.2);
  }

  @Test
  void liesUprightAndItsMiddleWithinThePicture() {
    SplittableRandom r = new Seed(3).random();
    for (int side : new int[] {120, 288}) {
      Frame f = texture(side, side);
      for (int i = 0; i < 50; i++) {
        FaceMesh m = Hull.in(f, r);

        assertThat(m.y(10)).isLessThan(m.y(152));
        assertThat(m.eyeDistance()).isBetween(20.0, 86.0);
        assertThat((double) m.x(1)).isBetween(.1 * side, .9 * side);
        assertThat((double) m.y(1)).isBetween(.1 * side, .9 * side);
      }
    }
  }

  /** Some blocks of 16 pixels stay what they were, others do not, by the seed alone. */
  @Test
  void aFilmCodesSomeBlocksAnew() {
    Frame f = texture(192, 8);
    FaceMesh m = Hull.in(f, new Seed(6).random());
    int mixed = 0;
    for (long seed = 0; seed < 8; seed++) {
      byte[] a = Patchy.through(f, m, seed).rgb();
      assertThat(Patchy.through(f, m, seed).rgb()).isEqualTo(a);
      boolean[] changed = new boolean[144];
      for (int i = 0; i < 192 * 192; i++) {
        changed[i / 192 / 16 * 12 + i % 192 / 16] |= a[3 * i] != f.rgb()[3 * i];
      }
      int n = 0;
      for (boolean c : changed) {
        n += c ? 1 : 0;
      }
      assertThat(n).isPositive();
      mixed += n < 144 ? 1 : 0;
    }
    assertThat(mixed).isPositive();
  }

  /** One step from what was learnt before is near it, and so is none of what chance begins with. */
  @Test
  void seamsAreLearntOnFromWhatWasKnown() {
    Torch torch = Torch.cpu(1);
    Map<String, Weights> before = new HashMap<>();
    try (Parameters p = new Parameters(torch, BlendNet.parameters(), new Seed(1))) {
      p.give("detail.weight", BlendNet.detail());
      p.save("", before);
    }
    Frame face = texture(200, 5);
    FaceMesh mesh = Hull.in(face, new Seed(4).random());
    List<Base> stock =
        List.of(new Base("face", face, mesh), new Base("scene", texture(200, 6), null));
    try (Forger forger = new Forger(torch, stock, 1, new Seed(2), Progress.NONE)) {
      Map<String, Weights> after =
          SeamTrainer.more(torch, stock, before, forger, 1, new Seed(2), Progress.NONE);

      assertThat(after.keySet())
          .containsExactlyInAnyOrderElementsOf(
              BlendNet.parameters().stream().map(Parameter::name).toList());
      float[] a = Objects.requireNonNull(before.get("b.weight")).values();
      float[] b = Objects.requireNonNull(after.get("b.weight")).values();
      float most = 0;
      for (int i = 0; i < a.length; i++) {
        most = Math.max(most, Math.abs(a[i] - b[i]));
      }
      assertThat(most).isBetween(1e-8f, .01f);
    }
  }

  @Test
  void photographsAloneAreTooLittleToLearnFrom(@TempDir Path folder) {
    for (int i = 0; i < 4; i++) {
      Images.write(texture(400, i), folder.resolve("wall" + i + ".png"), 1);
    }
    Lesson.Material material =
        new Lesson.Material(List.of(folder), List.of(), List.of(), 1, 1, 1, 1);
    try (Models models = new Models();
        FaceFinder finder = new FaceFinder(models)) {
      Lesson.Tools tools = new Lesson.Tools(models, finder, Progress.NONE);
      SeamLesson lesson = new SeamLesson(tools, material, JudgeModel.shipped(), 1);

      assertThatThrownBy(lesson::run)
          .isInstanceOf(ForensicsException.class)
          .hasMessageContaining("0 faces")
          .hasMessageContaining("--data");
    }
  }
}
