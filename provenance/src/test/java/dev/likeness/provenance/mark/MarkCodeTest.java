package dev.likeness.provenance.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkCodeTest {
  private static float[] sent(MarkId id) {
    int[] coded = MarkCode.encode(id);
    float[] soft = new float[coded.length];
    for (int i = 0; i < soft.length; i++) {
      soft[i] = coded[i];
    }
    return soft;
  }

  @Test
  void whatIsSentIsReceived() {
    for (long value : new long[] {0, -1, 1, Long.MIN_VALUE, 0x0123456789ABCDEFL}) {
      assertThat(MarkCode.decode(sent(new MarkId(value)))).contains(new MarkId(value));
    }
  }

  @Test
  void noiseAsStrongAsTheSignalIsBorne() {
    Random random = new Random(1);
    int right = 0;
    for (int n = 0; n < 40; n++) {
      MarkId id = new MarkId(random.nextLong());
      float[] soft = sent(id);
      for (int i = 0; i < soft.length; i++) {
        soft[i] += (float) random.nextGaussian();
      }
      right += MarkCode.decode(soft).filter(id::equals).isPresent() ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(38);
  }

  @Test
  void noiseAloneSeldomPassesTheChecksum() {
    Random random = new Random(2);
    int passed = 0;
    for (int n = 0; n < 60; n++) {
      float[] soft = new float[MarkCode.BITS];
      for (int i = 0; i < soft.length; i++) {
        soft[i] = (float) random.nextGaussian();
      }
      passed += MarkCode.decode(soft).isPresent() ? 1 : 0;
    }
    // 24 of 65,536 each
    assertThat(passed).isLessThanOrEqualTo(1);
  }
}
