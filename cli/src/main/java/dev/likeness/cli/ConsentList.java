package dev.likeness.cli;

import dev.likeness.consent.Grant;
import dev.likeness.consent.Ledger;
import dev.likeness.consent.Use;
import dev.likeness.flow.Workshop;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the recorded grants. */
@Command(name = "list", description = "List the recorded grants and how they stand.")
final class ConsentList extends Task {
  ConsentList(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      Ledger.Book book = workshop.ledger().read();
      ObjectNode o = object();
      ArrayNode all = o.putArray("grants");
      int widest =
          book.grants().values().stream().mapToInt(g -> g.subject().length()).max().orElse(0);
      String line = "%-28s %-" + Math.max(16, widest) + "s %-10s %-46s %s";
      for (Grant g : book.grants().values()) {
        String status = ConsentShow.status(book, g, workshop);
        String uses = String.join(",", g.uses().stream().map(Use::word).toList());
        String until = g.ends().map(Object::toString).orElse("-");
        say(line.formatted(g.id(), g.subject(), status, uses, until));
        ObjectNode one = all.addObject();
        one.put("id", g.id()).put("subject", g.subject()).put("status", status);
        var words = one.putArray("uses");
        g.uses().forEach(u -> words.add(u.word()));
        g.ends().ifPresent(e -> one.put("until", e.toString()));
      }
      if (book.grants().isEmpty()) {
        say("No grants are recorded yet.");
      }
      print(o);
    }
  }
}
