package dev.likeness.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Word nets, shares of words, dates and mouth curves: all that needs no sound. */
class SpeechPartsTest {
  @Test
  void aNetKnowsWhatMayFollow() {
    WordNet n = WordNet.columns(List.of(List.of("lay", "set"), List.of("red"), List.of("now")));
    assertThat(n.probability(WordNet.START, "set")).isCloseTo(.5, within(1e-9));
    assertThat(n.probability("set", "red")).isCloseTo(1, within(1e-9));
    assertThat(n.probability("set", "now")).isZero();
    assertThat(n.probability("now", WordNet.END)).isCloseTo(1, within(1e-9));
    assertThat(n.words()).containsExactlyInAnyOrder("lay", "set", "red", "now");
    assertThatThrownBy(() -> new WordNet.Builder().end(List.of("red")).build())
        .hasMessageContaining("words to begin with");
  }

  @Test
  void datesAreSaidAsPeopleSayThem() {
    assertThat(ChallengeSpeech.date(LocalDate.of(2026, 11, 28)))
        .containsExactly("november", "twenty", "eighth");
    assertThat(ChallengeSpeech.date(LocalDate.of(2026, 5, 20))).containsExactly("may", "twentieth");
    assertThat(ChallengeSpeech.date(LocalDate.of(2026, 1, 30)))
        .containsExactly("january", "thirtieth");
    assertThat(ChallengeSpeech.date(LocalDate.of(2026, 12, 31)))
        .containsExactly("december", "thirty", "first");
  }

  @Test
  void theShareCountsWordsInTheirOrder() {
    List<String> e = List.of("a", "b", "c", "d");
    assertThat(ChallengeSpeech.share(e, e)).isCloseTo(1, within(1e-9));
    assertThat(ChallengeSpeech.share(e, List.of("a", "x", "c", "d"))).isCloseTo(.75, within(1e-9));
    assertThat(ChallengeSpeech.share(e, List.of("d", "c", "b", "a"))).isCloseTo(.25, within(1e-9));
    assertThat(ChallengeSpeech.share(e, List.of("a", "a", "b", "x", "c", "d")))
        .as("false starts")
        .isCloseTo(1, within(1e-9));
    assertThat(ChallengeSpeech.share(e, List.of())).isZero();
  }

  @Test
  void whoSaysTheWholeVocabularyPassesNoChallenge() {
    List<String> all = ChallengeSpeech.vocabulary();
    assertThat(ChallengeSpeech.share(all.subList(10, 18), all)).isLessThan(.2);
  }

  @Test
  void lipsCloseForPOpenForAAndRoundForU() {
    Heard h =
        new Heard(
            List.of(new Heard.Word("test", .5, 1.7)),
            List.of(
                new Heard.Phone("P", .5, .8),
                new Heard.Phone("AA", .8, 1.1),
                new Heard.Phone("UW", 1.1, 1.4),
                new Heard.Phone("IY", 1.4, 1.7)));
    MouthCurve c = MouthCurve.of(h, 2);
    assertThat(c.opening()).hasSize(200);
    assertThat(c.opening()[65]).isLessThan(-.5);
    assertThat(c.opening()[95]).isGreaterThan(.85);
    assertThat(c.spread()[125]).isLessThan(-.8);
    assertThat(c.spread()[155]).isGreaterThan(.4);
    assertThat(c.speech()[49]).isFalse();
    assertThat(c.speech()[50]).isTrue();
    assertThat(c.speech()[170]).isFalse();
    assertThat(c.opening()[10]).isZero();
  }

  @Test
  void smoothingKeepsLevelsAndTakesEdges() {
    double[] step = new double[100];
    java.util.Arrays.fill(step, 50, 100, 1);
    double[] s = MouthCurve.smooth(step, 4);
    assertThat(s[10]).isCloseTo(0, within(1e-9));
    assertThat(s[90]).isCloseTo(1, within(1e-9));
    assertThat(s[49] + s[50]).isCloseTo(1, within(1e-9));
    assertThat(s[46]).isCloseTo(.19, within(.03));
  }
}
