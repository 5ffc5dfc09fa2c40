package dev.likeness.flow.desk;

import dev.likeness.answers.Answerer;
import dev.likeness.answers.Grounded;
import dev.likeness.answers.Guard;
import dev.likeness.answers.Knowledge;
import dev.likeness.answers.Reply;
import dev.likeness.answers.Secrets;
import dev.likeness.answers.Style;
import dev.likeness.answers.model.ChatClient;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gate.SpeechGate;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.AuditLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where questions are put: secrets are hidden first, the answer comes from one collection, and both
 * are logged with their sources. Thread-safe.
 */
public final class Counter implements AutoCloseable {
  private final String name;
  private final Supplier<Style> style;
  private final Knowledge knowledge;
  private final Answerer answerer;
  private final @Nullable Grounded grounded;
  private final SpeechGate gate;
  private final AuditLog log;

  /**
   * A counter that quotes.
   *
   * @param name the collection's
   * @throws dev.likeness.flow.FlowException UNKNOWN where there is none
   */
  public Counter(Workshop workshop, String name) {
    this(workshop, name, () -> Style.PLAIN, null, s -> {});
  }

  /**
   * Likewise.
   *
   * @param style asked for with each question
   * @param model which words answers; null for none. It is not closed here
   * @param trouble is told when the model cannot be used, and why
   */
  public Counter(
      Workshop workshop,
      String name,
      Supplier<Style> style,
      @Nullable ChatClient model,
      Consumer<String> trouble) {
    this.name = name;
    this.style = style;
    gate = workshop.speechGate();
    log = workshop.audit();
    knowledge = new Shelves(workshop).open(name);
    answerer = new Answerer(knowledge);
    grounded =
        model == null
            ? null
            : new Grounded(answerer, knowledge, workshop::sentences, model, trouble);
  }

  /**
   * A question and what came of it.
   *
   * @param question with secrets hidden
   */
  public record Answered(String question, Reply reply) {}

  /** What can be heard about its documents; opened anew at each call. */
  public Ear ear() {
    return new Ear(knowledge.english());
  }

  String name() {
    return name;
  }

  /** Answers, and logs it. */
  public Answered ask(String question) {
    String safe = Secrets.hide(question);
    Optional<Guard.Attempt> attempt = Guard.of(safe);
    Reply reply =
        attempt.isPresent()
            ? new Reply(attempt.get().reply(), Reply.Kind.REFUSED, List.of(), 1)
            : answer(safe);
    log(reply.kind().name(), reply.citations(), safe, reply.text());
    return new Answered(safe, reply);
  }

  /** Answers without a word in the log. */
  Reply answer(String safe) {
    Style s = style.get();
    Reply r = grounded == null ? answerer.answer(safe, s) : grounded.answer(safe, s);
    boolean code = gate.findings(r.text()).stream().anyMatch(f -> f.category().equals("code"));
    if (code) {
      return new Reply(
          "I never ask for passwords or codes. I am passing you on to a person.",
          Reply.Kind.HANDOVER,
          List.of(),
          0);
    }
    return new Reply(
        Secrets.hide(r.text()),
        r.kind(),
        r.citations().stream()
            .map(
                c ->
                    new Reply.Citation(c.source(), c.place(), c.heading(), Secrets.hide(c.quote())))
            .toList(),
        r.confidence(),
        r.wording());
  }

  void log(String outcome, List<Reply.Citation> citations, String question, String answer) {
    List<String> sources = citations.stream().map(c -> c.source() + ", " + c.place()).toList();
    log.append(new AuditEvent.Answered(name, outcome, sources, question, answer));
  }

  @Override
  public void close() {
    knowledge.close();
  }
}
