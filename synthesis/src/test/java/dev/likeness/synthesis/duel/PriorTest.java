package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.models.onnx.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorTest {
  private static final int CODES = 4;

  /** Two classes: the first number is their own, the second says the third again. */
  private static Prior people() {
    var random = new Seed(1).random();
    int n = 60;
    float[] rows = new float[n * CODES];
    float[] labels = new float[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 2;
      rows[i * CODES] = i % 2 == 0 ? -1 : 1;
      rows[i * CODES + 1] = random.nextBoolean() ? 1 : -1;
      rows[i * CODES + 2] = rows[i * CODES + 1];
      rows[i * CODES + 3] = (float) random.nextGaussian();
    }
    return new Prior(Weights.of(rows, n, CODES), labels);
  }

  private static float[] drawn(Prior prior, int label, long seed) {
    float[] z = new float[CODES + 2];
    Arrays.fill(z, 9);
    prior.draw(label, new Seed(seed).random(), z);
    return z;
  }

  @Test
  void mixturesSpreadAsTheirPicturesDoAndWhatGoesTogetherStaysTogether() {
    double[] squares = new double[CODES];
    int n = 2000;
    for (int i = 0; i < n; i++) {
      float[] z = drawn(people(), i % 2, i);
      assertThat(z[1]).isEqualTo(z[2]);
      for (int k = 0; k < CODES; k++) {
        squares[k] += z[k] * z[k] / n;
      }
    }
    assertThat(squares[1]).isCloseTo(1, within(.1));
    assertThat(squares[3]).isCloseTo(1, within(.25));
  }

  @Test
  void aClassIsMixedOfItsOwnPicturesAndTheRestOfTheLatentStays() {
    for (int i = 0; i < 50; i++) {
      assertThat(drawn(people(), 0, i)[0]).isCloseTo(-1, within(1e-5f));
      assertThat(drawn(people(), 1, i)[0]).isCloseTo(1, within(1e-5f));
      assertThat(drawn(people(), 1, i)).endsWith(9, 9);
    }
    assertThat(drawn(people(), 1, 3)).isEqualTo(drawn(people(), 1, 3));
    assertThat(drawn(people(), 1, 3)).isNotEqualTo(drawn(people(), 1, 4));
  }

  @Test
  void aClassOfWhichNoneCanBeMixedKeepsItsOwn() {
    // dark and bright walls that differ a little, and one picture of another class unlike all
    List<PictureSet.Item> items = new ArrayList<>();
    var random = new Seed(2).random();
    for (int i = 0; i < 20; i++) {
      byte[] rgb = new byte[32 * 32 * 3];
      if (i == 0) {
        random.nextBytes(rgb);
      } else {
        Arrays.fill(rgb, (byte) (60 + 5 * random.nextInt(10)));
      }
      items.add(new PictureSet.Item("picture " + i, i == 0 ? 1 : 0, rgb));
    }
    PictureSet set = new PictureSet(32, items);
    Prior prior = Prior.of(Anchors.of(set, 2, new Seed(3)), set);
    assertThat(prior.knows(0)).isTrue();
    assertThat(prior.knows(1)).isTrue();
    assertThat(prior.knows(2)).isFalse();
  }

  @Test
  void aClassWithoutPicturesIsNamed() {
    assertThatThrownBy(() -> drawn(people(), 2, 1)).hasMessageContaining("class 2");
  }
}
