package dev.likeness.cli;

import dev.likeness.answers.Style;
import dev.likeness.answers.model.ChatClient;
import dev.likeness.answers.model.Endpoint;
import dev.likeness.answers.model.ModelException;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Counter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How answers are worded, and by whom. */
final class WordingOptions {
  @Option(
      names = "--style",
      paramLabel = "STYLE",
      description =
          "plain, short, warm or formal (default: the persona's, see 'persona style', else plain).")
  private @Nullable String style;

  @Option(
      names = "--no-model",
      description = "Quote, also where LIKENESS_MODEL_URL names a language model.")
  private boolean quote;

  /** A counter, and the model behind it. */
  record Open(Counter counter, @Nullable ChatClient model) implements AutoCloseable {
    @Override
    public void close() {
      counter.close();
      if (model != null) {
        model.close();
      }
    }
  }

  /**
   * @param persona whose style counts where none was given
   */
  Open open(Task task, Workshop workshop, String know, @Nullable String persona) {
    Style s;
    ChatClient model;
    try {
      s =
          style != null
              ? Style.of(style)
              : persona == null ? Style.PLAIN : workshop.personas().style(persona);
      model =
          quote
              ? null
              : Endpoint.of(task.terminal().environment()).map(ChatClient::new).orElse(null);
    } catch (IllegalArgumentException | ModelException e) {
      throw task.usage(String.valueOf(e.getMessage()));
    }
    try {
      return new Open(
          new Counter(workshop, know, () -> s, model, why -> task.note("likeness: " + why)), model);
    } catch (RuntimeException e) {
      if (model != null) {
        model.close();
      }
      throw e;
    }
  }
}
