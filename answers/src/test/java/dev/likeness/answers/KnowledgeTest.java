package dev.likeness.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.models.Models;
import dev.likeness.models.SentenceEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class KnowledgeTest {
  @TempDir private Path folder;
  private Models models;
  private Knowledge knowledge;

  @BeforeEach
  void open() {
    models = new Models();
    SentenceEmbedder embedder = models.sentences();
    knowledge = Knowledge.open(folder.resolve("index"), () -> embedder);
  }

  @AfterEach
  void close() {
    knowledge.close();
    models.close();
  }

  private Knowledge.Source add(String name, String text) throws IOException {
    return knowledge.add(Files.writeString(folder.resolve(name), text));
  }

  private Reply ask(String question) {
    return new Answerer(knowledge).answer(question);
  }

  @Test
  void anAnswerIsWordForWordAndSaysWhereItStands() throws IOException {
    add(
        "rules.md",
        "# Rules\n\n## Swimming\n\nThe pool opens at 7 a.m. on weekdays. Caps must be worn.\n\n"
            + "## Sauna\n\nThe sauna is heated to 90 degrees. It costs 4 pounds.\n\n"
            + "## Parking\n\nCars may stand behind the hall for three hours.\n");
    Reply r = ask("When does the pool open on weekdays?");
    assertThat(r.kind()).isEqualTo(Reply.Kind.ANSWER);
    assertThat(r.text()).startsWith("The pool opens at 7 a.m. on weekdays.");
    assertThat(r.citations().getFirst().source()).isEqualTo("rules.md");
    assertThat(r.citations().getFirst().place()).isEqualTo("line 5");
    assertThat(r.citations().getFirst().heading()).isEqualTo("Rules › Swimming");
    assertThat(ask("What does the sauna cost?").text()).contains("4 pounds");
  }

  /** An index keeps it, too: it is what people open the document at. */
  @Test
  void anAnswerSaysOnWhichLinesItsOwnSentencesStand() throws IOException {
    add(
        "handbook.md",
        """
        # Library

        Anybody may read here. Books may be taken home by whoever
        has a card.

        A card costs nothing for those who live in the town, and is
        sent by post. The reading room
        opens at 9 a.m. on weekdays.
        Bags have to be left in
        the lockers of the hall.

        ## Cellar

        Old newspapers are shown on Fridays.
        """);
    assertThat(ask("When does the reading room open?").citations().getFirst())
        .satisfies(c -> assertThat(c.quote()).startsWith("The reading room opens at 9 a.m."))
        .extracting(Reply.Citation::place)
        .isEqualTo("lines 7 to 8");
    assertThat(ask("Where do I have to leave bags?").citations().getFirst())
        .satisfies(c -> assertThat(c.quote()).startsWith("Bags have to be left"))
        .extracting(Reply.Citation::place)
        .isEqualTo("lines 9 to 10");
    assertThat(ask("When are old newspapers shown?").citations().getFirst().place())
        .isEqualTo("line 14");
  }

  @Test
  void whatHoldsForSomeIsNotToldWithoutWhatHoldsForAll() throws IOException {
    add(
        "lending.md",
        "# Borrowing\n\nBooks can be borrowed for four weeks. Films can be borrowed for one week.\n\n"
            + "Students may borrow books for eight weeks.\n\n"
            + "# Opening\n\nThe library is open from nine to five.\n");
    assertThat(ask("How long can I borrow a book for?").text())
        .isEqualTo(
            "Books can be borrowed for four weeks. Students may borrow books for eight weeks.");
    assertThat(ask("How long may students borrow a book?").text())
        .isEqualTo("Students may borrow books for eight weeks.");
  }

  @Test
  void aSentenceWithAPronounIsToldTogetherWithWhatItMeans() throws IOException {
    add(
        "loans.md",
        "# Loans\n\nA book can be borrowed for four weeks. Students may keep them for eight weeks."
            + " This does not hold for films.\n\n# Prices\n\nA card costs 12 euros a year.\n");
    String both = "A book can be borrowed for four weeks. Students may keep them for eight weeks.";
    assertThat(ask("How long can I borrow a book for?").text()).isEqualTo(both);
    assertThat(ask("How long may students keep books?").text()).startsWith(both);
  }

  @Test
  void whatNoDocumentSaysIsHandedOver() throws IOException {
    add("a.txt", "The museum shows clocks from four centuries. It is closed on Mondays.");
    Reply r = ask("Who was the first emperor of Brazil?");
    assertThat(r.handover()).isTrue();
    assertThat(r.citations()).isEmpty();
    assertThat(ask("what is this about?").handover()).as("no word that says anything").isTrue();
  }

  @Test
  void anotherDocumentOfTheNameReplacesTheFirst() throws IOException {
    add("a.txt", "The key hangs behind the door.");
    assertThat(ask("Where does the key hang?").text()).contains("behind the door");
    add("a.txt", "The key hangs under the clock.");
    assertThat(ask("Where does the key hang?").text()).contains("under the clock");
    assertThat(knowledge.sources()).hasSize(1);
    knowledge.remove("a.txt");
    assertThat(knowledge.sources()).isEmpty();
    assertThat(ask("Where does the key hang?").handover()).isTrue();
    assertThatThrownBy(() -> knowledge.remove("a.txt")).hasMessageContaining("no document a.txt");
  }

  @Test
  void aDocumentThatCannotBeReadChangesNothing() throws IOException {
    add("a.txt", "The key hangs behind the door.");
    Path broken = Files.write(folder.resolve("a.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> knowledge.add(broken)).isInstanceOf(AnswersException.class);
    assertThat(ask("Where does the key hang?").text()).contains("behind the door");
  }

  @Test
  void aShortQuestionThatFitsTwoThingsIsAskedBack() throws IOException {
    add(
        "a.md",
        "# Tickets\n\n## Tram\n\nA ticket costs 2 pounds.\n\n## Ferry\n\nA ticket costs 9 pounds.\n\n"
            + "## Lost things\n\nThey lie at the station.\n");
    Reply r = ask("What does a ticket cost?");
    assertThat(r.kind()).isEqualTo(Reply.Kind.CLARIFY);
    assertThat(r.text()).contains("Tram").contains("Ferry");
    assertThat(ask("What does a ferry ticket cost?").text()).contains("9 pounds");
  }

  @Test
  void otherLanguagesAreToldApart() throws IOException {
    Knowledge.Source s =
        add(
            "regeln.txt",
            "Das Schwimmbad öffnet werktags um sieben Uhr. Im Wasser müssen Badekappen getragen"
                + " werden. Die Sauna ist auf neunzig Grad geheizt und kostet vier Euro.");
    assertThat(s.language()).isEqualTo("de");
    assertThat(ask("Was kostet die Sauna?").text()).contains("vier Euro");
    assertThat(ask("Wer ist der Bürgermeister von Wien?").text()).contains("weiß ich nicht");
  }
}
