package dev.likeness.flow.desk;

import dev.likeness.answers.Answerer;
import dev.likeness.answers.Knowledge;
import dev.likeness.answers.Reply;
import dev.likeness.answers.Secrets;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.AuditEvent;
import java.util.List;

/**
 * Where questions are put: secrets are hidden first, the answer comes from one collection, and both
 * are logged with their sources.
 */
public final class Counter implements AutoCloseable {
  private final Workshop workshop;
  private final String name;
  private final Knowledge knowledge;
  private final Answerer answerer;

  /**
   * @param name the collection's
   * @throws dev.likeness.flow.FlowException UNKNOWN where there is none
   */
  public Counter(Workshop workshop, String name) {
    this.workshop = workshop;
    this.name = name;
    knowledge = new Shelves(workshop.home()).open(name);
    answerer = new Answerer(knowledge);
  }

  /**
   * A question and what came of it.
   *
   * @param question with secrets hidden
   */
  public record Answered(String question, Reply reply) {}

  /** Answers, and logs it. */
  public Answered ask(String question) {
    String safe = Secrets.hide(question);
    Reply r = answerer.answer(safe);
    Reply reply = new Reply(Secrets.hide(r.text()), r.kind(), r.citations(), r.confidence());
    List<String> sources =
        reply.citations().stream().map(c -> c.source() + ", " + c.place()).toList();
    workshop
        .audit()
        .append(new AuditEvent.Answered(name, reply.kind().name(), sources, safe, reply.text()));
    return new Answered(safe, reply);
  }

  @Override
  public void close() {
    knowledge.close();
  }
}
