package dev.likeness.forensics.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.text.TextJudge.Finding;
import dev.likeness.forensics.text.TextJudge.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextJudgeTest {
  private static final List<String> NOUNS =
      List.of("train", "garden", "meeting", "letter", "bridge", "dinner", "river", "ticket");

  private final TextJudge judge = new TextJudge(AuthorModel.shipped());

  /** A writer made of habits: which small words, marks and capitals, by a number. */
  private static String writes(int writer, int words, long seed) {
    SplittableRandom habits = new SplittableRandom(writer);
    List<String> small = new ArrayList<>(Style.smallWords().subList(0, 220));
    List<String> own = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      own.add(small.remove(habits.nextInt(small.size())));
    }
    String end = List.of(". ", "! ", "... ", ".\n").get(writer % 4);
    boolean capitals = writer % 3 != 0;
    int length = 5 + habits.nextInt(14);
    SplittableRandom r = new SplittableRandom(seed);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words; i++) {
      double rank = r.nextDouble();
      String w =
          i % 4 == 3
              ? NOUNS.get(r.nextInt(NOUNS.size()))
              : own.get((int) (own.size() * rank * rank));
      boolean first = i % length == 0;
      out.append(first && capitals ? w.substring(0, 1).toUpperCase(java.util.Locale.ROOT) : "");
      out.append(first && capitals ? w.substring(1) : w);
      out.append(i % length == length - 1 ? end : i % 7 == writer % 7 ? ", " : " ");
    }
    return out.toString();
  }

  private static List<String> others() {
    List<String> out = new ArrayList<>();
    for (int i = 20; i < 27; i++) {
      out.add(writes(i, 1200, i));
    }
    return out;
  }

  @Test
  void tellsTheWriterFromAnother() {
    Finding own = judge.compare(writes(1, 1500, 1), writes(1, 250, 2), others());
    Finding another = judge.compare(writes(1, 1500, 1), writes(2, 250, 3), others());
    assertThat(own.verdict()).isEqualTo(Verdict.CONSISTENT);
    assertThat(another.verdict()).isNotEqualTo(Verdict.CONSISTENT);
    assertThat(another.logOdds()).isGreaterThan(own.logOdds() + 1);
    assertThat(another.habits()).isNotEmpty();
  }

  @Test
  void whereStyleToldLittleNothingIsSaid() {
    Finding own = judge.compare(writes(1, 1500, 1), writes(1, 120, 2), others());
    Finding another = judge.compare(writes(1, 1500, 1), writes(2, 120, 3), others());
    assertThat(own.auc()).isBetween(.5, TextJudge.LEAST_AUC);
    assertThat(List.of(own.verdict(), another.verdict())).containsOnly(Verdict.INCONCLUSIVE);
    assertThat(own.why().getFirst()).contains("AUC 0.60");
    // What was found is told all the same.
    assertThat(another.logOdds()).isGreaterThan(own.logOdds() + 1);
  }

  @Test
  void contributionsAddUp() {
    Finding f = judge.compare(writes(1, 1500, 1), writes(3, 120, 2), others());
    double sum = f.contributions().values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(sum).isCloseTo(f.logOdds(), org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void shortTextsGetNoVerdict() {
    assertThat(judge.compare(writes(1, 1500, 1), writes(2, 40, 3), others()).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    Finding little = judge.compare(writes(1, 120, 1), writes(2, 200, 3), others());
    assertThat(little.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(little.why().getFirst()).contains("120 words").contains("300");
    assertThat(judge.compare("", "", others()).why()).hasSize(2);
  }

  @Test
  void withoutOthersNothingIsConsistent() {
    String known = writes(1, 3000, 1);
    assertThat(judge.compare(known, writes(2, 100, 3), List.of()).verdict())
        .isEqualTo(Verdict.UNLIKE);
    assertThat(judge.compare(known, writes(1, 100, 9), List.of()).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge.compare(writes(1, 400, 1), writes(2, 100, 3), List.of()).why().getFirst())
        .contains("19 times");
  }

  @Test
  void tooFewOthersAreNamed() {
    assertThatThrownBy(
            () -> judge.compare(writes(1, 900, 1), writes(1, 90, 2), others().subList(0, 2)))
        .hasMessageContaining("2 other people");
    List<String> one = new ArrayList<>(others());
    one.set(3, "hi there");
    assertThatThrownBy(() -> judge.compare(writes(1, 900, 1), writes(1, 90, 2), one))
        .hasMessageContaining("person 4 wrote 2 words");
  }

  @Test
  void whatIsNoTextIsNamed(@TempDir Path dir) throws Exception {
    Path bad = dir.resolve("bad.txt");
    Files.write(bad, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 65});
    assertThatThrownBy(() -> Authors.texts(dir))
        .isInstanceOf(ForensicsException.class)
        .hasMessageContaining("bad.txt");
  }

  @Test
  void aPersonIsAFileOrAFolder(@TempDir Path dir) throws Exception {
    Files.createDirectories(dir.resolve("ann"));
    Files.writeString(dir.resolve("ann/1.txt"), "one");
    Files.writeString(dir.resolve("ann/2.txt"), "two");
    Files.write(dir.resolve("ben.txt"), "dré".getBytes(StandardCharsets.UTF_8));
    assertThat(Authors.read(dir).people())
        .containsEntry("ann", List.of("one", "two"))
        .containsEntry("ben.txt", List.of("dré"));
  }

  @Test
  void whatIsWrittenIsRead(@TempDir Path dir) throws Exception {
    AuthorModel m = AuthorModel.shipped();
    m.write(dir.resolve("m.safetensors"));
    AuthorModel again = AuthorModel.read(dir.resolve("m.safetensors"));
    assertThat(again.vocabulary()).isEqualTo(m.vocabulary());
    assertThat(again.scales()).hasSameSizeAs(AuthorModel.LENGTHS);
    Files.writeString(dir.resolve("no.safetensors"), "no");
    assertThatThrownBy(() -> AuthorModel.read(dir.resolve("no.safetensors")))
        .hasMessageContaining("no.safetensors");
  }
}
