package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.forensics.Fusion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FilmSumTest {
  private static final int FILES = 300;

  /**
   * Texture tells what a network drew, grafts tell faces that were laid in, and each says of the
   * other's as of untouched ones.
   *
   * @param slope what a unit of the texture's is worth
   */
  private static List<FilmSum.Case> cases(double slope) {
    SplittableRandom r = new Seed(6).random();
    List<FilmSum.Case> all = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      all.add(of("f" + i, null, -1, -1, slope, r));
      all.add(of("f" + i, Method.SHUFFLE, 1, -1, slope, r));
      all.add(of("f" + i, Method.GRAFT, -1, 1, slope, r));
    }
    return all;
  }

  private static FilmSum.Case of(
      String file,
      @Nullable Method method,
      double texture,
      double graft,
      double slope,
      SplittableRandom r) {
    double t = (texture + .8 * r.nextGaussian()) / slope;
    return new FilmSum.Case(file, method, t, -.2, graft + .8 * r.nextGaussian(), true);
  }

  @Test
  void textureCountsByWhatItTellsAndGraftsAsTheyAre() {
    Fusion once = FilmSum.of(cases(1)).fusion();
    Fusion twice = FilmSum.of(cases(2)).fusion();

    assertThat(once.weights().get("texture")).isBetween(.2f, 2f);
    assertThat(twice.weights().get("texture"))
        .as("half the log-odds, twice the weight")
        .isCloseTo(2 * once.weights().getOrDefault("texture", 0f), within(.1f));
    assertThat(once.weights())
        .containsEntry("graft", 1f)
        .containsEntry("inset", 1f)
        .containsEntry("spectrum", 0f);
  }

  @Test
  void textureThatSpeaksTheWrongWayDoesNotCount() {
    List<FilmSum.Case> turned =
        cases(1).stream()
            .map(
                c ->
                    new FilmSum.Case(
                        c.source(), c.method(), -c.texture(), c.inset(), c.graft(), true))
            .toList();

    assertThat(FilmSum.of(turned).fusion().weights()).containsEntry("texture", 0f);
  }

  @Test
  void theBiasLeavesTheSumInTheMiddle() {
    FusionFit.Result r = FilmSum.of(cases(1));

    assertThat(Double.parseDouble(r.notes().getOrDefault("in-domain ECE", "1"))).isLessThan(.2);
    assertThat(Double.parseDouble(r.notes().getOrDefault("in-domain AUC", "0"))).isGreaterThan(.8);
  }

  @Test
  void filmsWithoutAFaceTeachNothingAndAreCalibratedOn() {
    List<FilmSum.Case> all = new ArrayList<>(cases(1));
    FusionFit.Result before = FilmSum.of(all);
    for (int i = 0; i < 40; i++) {
      all.add(new FilmSum.Case("scene" + i, null, 6, 0, 0, false));
    }
    FusionFit.Result after = FilmSum.of(all);

    assertThat(after.fusion().weights()).isEqualTo(before.fusion().weights());
    assertThat(after.fusion().bias()).isEqualTo(before.fusion().bias());
    assertThat(after.fusion().conformal().real().count())
        .isCloseTo(before.fusion().conformal().real().count() + 40, within(.01));
    assertThat(after.notes().get("verdicts calibrated on files")).contains("untouched 340");
  }
}
