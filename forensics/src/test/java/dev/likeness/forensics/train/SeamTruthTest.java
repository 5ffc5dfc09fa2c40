package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.forensics.BlendExpert;
import dev.likeness.forensics.BlendNet;
import org.junit.jupiter.api.Test;

class SeamTruthTest {
  private static final int N = BlendNet.MASK;
  private final Frame before = new Frame(2 * BlendNet.SIDE, BlendNet.SIDE, bytes());

  private static byte[] bytes() {
    return new byte[2 * BlendNet.SIDE * BlendNet.SIDE * 3];
  }

  /** The left half of a picture that is twice as wide as the crop. */
  private float[] left() {
    float[] replaced = new float[before.width() * before.height()];
    for (int y = 0; y < before.height(); y++) {
      java.util.Arrays.fill(
          replaced, y * before.width(), y * before.width() + before.width() / 2, 1);
    }
    return replaced;
  }

  @Test
  void cellsFollowTheCrop() {
    float[] cells = new float[N * N];
    SeamTruth.put(left(), before, Affine2.translate(BlendNet.SIDE / 2.0, 0), false, cells, 0);
    assertThat(cells[5 * N]).isEqualTo(1);
    assertThat(cells[5 * N + N / 2 - 1]).isEqualTo(1);
    assertThat(cells[5 * N + N / 2]).isZero();
    SeamTruth.put(left(), before, Affine2.translate(BlendNet.SIDE / 2.0, 0), true, cells, 0);
    assertThat(cells[5 * N]).isZero();
    assertThat(cells[5 * N + N - 1]).isEqualTo(1);
  }

  @Test
  void whatLiesOutsideWasNotReplaced() {
    float[] cells = new float[N * N];
    java.util.Arrays.fill(cells, 7);
    SeamTruth.put(left(), before, Affine2.translate(-BlendNet.SIDE, 0), false, cells, 0);
    assertThat(cells).containsOnly(0);
    SeamTruth.put(null, before, Affine2.IDENTITY, false, cells, 0);
    assertThat(cells).containsOnly(0);
  }

  @Test
  void theMapIsWhatComesNearTheMostSuspiciousPlace() {
    float[] map = BlendExpert.lifted(new float[] {-9, -4, -1.5f, -2});
    assertThat(map[2]).isPositive();
    assertThat(map[3]).isPositive();
    assertThat(map[1]).isNotNegative().isLessThan(map[3]);
    assertThat(map[0]).isNegative();
  }
}
