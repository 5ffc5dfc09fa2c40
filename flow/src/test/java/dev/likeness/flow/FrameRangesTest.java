package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameRangesTest {
  private static FrameRanges of(long... frames) {
    FrameRanges r = new FrameRanges();
    for (long f : frames) {
      r.add(f);
    }
    return r;
  }

  @Test
  void framesThatAreNearBelongTogether() {
    assertThat(of().isEmpty()).isTrue();
    assertThat(of(3, 4, 5, 17, 40, 60, 61).text(8)).isEqualTo("frames 3–17, 40, 60–61");
    assertThat(of(3, 12, 40).contains(10)).isTrue();
    assertThat(of(3, 12, 40).contains(39)).isFalse();
  }

  @Test
  void severalFacesInAFrameAreOneFrame() {
    assertThat(of(7, 7, 8, 8).text(8)).isEqualTo("frames 7–8");
  }

  @Test
  void manyStretchesAreCounted() {
    assertThat(of(0, 20, 40, 60).text(2)).isEqualTo("frames 0, 20 and 2 more stretches");
    assertThat(of(0, 20, 40).text(2)).isEqualTo("frames 0, 20 and 1 more stretch");
  }
}
