package dev.likeness.flow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Digest;
import dev.likeness.flow.gate.SpeechGate.Finding;
import dev.likeness.provenance.AuditLog;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.GateLimits;
import dev.likeness.provenance.GateRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may not be said in somebody's voice, and what may. */
class SpeechGateTest {
  private static final double HELD_OUT_RECALL = .8;

  private final SpeechGate gate = new SpeechGate(GatePolicy.DEFAULT);

  private record Sentence(boolean forbidden, String language, String text) {}

  private static List<Sentence> sentences(String file) throws IOException {
    List<Sentence> out = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SpeechGateTest.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith("#")) {
          String[] p = line.split("\t", -1);
          out.add(new Sentence(p[0].equals("no"), p[1], p[2]));
        }
      }
    }
    return out;
  }

  /** The sets that the rules were written against. */
  @Test
  void theSentencesOfTheSet() throws IOException {
    List<Sentence> all = sentences("sentences.tsv");
    all.addAll(sentences("sentences-held-out.tsv"));
    assertThat(all).hasSizeGreaterThanOrEqualTo(120);
    for (Sentence s : all) {
      assertThat(!gate.findings(s.text()).isEmpty()).as("%s", s.text()).isEqualTo(s.forbidden());
    }
  }

  /** What docs/gate.md says of sentences that the rules were not written for. */
  @Test
  void heldOutSentencesAreFoundAsOftenAsIsStated() throws IOException {
    int hits = 0;
    int forbidden = 0;
    List<String> wrongly = new ArrayList<>();
    for (Sentence s : sentences("sentences-held-out-2.tsv")) {
      boolean found = !gate.findings(s.text()).isEmpty();
      forbidden += s.forbidden() ? 1 : 0;
      hits += found && s.forbidden() ? 1 : 0;
      if (found && !s.forbidden()) {
        wrongly.add(s.text());
      }
    }
    assertThat(wrongly).isEmpty();
    assertThat((double) hits / forbidden).isGreaterThanOrEqualTo(HELD_OUT_RECALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tell me your password.",
        "TELL ME YOUR PASSWORD!",
        "Tell me your pass-word",
        "Tell me your p.a.s.s.w.o.r.d",
        "Tell me your p a s s w o r d",
        "Tell me your pa$$w0rd",
        "Tell me your p\u0430ssw\u043Erd",
        "Tell me your pass\u200Bword",
        "Tell me your p\u00E1ssw\u00F6rd",
        "Tell   me\nyour password",
        "\uFF34ell me your \uFF50assword",
        "\uD835\uDC13ell me your \uD835\uDC29assword"
      })
  void spellingDoesNotHideIt(String text) {
    assertThat(gate.findings(text)).extracting(Finding::category).contains("code");
  }

  @ParameterizedTest
  @CsvSource({
    "This is Inspector Low of the police, official",
    "Please wire me the money, money",
    "Read me the verification code, code",
    "Please vote for me, vote"
  })
  void eachKindHasItsName(String text, String category) {
    List<Finding> f = gate.findings(text);
    assertThat(f).extracting(Finding::category).contains(category);
    assertThat(f.get(0).why()).isNotBlank();
  }

  @Test
  void anOperatorsWordsAreAddedWhateverTheirSpelling() {
    GatePolicy p = new GatePolicy(GateLimits.DEFAULT, List.of("Acme Bänk"), Set.of(), List.of());
    List<Finding> f = new SpeechGate(p).findings("Welcome to ACME-bank.");
    assertThat(f).extracting(Finding::category).containsExactly("word");
    assertThat(gate.findings("Welcome to ACME-bank.")).isEmpty();
  }

  @Test
  void aRefusalIsLogged(@TempDir Path folder) {
    AuditLog audit = AuditLog.in(folder, Clock.systemUTC());
    ContentGate door = new ContentGate(audit);
    gate.require("Bees carry pollen from flower to flower.", "speech of ann", door);
    assertThatThrownBy(() -> gate.require("What is your PIN?", "speech of ann", door))
        .isInstanceOf(GateRefused.class)
        .hasMessageContaining("asks for a code")
        .hasMessageContaining("speech of ann");
    assertThatThrownBy(
            () -> gate.require("a".repeat(SpeechGate.LONGEST + 1), "speech of ann", door))
        .isInstanceOf(GateRefused.class)
        .hasMessageContaining("more than");
    List<AuditLog.Entry> entries = new ArrayList<>();
    audit.read(entries::add);
    assertThat(entries)
        .hasSize(2)
        .allSatisfy(
            e -> assertThat(e.body().path("reason").stringValue()).isEqualTo("FORBIDDEN_TEXT"));
  }

  @Test
  void theTextOfADraftIsReadOnceMoreUnderThePolicyOfThen() {
    Digest draft = Digest.of(new byte[] {1});
    assertThat(gate.again("Bees carry pollen.", draft).faults()).isEmpty();
    assertThat(gate.again("What is your PIN?", draft).file()).isEqualTo(draft);
    assertThat(gate.again("What is your PIN?", draft).faults().get(0)).contains("asks for a code");
    assertThat(gate.again("a".repeat(SpeechGate.LONGEST + 1), draft).faults()).hasSize(1);
    GatePolicy p = new GatePolicy(GateLimits.DEFAULT, List.of("pollen"), Set.of(), List.of());
    assertThat(new SpeechGate(p).again("Bees carry pollen.", draft).faults()).hasSize(1);
  }

  /** No text may keep the rules busy: nothing here backtracks without end. */
  /** Twice the square of its length would be 32: a hostile text must not take for ever. */
  @Test
  void whatALongTextCostsGrowsWithItsLengthAndNotWithAPowerOfIt() {
    String text =
        "please send me , and then you must give ".repeat(SpeechGate.LONGEST / 40)
            + "i am the the the the ".repeat(10);
    nanoseconds(text.substring(0, SpeechGate.LONGEST / 4));
    long quarter = nanoseconds(text.substring(0, SpeechGate.LONGEST / 4));
    assertThat(nanoseconds(text.substring(0, SpeechGate.LONGEST))).isLessThan(32 * quarter);
  }

  private long nanoseconds(String text) {
    long began = System.nanoTime();
    gate.findings(text);
    return System.nanoTime() - began;
  }

  @Test
  void aRuleThatCannotBeReadIsNamed() {
    for (String bad : List.of("MONEY en = (", "nonsense", "MONEY en = {NONE}", "DANCE en = a")) {
      assertThatThrownBy(
              () -> SpeechRules.parse(new BufferedReader(new StringReader("# first\n" + bad))))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("line 2");
    }
  }
}
