package dev.likeness.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Progress;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersBenchTest {
  @TempDir private Path folder;

  @Test
  void questionsAreAnsweredAsWellAsTheDocsSay() {
    AnswersBench.Result r = AnswersBench.run(folder, Progress.NONE);
    assertThat(r.outcomes()).hasSize(174);
    assertThat(r.found()).isGreaterThanOrEqualTo(.9);
    assertThat(r.right()).isGreaterThanOrEqualTo(.7);
    assertThat(r.refused()).isGreaterThanOrEqualTo(.84);
    double[] packaged = Calibration.packaged().weights();
    for (int i = 0; i < packaged.length; i++) {
      assertThat(packaged[i]).isCloseTo(r.calibration().get(i), Offset.offset(.02));
    }
  }
}
