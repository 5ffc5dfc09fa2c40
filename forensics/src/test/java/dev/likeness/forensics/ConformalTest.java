package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Seed;
import dev.likeness.forensics.Conformal.Labels;
import dev.likeness.forensics.Conformal.Scores;
import dev.likeness.models.onnx.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConformalTest {
  /** Files around a mean, with pictures around each file's own. */
  private static Scores files(SplittableRandom r, int files, double mean) {
    List<float[]> out = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      float[] v = new float[1 + r.nextInt(6)];
      double own = mean + r.nextGaussian();
      for (int k = 0; k < v.length; k++) {
        v[k] = (float) (own + .5 * r.nextGaussian());
      }
      out.add(v);
    }
    return Scores.of(out);
  }

  private static double one(SplittableRandom r, double mean) {
    return mean + r.nextGaussian() + .5 * r.nextGaussian();
  }

  @Test
  void theStatedErrorHoldsOverManyCalibrations() {
    SplittableRandom r = new Seed(3).random();
    int alarms = 0;
    int missed = 0;
    int n = 20_000;
    for (int i = 0; i < n; i += 10) {
      Map<String, Scores> methods = Map.of("easy", files(r, 30, 6), "hard", files(r, 30, 2));
      Conformal c = new Conformal(files(r, 60, 0), methods, .05, .1);
      for (int k = 0; k < 10; k++) {
        Labels real = c.of(one(r, 0));
        Labels fake = c.of(one(r, k % 2 == 0 ? 2 : 6));
        alarms += real == Labels.MANIPULATED || real == Labels.NONE ? 1 : 0;
        missed += fake == Labels.AUTHENTIC || fake == Labels.NONE ? 1 : 0;
      }
    }

    assertThat(alarms / (double) n).isLessThan(.055);
    assertThat(missed / (double) n).isLessThan(.11);
    assertThat(alarms / (double) n).isGreaterThan(.02);
  }

  @Test
  void apartThereIsAVerdictAndTogetherThereIsNone() {
    SplittableRandom r = new Seed(4).random();
    Conformal apart = new Conformal(files(r, 80, 0), Map.of("a", files(r, 80, 12)), .05, .05);
    Conformal same = new Conformal(files(r, 80, 0), Map.of("a", files(r, 80, 0)), .05, .05);

    assertThat(apart.of(0)).isEqualTo(Labels.AUTHENTIC);
    assertThat(apart.of(12)).isEqualTo(Labels.MANIPULATED);
    assertThat(apart.of(6)).isEqualTo(Labels.NONE);
    assertThat(same.of(0)).isEqualTo(Labels.BOTH);
  }

  @Test
  void tooFewFilesNeverExcludeALabel() {
    Conformal few =
        new Conformal(
            Scores.of(List.of(new float[] {0}, new float[] {1})),
            Map.of("a", Scores.of(List.of(new float[] {5}))),
            .05,
            .1);

    assertThat(few.of(99)).isEqualTo(Labels.BOTH);
    assertThat(few.of(-99)).isEqualTo(Labels.BOTH);
  }

  @Test
  void aFileWithManyPicturesCountsOnce() {
    Scores s = Scores.of(List.of(new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0}, new float[] {1}));

    assertThat(s.count()).isBetween(1.999, 2.001);
    assertThat(s.p(.5, true)).isBetween(.66, .67);
  }

  @Test
  void whatIsSavedIsLoaded() {
    SplittableRandom r = new Seed(5).random();
    Conformal c = new Conformal(files(r, 20, 0), Map.of("a", files(r, 20, 3)), .03, .1);
    Map<String, Weights> all = new HashMap<>();
    c.save("", all);
    new Conformal(files(r, 20, 9), Map.of("b", files(r, 20, 12)), .03, .1).save("film.", all);
    Conformal d = Conformal.load("", all);

    for (double z = -4; z < 8; z += .3) {
      assertThat(d.real(z)).isEqualTo(c.real(z));
      assertThat(d.fake(z)).isEqualTo(c.fake(z));
      assertThat(d.of(z)).isEqualTo(c.of(z));
    }
    assertThat(d.fake()).containsOnlyKeys("a");
    assertThat(Conformal.load("film.", all).fake()).containsOnlyKeys("b");
    assertThat(Conformal.load("", Map.of()).of(50)).isEqualTo(Labels.BOTH);
  }
}
