package dev.likeness.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.likeness.consent.ConsentRefused.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChallengesTest {
  private static final List<String> WORDS = List.of("guitar", "zebra", "window", "magnet");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 11);

  @TempDir private Path folder;
  private final SecureRandom chance = new SecureRandom();

  private Challenges in() {
    return Challenges.in(folder, OperatorKey.at(folder.resolve("operator.pem")));
  }

  private Challenge set(Challenges all) {
    return all.set("anna", WORDS, TODAY, Samples.NOW, chance);
  }

  private static ChallengeAnswer answer(Challenge c) {
    return new ChallengeAnswer(
        c,
        c.issued().plusSeconds(30),
        Samples.picture("video"),
        List.of(Samples.picture("one")),
        List.of(new ChallengeAnswer.Score("words", "0.25", "0.75", false)));
  }

  private static Reason refusal(ThrowingCallable call) {
    return catchThrowableOfType(ConsentRefused.class, call).reason();
  }

  @Test
  void aChallengeAndItsAnswerComeBack() {
    Challenge c = set(in());
    Challenges later = in();
    assertThat(later.get(c.id())).isEqualTo(c);
    assertThat(later.open(c.id(), Samples.NOW)).isEqualTo(c);
    assertThat(later.answer(c.id())).isEmpty();
    later.keep(answer(c));
    assertThat(in().answer(c.id())).contains(answer(c));
  }

  @Test
  void anAnswerThatSomebodyWroteByHandIsNone() throws IOException {
    Challenge c = set(in());
    in().keep(answer(c));
    Path file = folder.resolve(c.id() + ".answer.json");
    String written = Files.readString(file);
    Files.writeString(file, written.replace("false", "true"));
    assertThatThrownBy(() -> in().answer(c.id()))
        .isInstanceOf(ConsentException.class)
        .hasMessageContaining("not as it was written");
    Files.writeString(file, ChallengeFormat.toJson(answer(c)).toString());
    assertThatThrownBy(() -> in().answer(c.id())).isInstanceOf(ConsentException.class);
  }

  @Test
  void oneGrantStandsOnAChallenge() {
    Challenge c = set(in());
    in().use(c.id(), "grant-1");
    assertThat(refusal(() -> in().use(c.id(), "grant-2"))).isEqualTo(Reason.CHALLENGE);
  }

  @Test
  void itTakesOneAnswerAlsoABadOne() {
    Challenges all = in();
    Challenge c = set(all);
    all.keep(answer(c));
    assertThat(refusal(() -> all.open(c.id(), Samples.NOW))).isEqualTo(Reason.CHALLENGE);
    assertThat(refusal(() -> all.keep(answer(c)))).isEqualTo(Reason.CHALLENGE);
  }

  @Test
  void itTakesNoneAfterItsTime() {
    Challenges all = in();
    Challenge c = set(all);
    assertThat(all.open(c.id(), Samples.clock(c.expires().minusSeconds(1)))).isEqualTo(c);
    assertThat(refusal(() -> all.open(c.id(), Samples.clock(c.expires()))))
        .isEqualTo(Reason.CHALLENGE);
    assertThatThrownBy(
            () ->
                new ChallengeAnswer(
                    c,
                    c.expires(),
                    Samples.picture("v"),
                    List.of(Samples.picture("one")),
                    answer(c).scores()))
        .hasMessageContaining("challenge.answered");
  }

  @Test
  void whatIsNoChallengeIsSaidSo() throws Exception {
    Challenges all = in();
    assertThatThrownBy(() -> all.get("challenge-none")).hasMessageContaining("no challenge");
    assertThatThrownBy(() -> all.get("../ledger")).isInstanceOf(IllegalArgumentException.class);
    Challenge c = set(all);
    Path file = folder.resolve(c.id() + ".json");
    Files.writeString(file, Files.readString(file).replace("\"zebra\"", "\"guitar\""));
    assertThatThrownBy(() -> all.get(c.id())).hasMessageContaining("not as it was written");
  }

  @Test
  void wordsAreDrawnWithoutRepeatingAndEachAsOftenAsAnother() {
    int[] count = new int[WORDS.size()];
    Set<List<String>> seen = new HashSet<>();
    for (int i = 0; i < 4000; i++) {
      List<String> drawn = Challenge.draw(WORDS, 2, chance);
      assertThat(drawn).doesNotHaveDuplicates().hasSize(2);
      seen.add(drawn);
      drawn.forEach(w -> count[WORDS.indexOf(w)]++);
    }
    assertThat(seen).hasSize(12);
    // each 2,000 times; six standard deviations are 190
    for (int n : count) {
      assertThat(n).isBetween(1810, 2190);
    }
  }
}
