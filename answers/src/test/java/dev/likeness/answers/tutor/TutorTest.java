package dev.likeness.answers.tutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.answers.AnswerCheck;
import dev.likeness.answers.AnswerCheck.Verdict;
import dev.likeness.answers.AnswersException;
import dev.likeness.models.Models;
import dev.likeness.models.SentenceEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class TutorTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);

  @TempDir private Path folder;
  private Models models;
  private AnswerCheck check;

  @BeforeEach
  void open() {
    models = new Models();
    SentenceEmbedder embedder = models.sentences();
    check = new AnswerCheck(() -> embedder);
  }

  @AfterEach
  void close() {
    models.close();
  }

  private Course course() throws IOException {
    Files.writeString(
        folder.resolve("1-bees.md"),
        "# Bees\n\nA hive holds one queen. The queen lays up to two thousand eggs a day.\n\nQ: How many queens does a hive hold?\nA: one\n\nQ: What do drones do?\nA: They mate with the queen.\n");
    Files.writeString(
        folder.resolve("2-honey.txt"),
        "Honey\nHoney does not spoil, because it holds hardly any water. Ripe honey holds at most 20 per"
            + " cent of water. The sealed cells are called capped comb.\n");
    Files.writeString(
        folder.resolve("3-terms.csv"), "question,answer\nWhat is a smoker for?,to calm the bees\n");
    Files.writeString(folder.resolve("notes.bak"), "not a lesson");
    return Course.read("bees", folder);
  }

  @Test
  void lessonsAreExplainedAskedAndAskedAgainWhenTheyAreDue() throws IOException {
    Course c = course();
    assertThat(c.cards())
        .extracting(Card::question)
        .contains("How many queens does a hive hold?", "What is a smoker for?");
    assertThat(c.cards())
        .extracting(Card::answer)
        .contains("20 per cent", "it holds hardly any water", "capped comb");
    List<Progress> kept = new ArrayList<>();
    Tutor t = new Tutor(c, new Progress("bees", "ann", Map.of()), check, TODAY, kept::add);
    Tutor.Ask first = t.next().orElseThrow();
    assertThat(first.explanation()).contains("The queen lays").doesNotContain("Q:");
    assertThat(t.answer("one").verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(t.next().orElseThrow().explanation()).as("known by now").isEmpty();
    Tutor.Feedback wrong = t.answer("They gather water.");
    assertThat(wrong.verdict()).isNotEqualTo(Verdict.RIGHT);
    assertThat(wrong.text()).contains("mate with the queen").contains("1-bees.md");
    int asked = 2;
    while (t.next().isPresent()) {
      t.answer(t.next().orElseThrow().card().answer());
      asked++;
    }
    assertThat(asked).isGreaterThanOrEqualTo(c.cards().size());
    assertThat(kept).hasSize(asked);
    Progress p = t.progress();
    assertThat(new Tutor(c, p, check, TODAY, x -> {}).next()).as("nothing more today").isEmpty();
    Tutor tomorrow = new Tutor(c, p, check, TODAY.plusDays(1), x -> {});
    assertThat(tomorrow.left()).isEqualTo(c.cards().size());
    assertThat(tomorrow.next().orElseThrow().explanation()).isEmpty();
  }

  /** As people write them: without an empty line between, with bold letters, several in a row. */
  @Test
  void questionsBelowAParagraphAreAskedAndNotReadOut() throws IOException {
    String below =
        "# Hives\n\nA hive holds one queen.\nQ: How many queens does a hive hold?\nA: one\n"
            + "Q: Who lays\nthe eggs?\nA: the queen\n**Q:** What is capped?\n**A:** comb\n";
    for (String name : List.of("1.md", "1.txt")) {
      Path lessons = Files.createDirectories(folder.resolve(name + "-lessons"));
      Files.writeString(
          lessons.resolve(name), name.endsWith("md") ? below : below.replace("**", ""));
      Course c = Course.read("hives", lessons);
      assertThat(c.cards())
          .extracting(Card::question)
          .containsExactly(
              "How many queens does a hive hold?", "Who lays the eggs?", "What is capped?");
      assertThat(c.cards()).extracting(Card::answer).containsExactly("one", "the queen", "comb");
      assertThat(c.cards())
          .extracting(Card::place)
          .containsExactly("lines 4 to 5", "lines 6 to 8", "lines 9 to 10");
      Tutor t = new Tutor(c, new Progress("hives", "ann", Map.of()), check, TODAY, p -> {});
      assertThat(t.next().orElseThrow().explanation()).isEqualTo("A hive holds one queen.");
    }
  }

  @Test
  void intervalsGrowAsSm2Says() {
    Memory m = Memory.fresh(TODAY).after(4, TODAY);
    assertThat(m.days()).isEqualTo(1);
    m = m.after(4, m.due());
    assertThat(m.days()).isEqualTo(6);
    m = m.after(4, m.due());
    assertThat(m.days()).isEqualTo(15);
    assertThat(m.ease()).isEqualTo(2.5);
    assertThat(m.after(3, m.due()).ease())
        .isEqualTo(2.36, org.assertj.core.data.Offset.offset(1e-9));
    Memory lapsed = m.after(1, m.due());
    assertThat(lapsed.days()).isEqualTo(1);
    assertThat(lapsed.repetitions()).isZero();
    for (int i = 0; i < 20; i++) {
      m = m.after(3, m.due());
    }
    assertThat(m.ease()).isEqualTo(1.3);
    Memory end = m;
    assertThatThrownBy(() -> end.after(6, TODAY)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Answers as learners write them; the file says what a teacher would. */
  @Test
  void answersAreJudgedAsATeacherWould() throws IOException {
    int right = 0;
    List<String> off = new ArrayList<>();
    int worst = 0;
    List<String[]> all;
    try (InputStream in =
        Objects.requireNonNull(TutorTest.class.getResourceAsStream("answers.tsv"))) {
      all =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(l -> !l.startsWith("#"))
              .map(l -> l.split("\t"))
              .toList();
    }
    for (String[] a : all) {
      AnswerCheck.Checked c = check.check(a[1], a[2], a[3]);
      if (c.verdict().name().equalsIgnoreCase(a[0])) {
        right++;
      } else {
        off.add(c + " <- " + String.join(" | ", a));
        worst +=
            a[0].equals("wrong") && c.verdict() == Verdict.RIGHT
                    || a[0].equals("right") && c.verdict() == Verdict.WRONG
                ? 1
                : 0;
      }
    }
    assertThat((double) right / all.size())
        .as("%s", String.join("\n", off))
        .isGreaterThanOrEqualTo(.8);
    assertThat((double) worst / all.size())
        .as("%s", String.join("\n", off))
        .isLessThanOrEqualTo(.1);
  }

  @Test
  void aFolderWithoutLessonsIsSaidSo() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "Nothing to ask of this.");
    assertThatThrownBy(() -> Course.read("x", folder))
        .isInstanceOf(AnswersException.class)
        .hasMessageContaining("no lesson");
    assertThatThrownBy(() -> Course.read("x", folder.resolve("none")))
        .isInstanceOf(AnswersException.class);
  }
}
