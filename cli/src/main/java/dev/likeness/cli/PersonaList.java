package dev.likeness.cli;

import dev.likeness.consent.Ledger;
import dev.likeness.flow.Personas;
import dev.likeness.flow.Workshop;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the personas. */
@Command(name = "list", description = "List the personas.")
final class PersonaList extends Task {
  PersonaList(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      List<Personas.Stored> all = workshop.personas().list();
      Ledger.Book book = workshop.ledger().read();
      ObjectNode o = object();
      ArrayNode list = o.putArray("personas");
      for (Personas.Stored p : all) {
        String status = PersonaShow.status(book, p, workshop);
        say(
            "%-20s %3d %s  %-28s %s"
                .formatted(
                    p.ref().name(),
                    p.views(),
                    p.views() == 1 ? "view " : "views",
                    p.ref().grantId(),
                    status));
        list.add(PersonaShow.json(p).put("grant_status", status));
      }
      if (all.isEmpty()) {
        say("No personas yet; 'likeness persona add' makes one.");
      }
      print(o);
    }
  }
}
