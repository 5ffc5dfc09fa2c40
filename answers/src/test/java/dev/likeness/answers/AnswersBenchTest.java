package dev.likeness.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Progress;
import dev.likeness.models.Models;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersBenchTest {
  @TempDir private Path folder;

  @Test
  void questionsAreAnsweredAsWellAsTheDocsSay() {
    try (Models models = new Models()) {
      AnswersBench.Result r = AnswersBench.run(folder, models.sentences(), Progress.NONE);
      assertThat(r.outcomes()).hasSize(174);
      assertThat(r.found()).isGreaterThanOrEqualTo(.9);
      assertThat(r.right()).isGreaterThanOrEqualTo(.75);
      assertThat(r.refused()).isGreaterThanOrEqualTo(.85);
      List<String> packaged = Judgement.MEANING.lines("meaning");
      for (int i = 0; i < packaged.size(); i++) {
        // eight-bit networks give slightly other numbers on other processors
        assertThat(weight(packaged.get(i)))
            .as(packaged.get(i))
            .isCloseTo(weight(r.judgement().get(i)), Offset.offset(.5));
      }
    }
  }

  private static double weight(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
