package dev.likeness.provenance.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImprintTest {
  private static final MarkId ID = new MarkId(77);

  @Test
  void itIsKeptAsText() {
    Imprint i = Imprint.of(MarkScenes.picture(300, 500, 1), ID, Medium.STILL);
    Imprint again = Imprint.of(i.text());
    assertThat(again.text()).isEqualTo(i.text());
    assertThat(again.likeness(i)).isGreaterThan(.999);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "2x2", "2x2:", "2x2:AAAAAAAA", "-1x4:AAAA", "1x1:fw"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> Imprint.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void picturesDiffer() {
    Imprint one = Imprint.of(MarkScenes.picture(512, 512, 1), ID, Medium.STILL);
    double most = 0;
    for (int seed = 2; seed < 12; seed++) {
      most =
          Math.max(
              most, one.likeness(Imprint.of(MarkScenes.picture(512, 512, seed), ID, Medium.STILL)));
    }
    assertThat(most).isLessThan(Imprint.SAME);
    Frame twice = MarkScenes.picture(1024, 1024, 1);
    Imprint large = Imprint.of(twice, ID, Medium.STILL);
    Imprint half = Imprint.of(MarkScenes.resized(twice, 512, 512), ID, Medium.STILL);
    assertThat(large.likeness(half)).isGreaterThan(.9);
  }
}
