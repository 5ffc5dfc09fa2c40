package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Frame;
import dev.likeness.models.onnx.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FusionTest {
  /** Untouched files reach 1 at most, false ones fall to 0. */
  private static final Conformal CONFORMAL =
      new Conformal(steps(-3, 1), Map.of("a", steps(0, 4)), .05, .05);

  private static final Fusion FUSION =
      new Fusion(Map.of("spectrum", .8f, "noise", .5f, "blend", 1f), -.5f, CONFORMAL);

  private static Conformal.Scores steps(float from, float to) {
    List<float[]> files = new ArrayList<>();
    for (int i = 0; i <= 40; i++) {
      files.add(new float[] {from + (to - from) * i / 40});
    }
    return Conformal.Scores.of(files);
  }

  private static final Subject LARGE = Subject.of(Frame.black(256, 256), null, null);

  private static Opinion says(String expert, Family family, double logOdds) {
    return new Opinion(expert, family, true, logOdds, .5, "says", null, List.of());
  }

  private static FaceFinding rule(Opinion... all) {
    return Ruling.rule(LARGE, 0, 40, 0, List.of(all), FUSION, false);
  }

  private static final org.assertj.core.data.Offset<Double> LITTLE = within(1e-5);

  @Test
  void contributionsAndBiasAreTheSum() {
    List<Opinion> all =
        List.of(says("spectrum", Family.GENERATION, 2), says("blend", Family.SEAM, -1));

    assertThat(FUSION.sum(all, 0)).isCloseTo(-.5 + .8 * 2 - 1, within(1e-6));
  }

  @Test
  void moreSuspicionNeverLowersTheSum() {
    double before = Double.NEGATIVE_INFINITY;
    for (double z = -4; z <= 4; z += .5) {
      double sum = FUSION.sum(List.of(says("noise", Family.SURROUNDINGS, z)), 0);
      assertThat(sum).isGreaterThan(before);
      before = sum;
    }
    assertThatThrownBy(() -> new Fusion(Map.of("noise", -.1f), 0, CONFORMAL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneFamilyAloneNeverCallsAPictureManipulated() {
    FaceFinding f = rule(says("spectrum", Family.GENERATION, 4));

    assertThat(CONFORMAL.of(f.logOdds())).isEqualTo(Conformal.Labels.MANIPULATED);
    assertThat(f.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(f.why()).anyMatch(w -> w.contains("two are needed"));
  }

  @Test
  void twoFamiliesDo() {
    FaceFinding f = rule(says("spectrum", Family.GENERATION, 3), says("blend", Family.SEAM, 2));

    assertThat(f.verdict()).isEqualTo(Verdict.MANIPULATED);
  }

  @Test
  void whatFalsePicturesNeverReachIsFreeOfSigns() {
    FaceFinding f = rule(says("spectrum", Family.GENERATION, -2));

    assertThat(f.verdict()).isEqualTo(Verdict.AUTHENTIC);
    assertThat(f.why()).anyMatch(w -> w.contains("calibrated"));
  }

  @Test
  void thatNothingWasSetInCountsAndDecidesNothing() {
    Fusion f = FUSION.and(InsetExpert.NAME, 1);
    Opinion spectrum = says("spectrum", Family.GENERATION, .5);
    List<Opinion> quiet = List.of(spectrum, says("inset", Family.SURROUNDINGS, -.2));
    List<Opinion> found = List.of(spectrum, says("inset", Family.SURROUNDINGS, 2));

    assertThat(f.sum(quiet, 0)).isCloseTo(f.sum(List.of(spectrum), 0) - .2, within(1e-6));
    assertThat(f.deciding(quiet)).isCloseTo(f.sum(List.of(spectrum), 0), within(1e-6));
    assertThat(f.deciding(found)).isEqualTo(f.sum(found, 0));
    Fusion g = FUSION.and(GraftExpert.NAME, 1);
    List<Opinion> own = List.of(spectrum, says("graft", Family.SURROUNDINGS, -1));
    assertThat(g.deciding(own)).isCloseTo(f.sum(List.of(spectrum), 0), within(1e-6));
  }

  @Test
  void softPicturesLoseWhatTheirBlurAddsAndTheVerdictStays() {
    Fusion f = FUSION.worth(2, 1, 1.5f);
    List<Opinion> all = List.of(says("spectrum", Family.GENERATION, 1));
    double plain = FUSION.sum(all, 0);

    assertThat(f.sum(all, 0)).isCloseTo(2 * plain + 1, within(1e-5));
    assertThat(f.sum(all, .6)).isCloseTo(2 * plain + 1 - .9, within(1e-5));
    assertThat(f.sum(all, 1.3)).as("little is left").isCloseTo((2 * plain + 1 - 1.95) / 10, LITTLE);
    assertThat(f.sum(all, 1.3)).isLessThan(f.sum(List.of(says("noise", Family.SEAM, 4)), 1.3));
    assertThat(FUSION.sum(all, 1.3)).as("where no blur was learnt").isEqualTo(plain);
    assertThat(f.plain().sum(all, 1.3)).isCloseTo(2 * plain + 1, LITTLE);
    for (double z = -3.97; z <= 4; z += .26) {
      List<Opinion> said = List.of(says("spectrum", Family.GENERATION, z));
      assertThat(f.conformal().of(f.deciding(said))).isEqualTo(CONFORMAL.of(FUSION.deciding(said)));
    }
    Map<String, Weights> file = new HashMap<>();
    f.save("", file);
    assertThat(Fusion.load("", file).sum(all, .6)).isEqualTo(f.sum(all, .6));
    assertThatThrownBy(() -> FUSION.worth(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whereBothAreUsualItCannotBeTold() {
    FaceFinding f = rule(says("spectrum", Family.GENERATION, 1.2));

    assertThat(f.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(f.why()).anyMatch(w -> w.contains("both look like this"));
  }

  @Test
  void whoCountsLittleIsNoWitness() {
    Fusion little = new Fusion(Map.of("spectrum", .9f, "blend", .3f), 0, CONFORMAL);
    List<Opinion> both =
        List.of(says("spectrum", Family.GENERATION, 4), says("blend", Family.SEAM, 4));

    assertThat(Ruling.rule(LARGE, .5, 40, 0, both, little, false).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void howTheFileWasWrittenNeverCounts() {
    Opinion file = says("file", Family.FILE, 4);

    assertThat(FUSION.sum(List.of(file), 0)).isEqualTo(FUSION.sum(List.of(), 0));
  }

  @Test
  void whatNobodyKnowsIsNotJudged() {
    Opinion strange =
        new Opinion("spectrum", Family.GENERATION, true, -4, 3, "says", null, List.of());

    assertThat(rule(strange).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aSmallPictureWithoutAFaceIsNotJudged() {
    Subject small = Subject.of(Frame.black(80, 80), null, null);
    FaceFinding f =
        Ruling.rule(
            small, 0, 40, 0, List.of(says("spectrum", Family.GENERATION, -3)), FUSION, false);

    assertThat(f.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void whatIsBlurredIsNotJudged() {
    List<Opinion> all =
        List.of(says("spectrum", Family.GENERATION, 4), says("blend", Family.SEAM, 4));

    assertThat(Ruling.rule(LARGE, .5, 40, 0, all, FUSION, false).verdict())
        .isEqualTo(Verdict.MANIPULATED);
    assertThat(Ruling.rule(LARGE, 1.1, 40, 0, all, FUSION, false).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Ruling.rule(LARGE, .95, 40, 0, all, FUSION, false).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Ruling.rule(LARGE, .95, 40, 0, all, FUSION, true).verdict())
        .as("frames of films may be softer")
        .isEqualTo(Verdict.MANIPULATED);
    assertThat(Ruling.rule(LARGE, .5, 0, 0, all, FUSION, false).why())
        .anyMatch(w -> w.contains("one colour"));
  }

  @Test
  void whatIsSaidOfAFilmSpeaksOfFilms() {
    List<Opinion> low = List.of(says("spectrum", Family.GENERATION, -3));

    assertThat(Ruling.rule(LARGE, 0, 40, 0, low, FUSION, true).why())
        .anyMatch(w -> w.contains("untouched films"))
        .anyMatch(w -> w.contains("false films"));
    assertThat(Ruling.rule(LARGE, 0, 40, 0, low, FUSION, false).why())
        .anyMatch(w -> w.contains("untouched pictures"))
        .anyMatch(w -> w.contains("false pictures"));
  }

  @Test
  void thatOfFilmsIsKeptBesideThatOfPictures() {
    Fusion films = new Fusion(Map.of("texture", 1f), .25f, CONFORMAL);
    Map<String, Weights> all = new java.util.HashMap<>();
    FUSION.save("", all);
    films.save("film.", all);

    assertThat(Fusion.load("", all).bias()).isEqualTo(-.5f);
    assertThat(Fusion.load("film.", all).bias()).isEqualTo(.25f);
    assertThat(Fusion.load("film.", all).counts("texture")).isTrue();
    assertThat(Fusion.load("film.", all).counts("blend")).isFalse();
  }
}
