package dev.likeness.flow.quality;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.media.Images;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MarkBenchTest {
  private static final int SIDE = 448;

  @TempDir private Path folder;

  /** Discs on a soft ground, with some grain. */
  private static Frame picture() {
    Random random = new Random(3);
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      boolean disc = Math.hypot(x % 150 - 75, y % 130 - 65) < 45;
      double v = (disc ? 160 : 80) + x / 9.0 + 2 * random.nextGaussian();
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) (v + 6 * c);
      }
    }
    return new Frame(SIDE, SIDE, rgb);
  }

  @Test
  void marksAreCountedAndUnmarkedPicturesGiveNone() throws Exception {
    Path file = folder.resolve("discs.png");
    Images.write(picture(), file, 1);
    Path out = folder.resolve("out");
    Path other = folder.resolve("other.png");
    Images.write(picture().crop(new Box(100, 60, 300, 320)), other, 1);
    MarkBench.Plan plan = new MarkBench.Plan(List.of(file), List.of(), List.of(other), 3, out);
    MarkReport report = new MarkBench(plan, Progress.NONE).run();

    MarkReport.Stills stills = report.stills().orElseThrow();
    assertThat(stills.least()).isBetween(41.9, 45.0);
    assertThat(stills.untouched().unaided()).isEqualTo(1);
    assertThat(stills.attacks()).hasSize(MarkAttack.values().length);
    for (MarkAttack easy : List.of(MarkAttack.JPEG_50, MarkAttack.MIRROR)) {
      assertThat(requireNonNull(stills.attacks().get(easy)).right()).as("%s", easy).isEqualTo(1);
    }
    assertThat(report.chance().falseFindings()).isZero();

    JsonNode json = JsonMapper.shared().readTree(Files.readString(out.resolve("mark.json")));
    assertThat(json.path("pictures").path("attacks").path("half").path("tried").asInt())
        .isEqualTo(1);
    assertThat(json.path("unmarked").path("count").asInt()).isEqualTo(3);
    assertThat(json.path("unmarked").path("sources").asInt()).isEqualTo(2);
    assertThat(Files.readString(out.resolve("mark.html"))).contains("JPEG q50", "</table>");
    try (var left = Files.list(out)) {
      assertThat(left).hasSize(2);
    }
  }
}
