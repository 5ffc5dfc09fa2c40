package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnMouthsTest {
  @Test
  void aShortVideoIsLookedAtWhole() {
    for (long frames : new long[] {0, 1, 75, 500}) {
      assertThat(OwnMouths.every(frames)).isEqualTo(OwnMouths.STRETCH);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {501, 750, 1080, 5000, 90_000})
  void ofALongVideoTenStretchesOrSoAreLookedAtToItsEnd(long frames) {
    long every = OwnMouths.every(frames);
    long[] looked =
        LongStream.range(0, frames).filter(i -> i % every < OwnMouths.STRETCH).toArray();
    assertThat(looked.length).isBetween(400, 560);
    assertThat(looked[looked.length - 1]).isGreaterThan(frames * 8 / 10);
  }
}
