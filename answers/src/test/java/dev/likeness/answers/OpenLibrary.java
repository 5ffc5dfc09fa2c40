package dev.likeness.answers;

import dev.likeness.answers.model.ChatClient;
import dev.likeness.answers.model.Endpoint;
import dev.likeness.models.Models;
import dev.likeness.models.SentenceEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The bench's library in an index of its own, and a stub server that words what it says. */
final class OpenLibrary implements AutoCloseable {
  static final String MODEL = "stub";

  /** What was told when the model could not be used. */
  final List<String> trouble = new ArrayList<>();

  final Knowledge knowledge;
  final Answerer answerer;
  private final Path folder;
  private final Models models = new Models();
  private final SentenceEmbedder embedder = models.sentences();

  /**
   * @param folder that is empty
   */
  OpenLibrary(Path folder) {
    this.folder = folder;
    knowledge = Knowledge.open(folder.resolve("index"), () -> embedder);
    knowledge.add(AnswersBench.document(folder, "library.md"));
    answerer = new Answerer(knowledge);
  }

  /** Takes in one document more. */
  void add(String name, String text) throws IOException {
    knowledge.add(Files.writeString(folder.resolve(name), text));
  }

  /** Answers in the words of whatever the endpoint leads to. */
  Grounded grounded(ChatClient client) {
    return new Grounded(answerer, knowledge, () -> embedder, client, trouble::add);
  }

  /** What is done with a server while it runs. */
  interface Asking<T> {
    T of(StubModel stub, Grounded grounded) throws IOException;
  }

  /** Starts a server that answers so, and asks it. */
  <T> T withModel(
      Function<JsonNode, StubModel.Answer> model, String key, Duration limit, Asking<T> asking)
      throws IOException {
    try (StubModel stub = new StubModel(model);
        ChatClient client =
            new ChatClient(new Endpoint(stub.url(), MODEL, new Endpoint.Key(key), limit))) {
      return asking.of(stub, grounded(client));
    }
  }

  @Override
  public void close() {
    knowledge.close();
    models.close();
  }
}
