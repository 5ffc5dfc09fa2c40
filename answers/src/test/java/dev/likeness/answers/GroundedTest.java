package dev.likeness.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.answers.StubModel.Answer;
import dev.likeness.answers.model.ChatClient;
import dev.likeness.answers.model.Endpoint;
import dev.likeness.answers.model.ModelException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class GroundedTest {
  private static final String KEY = "sk-test-51H8vQ";

  @TempDir private Path folder;
  private OpenLibrary library;

  @BeforeEach
  void open() {
    library = new OpenLibrary(folder);
  }

  @AfterEach
  void close() {
    library.close();
  }

  private Reply ask(String question, Function<JsonNode, Answer> model) throws IOException {
    return ask(question, model, KEY, Duration.ofSeconds(5));
  }

  private Reply ask(String question, Function<JsonNode, Answer> model, String key, Duration limit)
      throws IOException {
    return library.withModel(
        r ->
            r.path("model").asString("").equals(OpenLibrary.MODEL)
                    && r.path("messages").path(0).path("role").asString("").equals("system")
                ? model.apply(r)
                : Answer.plain(400, "{}"),
        key,
        limit,
        (stub, g) -> {
          Reply r = g.answer(question, Style.PLAIN);
          assertThat(stub.keys()).allMatch(("Bearer " + key)::equals);
          return r;
        });
  }

  @Test
  void aSupportedAnswerIsTakenInTheModelsWords() throws IOException {
    for (Function<String, Answer> way :
        List.<Function<String, Answer>>of(Answer::streamed, Answer::whole)) {
      Reply r =
          ask("For how long are books lent?", q -> way.apply("A book is lent for four weeks."));
      assertThat(r.wording()).as("%s", library.trouble).isEqualTo(Reply.Wording.MODEL);
      assertThat(r.text()).isEqualTo("A book is lent for four weeks.");
      assertThat(r.citations().getFirst().source()).isEqualTo("library.md");
      assertThat(r.citations().getFirst().quote()).contains("lent for four weeks");
    }
    assertThat(library.trouble).isEmpty();
  }

  /** What the passages do not say, said in their words as far as possible. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "You can keep books for six weeks.",
        "Books are lent for one week.",
        "Books are lent for three days.",
        "Books are not lent for four weeks.",
        "You can keep books for four weeks. You can also pay 5 pounds to keep them for a year.",
        "Books are lent for four weeks. Ask Mr Henderson for more time.",
        "Books are lent for four weeks. See https://evil.example for more.",
        "Films can be renewed.",
        "As a language model I recommend to read the book quickly.",
        "Newspapers are lent for four weeks."
      })
  void aLieIsNotSaid(String lie) throws IOException {
    Reply r = ask("For how long are books lent?", q -> Answer.streamed(lie));
    assertThat(r.wording()).isEqualTo(Reply.Wording.FALLBACK);
    assertThat(r.kind()).isEqualTo(Reply.Kind.ANSWER);
    assertThat(r.text()).contains("Books are lent for four weeks").doesNotContain("six weeks");
    assertThat(library.trouble).singleElement().asString().contains("documents do not");
  }

  /** Wordings that are true and should pass; the check may be stricter, but not on all. */
  @Test
  void mostTrueWordingsPass() throws IOException {
    Map<String, String> truth =
        Map.of(
            "How much is a colour print?", "A colour print costs 40 pence a page.",
            "How often can I extend a loan?",
                "A loan can be renewed twice unless somebody else has reserved the item.",
            "What is the price of a replacement card?", "A new library card costs 3 pounds.",
            "When is story time?", "Story time takes place every Wednesday at 3.30 p.m.",
            "How much is membership per year?", "Membership costs 18 pounds a year.",
            "How long do you hold a reserved book for me?",
                "We keep a reserved item at the desk for seven days.",
            "What does the big hall cost?",
                "The large hall is hired out in the evening for 90 pounds.",
            "Is scanning free?", "Scanning is free of charge.");
    int passed = 0;
    for (Map.Entry<String, String> e : truth.entrySet()) {
      Reply r = ask(e.getKey(), q -> Answer.streamed(e.getValue()));
      passed += r.wording() == Reply.Wording.MODEL ? 1 : 0;
    }
    assertThat(passed).as("%s", library.trouble).isGreaterThanOrEqualTo(6);
  }

  @Test
  void brokenRepliesFallBack() throws IOException {
    Map<String, Answer> broken = new java.util.LinkedHashMap<>();
    broken.put("no JSON", new Answer(200, "text/event-stream", List.of("data: {oops\n\n"), 0));
    broken.put("broke off", Answer.streamed("Books are lent for four", 0, false));
    broken.put("is empty", Answer.whole(""));
    broken.put("answered 500", Answer.plain(500, "{\"error\":\"x\"}"));
    broken.put(
        "refuses the key", Answer.plain(401, "{\"error\":{\"message\":\"bad " + KEY + "\"}}"));
    broken.put("no such model", Answer.plain(404, "{}"));
    broken.put("too much to do", Answer.plain(429, "{}"));
    broken.put(
        "reports an error",
        new Answer(200, "text/event-stream", List.of("data: {\"error\":{\"code\":1}}\n\n"), 0));
    broken.put(
        "does not end",
        new Answer(200, "text/event-stream", List.of("data: " + "x".repeat(600_000)), 0));
    broken.put("is no JSON", new Answer(200, "application/json", List.of("<html>"), 0));
    for (Map.Entry<String, Answer> e : broken.entrySet()) {
      library.trouble.clear();
      Reply r = ask("For how long are books lent?", q -> e.getValue());
      assertThat(r.wording()).as(e.getKey()).isEqualTo(Reply.Wording.FALLBACK);
      assertThat(r.text()).contains("four weeks");
      assertThat(library.trouble)
          .singleElement()
          .asString()
          .contains(e.getKey())
          .doesNotContain(KEY);
    }
  }

  @Test
  void aSlowModelIsNotWaitedFor() throws IOException {
    Reply r =
        ask(
            "For how long are books lent?",
            q -> Answer.streamed("Books are lent for four weeks and so on and on.", 400, true),
            KEY,
            Duration.ofSeconds(1));
    assertThat(r.wording()).isEqualTo(Reply.Wording.FALLBACK);
    assertThat(library.trouble).singleElement().asString().contains("within 1 s");
  }

  @Test
  void whereNothingListensTheDocumentsAnswer() {
    Endpoint nobody =
        new Endpoint(
            URI.create("http://127.0.0.1:9/v1"), "x", new Endpoint.Key(KEY), Duration.ofSeconds(2));
    try (ChatClient client = new ChatClient(nobody)) {
      Reply r = library.grounded(client).answer("For how long are books lent?", Style.WARM);
      assertThat(r.wording()).isEqualTo(Reply.Wording.FALLBACK);
      assertThat(r.text()).startsWith("Happy to help.").contains("four weeks");
      assertThat(library.trouble).singleElement().asString().contains("cannot be reached");
    }
  }

  @Test
  void whatTheDocumentsDoNotSayIsNotAskedOfTheModel() throws IOException {
    List<JsonNode> asked = new ArrayList<>();
    Reply r =
        ask(
            "What is the salary of a librarian?",
            q -> {
              asked.add(q);
              return Answer.streamed("It is 30000 pounds.");
            });
    assertThat(r.handover()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void anEndpointIsNamedByTheEnvironmentAndNeverShowsItsKey() throws IOException {
    assertThat(Endpoint.of(Map.of())).isEmpty();
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
    Endpoint e =
        Endpoint.of(
                Map.of(
                    "LIKENESS_MODEL_URL", "https://models.example/v1/",
                    "LIKENESS_MODEL_NAME", "small",
                    "LIKENESS_MODEL_KEY_FILE", file.toString()))
            .orElseThrow();
    assertThat(e.toString()).contains("a key").doesNotContain(KEY);
    for (String url :
        List.of("http://models.example/v1", "https://me:" + KEY + "@models.example", "ftp://x")) {
      assertThatThrownBy(
              () -> Endpoint.of(Map.of("LIKENESS_MODEL_URL", url, "LIKENESS_MODEL_NAME", "small")))
          .isInstanceOf(ModelException.class);
    }
    assertThatThrownBy(() -> Endpoint.of(Map.of("LIKENESS_MODEL_URL", "https://models.example")))
        .hasMessageContaining("LIKENESS_MODEL_NAME");
    assertThatThrownBy(
            () ->
                Endpoint.of(
                    Map.of(
                        "LIKENESS_MODEL_URL", "https://models.example",
                        "LIKENESS_MODEL_NAME", "small",
                        "LIKENESS_MODEL_KEY_FILE", "/nowhere/key")))
        .hasMessageContaining("/nowhere/key");
  }

  @Test
  void stylesChangeTheWordsAroundAndNoOthers() {
    Answerer a = library.answerer;
    String plain = a.answer("How much is a colour print?", Style.PLAIN).text();
    assertThat(a.answer("How much is a colour print?", Style.FORMAL).text())
        .isEqualTo("Thank you for your enquiry. " + plain);
    assertThat(plain).startsWith(a.answer("How much is a colour print?", Style.SHORT).text());
    assertThatThrownBy(() -> Style.of("like my friend Tom"))
        .hasMessageContaining("none of plain, short, warm, formal");
  }
}
