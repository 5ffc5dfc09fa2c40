package dev.likeness.synthesis.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorksTest {
  @TempDir private Path folder;

  @Test
  void aStyleComesBackAsItWasWritten() {
    Works w = new Works(List.of(Drawn.noise(40, 60, 1), Drawn.noise(40, 200, 2)), .25);
    Path file = folder.resolve("a.safetensors");
    w.write(file, Map.of("title", "noise"));
    assertThat(Works.isStyle(file)).isTrue();
    Works back = Works.read(file);
    assertThat(back.share()).isEqualTo(.25);
    for (int i = 0; i < 2; i++) {
      assertThat(back.pieces().get(i).rgb()).isEqualTo(w.pieces().get(i).rgb());
    }
  }

  @Test
  void whatIsNoStyleIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("no.safetensors"), "not a style at all");
    assertThat(Works.isStyle(file)).isFalse();
    assertThatThrownBy(() -> Works.read(file))
        .isInstanceOf(StyleException.class)
        .hasMessageContaining("no.safetensors");
  }

  @Test
  void rareTonesAreKept() {
    Study study = new Study();
    for (int i = 0; i < 6; i++) {
      study.add(Drawn.noise(512, 200, i));
    }
    study.add(Drawn.noise(512, 40, 9));
    Works w = study.learnt(4);
    assertThat(w.pieces()).hasSize(4);
    assertThat(w.pieces().stream().mapToDouble(WorksTest::light).min().orElseThrow())
        .isLessThan(60);
    assertThat(w.pieces().stream().mapToDouble(WorksTest::light).max().orElseThrow())
        .isGreaterThan(180);
    assertThatThrownBy(() -> new Study().learnt(4)).isInstanceOf(StyleException.class);
  }

  private static double light(Frame f) {
    double sum = 0;
    for (byte b : f.rgb()) {
      sum += b & 255;
    }
    return sum / f.rgb().length;
  }
}
