package dev.likeness.cli;

import dev.likeness.answers.Knowledge;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Shelves;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a document out. */
@Command(name = "remove", description = "Take a document out of a collection.")
final class KnowRemove extends Task {
  @Parameters(index = "0", paramLabel = "NAME", description = "The collection's.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "DOCUMENT", description = "As 'know list NAME' shows it.")
  private String document = "";

  KnowRemove(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop();
        Knowledge k = new Shelves(workshop).open(name)) {
      k.remove(document);
      say("%s is no longer in %s.".formatted(document, name));
      print(object().put("removed", document));
    }
  }
}
