package dev.likeness.cli;

import dev.likeness.consent.Grant;
import dev.likeness.consent.GrantFormat;
import dev.likeness.consent.Ledger;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.Use;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Workshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Shows a grant. */
@Command(name = "show", description = "Show a grant and how it stands now.")
final class ConsentShow extends Task {
  @Parameters(paramLabel = "GRANT", description = "A grant's id, or a grant file.")
  private String which = "";

  ConsentShow(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      Ledger.Book book = workshop.ledger().read();
      Grant g = find(this, book, which);
      boolean recorded = book.grants().containsKey(g.id());
      String status = status(book, g, workshop);
      say("Grant     " + g.id());
      say("Person    " + g.subject());
      say("Status    " + status + (recorded ? "" : " (not recorded here yet)"));
      say("Uses      " + String.join(", ", g.uses().stream().map(Use::word).toList()));
      say("Purposes  " + String.join("; ", g.purposes()));
      say("From      " + g.issued());
      say("Until     " + g.ends().map(Object::toString).orElse("-"));
      record(g, workshop);
      g.pictures().forEach(d -> say("Picture   " + d.hex()));
      ObjectNode o = g.toJson();
      ObjectNode all = object().put("status", status).put("recorded", recorded);
      if (g instanceof PersonGrant p) {
        all.put("challenge", p.challenge().isPresent() ? "passed" : "none");
      }
      print(all.set("grant", o));
    }
  }

  private void record(Grant g, Workshop workshop) {
    if (!(g instanceof PersonGrant p)) {
      return;
    }
    p.terms().guardian().ifPresent(d -> say("Guardian  %s (%s)".formatted(d.name(), d.relation())));
    say("Challenge " + p.challenge().map(c -> "passed on " + c.answered()).orElse("none"));
    p.challenge()
        .ifPresent(
            c ->
                c.scores()
                    .forEach(
                        s ->
                            say(
                                "          %-10s %s (%s)"
                                    .formatted(s.check(), s.value(), s.bar()))));
    p.record()
        .ifPresent(
            r -> {
              say("Operator  " + r.operator().name() + ", " + r.operator().contact());
              boolean ours =
                  r.countersigned()
                      .filter(workshop.home().operatorKey().pair().publicKey()::equals)
                      .isPresent();
              say(
                  "Signed    by the person"
                      + (r.countersigned().isEmpty()
                          ? ", not countersigned yet"
                          : ours ? " and by this installation" : " and by another operator"));
            });
  }

  /** A recorded grant by its id, or what a grant file holds. */
  static Grant find(Task task, Ledger.Book book, String idOrFile) {
    Grant g = book.grants().get(idOrFile);
    if (g != null) {
      return g;
    }
    Path file = task.path(Path.of(idOrFile));
    if (Files.isRegularFile(file)) {
      return GrantFormat.read(file);
    }
    throw new FlowException(
        FlowException.Code.UNKNOWN,
        "%s is neither a recorded grant nor a grant file; 'likeness consent list' shows those that are"
                .formatted(idOrFile)
            + " recorded");
  }

  static String status(Ledger.Book book, Grant g, Workshop workshop) {
    return book.status(g, workshop.clock().instant())
        .name()
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ');
  }
}
