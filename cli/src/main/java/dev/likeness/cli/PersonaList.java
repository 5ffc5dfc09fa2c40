package dev.likeness.cli;

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
      ObjectNode o = object();
      ArrayNode list = o.putArray("personas");
      for (Personas.Stored p : all) {
        say("%-20s %3d views  %s".formatted(p.ref().name(), p.views(), p.ref().grantId()));
        list.add(PersonaShow.json(p));
      }
      if (all.isEmpty()) {
        say("No personas yet; 'likeness persona add' makes one.");
      }
      print(o);
    }
  }
}
