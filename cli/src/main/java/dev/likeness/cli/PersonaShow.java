package dev.likeness.cli;

import dev.likeness.consent.Grant;
import dev.likeness.consent.Ledger;
import dev.likeness.flow.Personas;
import dev.likeness.flow.Taken;
import dev.likeness.flow.Workshop;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Shows one persona. */
@Command(name = "show", description = "Show one persona.")
final class PersonaShow extends Task {
  @Parameters(paramLabel = "NAME", description = "Which.")
  private String name = "";

  PersonaShow(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      Personas.Stored p = workshop.personas().show(name);
      String status = status(workshop.ledger().read(), p, workshop);
      say("Persona  " + p.ref().name());
      say("Grant    %s (%s)".formatted(p.ref().grantId(), status));
      if (p.taken().isEmpty()) {
        say("From     " + String.join(", ", p.sources()));
      }
      say("Views    " + p.views());
      say("Made     " + Instant.parse(p.made()).truncatedTo(ChronoUnit.SECONDS));
      p.taken().forEach(t -> say("File     %s: %s".formatted(t.file(), t.line())));
      p.remarks().forEach(r -> say("Remark   " + r));
      ObjectNode o = json(p).put("grant_status", status);
      workshop
          .voices()
          .find(name)
          .ifPresent(
              v -> {
                say("Voice");
                PersonaVoice.lines(v).forEach(this::say);
                o.set("voice", PersonaVoice.json(v));
              });
      print(o);
    }
  }

  /** How the persona's grant stands now. */
  static String status(Ledger.Book book, Personas.Stored p, Workshop workshop) {
    Grant g = book.grants().get(p.ref().grantId());
    return g == null ? "no grant" : ConsentShow.status(book, g, workshop);
  }

  static ObjectNode json(Personas.Stored p) {
    ObjectNode o = object();
    o.put("name", p.ref().name()).put("grant", p.ref().grantId());
    o.put("views", p.views()).put("made", p.made());
    var sources = o.putArray("sources");
    for (int i = 0; i < p.sources().size(); i++) {
      sources
          .addObject()
          .put("file", p.sources().get(i))
          .put("sha256", p.ref().pictures().get(i).hex());
    }
    var remarks = o.putArray("remarks");
    p.remarks().forEach(remarks::add);
    o.set("files", Taken.json(p.taken()));
    return o;
  }
}
