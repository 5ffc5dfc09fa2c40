package dev.likeness.cli;

import dev.likeness.answers.Knowledge;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Shelves;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists collections, or the documents of one. */
@Command(name = "list", description = "List the collections, or the documents of one.")
final class KnowList extends Task {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The collection's.")
  private @Nullable String name;

  KnowList(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    ObjectNode o = object();
    try (Workshop workshop = workshop()) {
      Shelves shelves = new Shelves(workshop);
      if (name == null) {
        ArrayNode all = o.putArray("collections");
        shelves.names().forEach(all::add);
        shelves.names().forEach(this::say);
        if (all.isEmpty()) {
          say("No collections yet; 'likeness know add NAME FILE...' makes one.");
        }
      } else {
        ArrayNode all = o.putArray("documents");
        try (Knowledge k = shelves.open(name)) {
          for (Knowledge.Source s : k.sources()) {
            say("%-32s %4d passages  %s".formatted(s.name(), s.passages(), s.language()));
            all.add(KnowAdd.json(s));
          }
        }
      }
    }
    print(o);
  }
}
