package dev.likeness.answers.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.answers.Answerer;
import dev.likeness.answers.Knowledge;
import dev.likeness.answers.Reply;
import dev.likeness.models.Models;
import dev.likeness.models.SentenceEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class DialogueTest implements Desk {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC); // a Sunday

  @TempDir private Path folder;
  private Models models;
  private Knowledge knowledge;
  private Answerer answerer;
  private Dialogue dialogue;
  private final List<Filled> kept = new ArrayList<>();
  private final List<Transcript> handed = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    models = new Models();
    SentenceEmbedder embedder = models.sentences();
    knowledge = Knowledge.open(folder.resolve("index"), () -> embedder);
    for (String d : List.of("bicycles.txt", "library.md")) {
      try (InputStream in =
          Objects.requireNonNull(Answerer.class.getResourceAsStream("bench/" + d))) {
        knowledge.add(Files.write(folder.resolve(d), in.readAllBytes()));
      }
    }
    answerer = new Answerer(knowledge);
    dialogue = new Dialogue("all", List.of(Form.complaint()), this, NOW);
  }

  @AfterEach
  void close() {
    knowledge.close();
    models.close();
  }

  @Override
  public Reply answer(String question) {
    return answerer.answer(question);
  }

  @Override
  public void keep(Filled form) {
    kept.add(form);
  }

  @Override
  public void handOver(Transcript transcript) {
    handed.add(transcript);
  }

  @Test
  void followUpsLeanOnWhatWasAskedBefore() {
    assertThat(dialogue.greeting().text()).contains("artificial").contains("a complaint");
    assertThat(dialogue.say("How much is the monthly ticket for a bicycle?").text())
        .contains("12 pounds");
    Turn students = dialogue.say("and for students?");
    assertThat(students.question())
        .isEqualTo("How much is the monthly ticket for a bicycle for students?");
    assertThat(students.text()).contains("7 pounds");
    assertThat(dialogue.say("For how long are films lent?").text()).contains("one week");
    assertThat(dialogue.say("what about books?").text()).contains("four weeks");
    assertThat(dialogue.say("Can they be renewed?").text()).contains("renewed");
  }

  @Test
  void aNewQuestionIsNotMixedWithTheOneBefore() {
    dialogue.say("How much is the monthly ticket for a bicycle?");
    Turn t = dialogue.say("When is story time?");
    assertThat(t.question()).isEmpty();
    assertThat(t.text()).contains("every Wednesday");
  }

  @Test
  void aComplaintIsAskedForCheckedReadBackAndKept() {
    assertThat(dialogue.say("I want to complain about a bicycle").kind()).isEqualTo(Turn.Kind.ASK);
    assertThat(dialogue.say("broken").text()).contains("too short").contains("What happened?");
    assertThat(dialogue.say("The brakes of bicycle 4711 did not work.").text()).contains("When");
    assertThat(dialogue.say("no idea").text()).contains("I need a day");
    assertThat(dialogue.say("tomorrow").text()).contains("still to come");
    Turn side = dialogue.say("What is the number of the hotline?");
    assertThat(side.text()).contains("0117 555 0199").contains("When was that?");
    assertThat(dialogue.say("last Friday").text()).contains("reach you");
    assertThat(dialogue.say("at home").text()).contains("e-mail");
    Turn back = dialogue.say("Write to ann@example.org, please");
    assertThat(back.kind()).isEqualTo(Turn.Kind.CONFIRM);
    assertThat(back.text())
        .contains("brakes of bicycle 4711")
        .contains("2026-11-27")
        .contains("ann@example.org");
    assertThat(kept).isEmpty();
    assertThat(dialogue.say("no, the contact is wrong").text()).contains("reach you");
    assertThat(dialogue.say("+44 20 7946 0958").text()).contains("+44 20 7946 0958");
    Turn end = dialogue.say("yes");
    assertThat(end.kind()).isEqualTo(Turn.Kind.KEPT);
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().values())
        .containsEntry("what", "The brakes of bicycle 4711 did not work.")
        .containsEntry("when", "2026-11-27")
        .containsEntry("contact", "+44 20 7946 0958");
    assertThat(end.text()).contains(kept.getFirst().id());
  }

  @Test
  void aFormKeepsNoSecretsAndCanBeGivenUp() {
    dialogue.say("record a complaint");
    Turn t = dialogue.say("You charged my card 4111 1111 1111 1111 twice on that day.");
    assertThat(t.text()).contains("never write these here");
    dialogue.say("yesterday");
    assertThat(dialogue.say("5500 0000 0000 0004").text()).contains("e-mail");
    assertThat(dialogue.say("cancel").kind()).isEqualTo(Turn.Kind.CANCELLED);
    assertThat(kept).isEmpty();
    dialogue.say("record a complaint");
    dialogue.say("You charged my card 4111 1111 1111 1111 twice on that day.");
    dialogue.say("yesterday");
    dialogue.say("ann@example.org");
    dialogue.say("yes");
    assertThat(kept.getFirst().values().get("what")).contains("[hidden]").doesNotContain("4111");
  }

  @Test
  void whoDoesNotGetOnAndWhoAsksForAPersonIsHandedOverWithAllThatWasSaid() {
    dialogue.say("How much is the monthly ticket for a bicycle?");
    dialogue.say("my password is hunter2");
    Turn t = dialogue.say("I want to talk to a real person");
    assertThat(t.handover()).isTrue();
    Transcript x = handed.getLast();
    assertThat(x.why()).isEqualTo("asked for a person");
    assertThat(x.lines().stream().map(Transcript.Line::text).toList().toString())
        .contains("monthly ticket")
        .contains("12 pounds")
        .doesNotContain("hunter2");
    dialogue.say("I am still here");
    assertThat(handed.getLast().lines()).hasSizeGreaterThan(x.lines().size());
    Dialogue stuck = new Dialogue("all", List.of(Form.complaint()), this, NOW);
    stuck.say("record a complaint");
    stuck.say("Nothing works in this place.");
    stuck.say("x");
    stuck.say("y");
    assertThat(stuck.say("z").handover()).isTrue();
    assertThat(kept).isEmpty();
  }

  @Test
  void aQuestionBackIsAnsweredByNameOrNumber() throws IOException {
    Files.writeString(
        folder.resolve("a.md"),
        "# Tickets\n\n## Tram\n\nA ticket costs 2 pounds.\n\n## Ferry\n\nA ticket costs 9 pounds.\n");
    SentenceEmbedder embedder = models.sentences();
    try (Knowledge k = Knowledge.open(folder.resolve("other"), () -> embedder)) {
      k.add(folder.resolve("a.md"));
      answerer = new Answerer(k);
      assertThat(dialogue.say("What does a ticket cost?").kind()).isEqualTo(Turn.Kind.CLARIFY);
      assertThat(dialogue.say("the ferry").text()).contains("9 pounds");
      dialogue.say("What does a ticket cost?");
      String first = dialogue.say("the first one").text();
      assertThat(first).containsPattern("[29] pounds");
    }
  }

  @Test
  void courtesyIsNoQuestion() {
    assertThat(dialogue.say("Good morning").text()).contains("Hello");
    assertThat(dialogue.say("Are you a human?").text()).contains("artificial");
    assertThat(dialogue.say("thanks a lot").kind()).isEqualTo(Turn.Kind.COURTESY);
    assertThat(dialogue.say("  ").kind()).isEqualTo(Turn.Kind.COURTESY);
    assertThat(dialogue.say("x".repeat(5000)).heard()).hasSize(Dialogue.LONGEST);
    assertThat(handed).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "on 3 March 2026|2026-03-03",
        "March 3rd, 2026|2026-03-03",
        "2026-03-03|2026-03-03",
        "3/3/2026|2026-03-03",
        "yesterday evening|2026-11-28",
        "last Monday|2026-11-23",
        "two weeks ago|2026-11-15",
        "the day before yesterday|2026-11-27",
        "12 December|2026-12-12",
        "5 February|2026-02-05",
        "next friday|2026-12-04",
        "30 February 2026|",
        "in 1890|",
        "soon|"
      })
  void daysAreReadAsPeopleSayThem(String said, LocalDate day) {
    assertThat(Days.in(said, LocalDate.now(NOW))).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({"5,5", "we are 7,7", "twelve,12", "twenty-one of us,21", "Thirty,30", "many,''"})
  void numbersAreReadAsPeopleSayThem(String said, String number) throws IOException {
    Field f = form("\"n\", \"ask\": \"How many?\", \"kind\": \"number\"").fields().getFirst();
    assertThat(f.take(said, LocalDate.now(NOW)).value()).isEqualTo(number);
  }

  @Test
  void aFormThatAsksForASecretOrIsNoneIsRefused() throws IOException {
    assertThatThrownBy(() -> form("\"card\", \"ask\": \"What is your credit card number?\""))
        .isInstanceOf(FormException.class)
        .hasMessageContaining("never asked for");
    assertThatThrownBy(() -> form("\"one-time-code\", \"ask\": \"What did we send you?\""))
        .hasMessageContaining("never asked for");
    assertThatThrownBy(() -> form("\"x\", \"ask\": \"How?\", \"kind\": \"colour\""))
        .hasMessageContaining("kind 'colour'");
    assertThatThrownBy(() -> form("\"x\", \"ask\": \"How?\", \"kind\": \"choice\""))
        .hasMessageContaining("choices");
    assertThatThrownBy(() -> Form.read(Files.writeString(folder.resolve("f.json"), "{oops")))
        .hasMessageContaining("no JSON (line 1)");
    assertThatThrownBy(() -> Form.read(folder.resolve("none.json")))
        .hasMessageContaining("none.json");
    assertThat(
            form("\"size\", \"ask\": \"How large?\", \"kind\": \"choice\", \"choices\": [\"small\", \"large\"]")
                .fields())
        .hasSize(1);
  }

  private Form form(String field) throws IOException {
    return Form.read(
        Files.writeString(
            folder.resolve("form.json"),
            """
            { "format": "likeness-form/1", "name": "f", "title": "a thing", "start": ["a thing"],
              "fields": [ { "name": %s } ], "thanks": "Thanks." }
            """
                .formatted(field)));
  }
}
