package dev.likeness.flow.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.voice.Heard;
import dev.likeness.voice.MouthCurve;
import dev.likeness.voice.speech.Phone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SyncScorerTest {
  private static final double SECONDS = 6;
  private static final double FPS = 25;
  private static final String[] SOUNDS = {
    "M", "AA", "T", "IY", "B", "OW", "S", "UW", "P", "AE", "N", "EH", "W", "AY", "L", "IH"
  };

  private static List<Phone> said(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Phone> out = new ArrayList<>();
    out.add(new Phone(Phone.SILENCE, 0, .5, false));
    double at = .5;
    while (at < SECONDS - .6) {
      double to = at + .07 + .1 * random.nextDouble();
      out.add(new Phone(SOUNDS[random.nextInt(SOUNDS.length)], at, to, false));
      at = to;
    }
    out.add(new Phone(Phone.SILENCE, at, SECONDS, false));
    return out;
  }

  /** A mouth that does what phonetics says, so many seconds late, with some unrest. */
  private static MouthTrace mouth(List<Phone> phones, double late, double unrest) {
    List<Heard.Phone> heard =
        phones.stream()
            .filter(p -> !p.silent())
            .map(p -> new Heard.Phone(p.symbol(), p.from(), p.to()))
            .toList();
    MouthCurve c = MouthCurve.of(new Heard(List.of(), heard), SECONDS);
    SplittableRandom random = new SplittableRandom(9);
    int n = (int) (SECONDS * FPS);
    double[] open = new double[n];
    double[] wide = new double[n];
    for (int i = 0; i < n; i++) {
      int at = (int) Math.round((i / FPS - late) * MouthCurve.RATE);
      int k = Math.max(0, Math.min(at, c.opening().length - 1));
      open[i] = .1 + .15 * (c.opening()[k] + unrest * (random.nextDouble() - .5));
      wide[i] = .8 + .1 * (c.spread()[k] + unrest * (random.nextDouble() - .5));
    }
    return new MouthTrace(FPS, open, wide, List.of());
  }

  @Test
  void aMouthThatGoesWithItsSoundIsToldFromOneThatDoesNot() {
    List<Phone> own = said(1);
    SyncScorer.Sync with = SyncScorer.compare(mouth(own, 0, .3), own, SECONDS);
    assertThat(with.peak()).isGreaterThan(.8);
    assertThat(with.lag()).isCloseTo(0, within(.02));
    assertThat(with.atRest()).isGreaterThan(.8);
    for (int other = 2; other < 6; other++) {
      SyncScorer.Sync without = SyncScorer.compare(mouth(said(other), 0, .3), own, SECONDS);
      assertThat(without.peak()).isLessThan(.5 * with.peak());
    }
  }

  @Test
  void aPerfectMouthAgreesWithItsOwnWordsAndHardlyWithOthers() {
    assertThat(SyncScorer.perfect(said(1), said(1), SECONDS).atRest()).isGreaterThan(.95);
    for (int other = 2; other < 6; other++) {
      assertThat(SyncScorer.perfect(said(other), said(1), SECONDS).atRest()).isLessThan(.5);
    }
  }

  @Test
  void howLateTheMouthIsComesOut() {
    List<Phone> own = said(3);
    for (double late : new double[] {-.08, -.04, .04, .08}) {
      assertThat(SyncScorer.compare(mouth(own, late, .2), own, SECONDS).lag())
          .isCloseTo(late, within(.025));
    }
  }

  @Test
  void aMouthThatStandsStillGoesWithNothing() {
    int n = (int) (SECONDS * FPS);
    MouthTrace still = new MouthTrace(FPS, new double[n], new double[n], List.of());
    assertThat(SyncScorer.compare(still, said(1), SECONDS).peak()).isCloseTo(0, within(1e-6));
  }

  @Test
  void gridsNamesSpellTheirSentences() {
    assertThat(GridSentence.of(Path.of("x/bbaf2n.mpg"))).isEqualTo("bin blue at F two now");
    assertThat(GridSentence.of(Path.of("SWIZ3N.mpg"))).isEqualTo("set white in Z three now");
    assertThat(GridSentence.of(Path.of("lgizza.mpg"))).isEqualTo("lay green in Z zero again");
    assertThat(GridSentence.of(Path.of("d18.mp4"))).isEmpty();
  }

  @Test
  void theTableLeavesOutWhatWasNotMeasured() {
    LipsyncReport r =
        new LipsyncReport(
            "now",
            List.of(
                new LipsyncReport.Row("a", "a", Map.of("share", .9, "border", .98)),
                new LipsyncReport.Row("a", "b", Map.of("share", .8, "oldShare", Double.NaN))));
    String[] lines = r.markdown().split("\n", -1);
    assertThat(lines[2]).startsWith("| a | own |  | 0.90 |").contains("| 0.98 |");
    assertThat(lines[3]).startsWith("| a | b |  | 0.80 |  |  |");
    assertThat(r.json()).contains("\"face\":\"a\"");
  }
}
