package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearFramesTest {
  private static List<float[]> frames(float... values) {
    List<float[]> out = new ArrayList<>();
    for (float v : values) {
      out.add(new float[] {99, v, -v});
    }
    return out;
  }

  @Test
  void oneFrameThatErrsIsOutvotedByItsNeighbours() {
    float[] mean = NearFrames.mean(frames(0, 0, 0, 0, 1, 0, 0, 0, 0), 1, 2, 4);
    assertThat(mean[0]).isBetween(.2f, .35f);
    assertThat(mean[1]).isEqualTo(-mean[0]);
  }

  @Test
  void atTheEndsOfAFilmTheFramesThatThereAreCount() {
    assertThat(NearFrames.mean(frames(.5f), 1, 1, 0)[0]).isCloseTo(.5f, within(1e-6f));
    float[] ramp = NearFrames.mean(frames(0, 1, 2, 3, 4, 5, 6, 7), 1, 1, 0);
    assertThat(ramp[0]).isBetween(.5f, 1.5f);
  }
}
