package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.models.onnx.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Latents of pictures. */
class AnchorsTest {
  private static final PictureSet DISCS = Toy.discs(64, 40);

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void latentsSpreadAsThoseDrawnByChanceDo() {
    float[][] codes = Anchors.of(DISCS, 4, new Seed(1)).of(DISCS);
    assertThat(codes).hasDimensions(80, 4);
    for (int j = 0; j < 3; j++) {
      double mean = 0;
      double square = 0;
      for (float[] c : codes) {
        mean += c[j] / codes.length;
        square += c[j] * c[j] / codes.length;
      }
      assertThat(mean).isEqualTo(0, within(.05));
      assertThat(square).isEqualTo(1, within(.1));
    }
  }

  @Test
  void alikePicturesLieTogetherAndOthersApart() {
    float[][] codes = Anchors.of(DISCS, 4, new Seed(1)).of(DISCS);
    // a disc is its own mirror image, up to the pixel that the middle falls on
    double mirrored = 0;
    double others = 0;
    for (int i = 0; i < 39; i++) {
      mirrored += distance(codes[2 * i], codes[2 * i + 1]) / 39;
      others += distance(codes[2 * i], codes[2 * i + 2]) / 39;
    }
    assertThat(mirrored).isLessThan(.25 * others);
  }

  @Test
  void aSetOfFewPicturesHasFewComponents() {
    PictureSet few = Toy.discs(32, 8);
    assertThat(Anchors.of(few, 24, new Seed(1)).count()).isEqualTo(7);
  }

  @Test
  void whatIsSavedIsLoadedForPicturesOfOtherSizesToo() {
    Anchors a = Anchors.of(DISCS, 4, new Seed(1));
    Map<String, Weights> all = new LinkedHashMap<>();
    a.save(all);
    Anchors b = Anchors.load(all);
    assertThat(b.of(DISCS)).isDeepEqualTo(a.of(DISCS));
    assertThat(b.fits(DISCS.halved())).isTrue();
    assertThat(b.fits(DISCS.halved().halved())).isFalse();
    assertThat(distance(b.of(DISCS.halved())[5], a.of(DISCS)[5])).isLessThan(.01);
    assertThatThrownBy(() -> Anchors.load(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("older version");
  }

  @Test
  void aLedGeneratorComesNearerToThePictures() {
    List<Double> near = new ArrayList<>();
    Lead lead = new Lead(90, 2, 3, .003);
    try (Duel duel = new Duel(Toy.TORCH, Toy.groundless(16).with(lead), new Seed(1))) {
      PictureSet set = Toy.discs(16, 12);
      float[][] codes = Anchors.of(set, 4, new Seed(1)).of(set);
      try (Feeder feeder = new Feeder(set, 4, true, new Seed(1), codes)) {
        for (int n = 1; n <= lead.steps() + 3; n++) {
          Duel.Step s = duel.step(feeder.take(n, 0), n, 0, 1);
          near.add(s.near());
          assertThat(s.finite()).isTrue();
          assertThat(s.making() == 0).isEqualTo(n <= lead.steps()); // before that nobody judges
        }
      }
    }
    double first = near.subList(0, 10).stream().mapToDouble(v -> v).average().orElse(0);
    double last = near.subList(80, 90).stream().mapToDouble(v -> v).average().orElse(9);
    assertThat(last).isLessThan(.6 * first);
  }
}
