package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a persona. */
@Command(
    name = "remove",
    description = "Remove a persona and its pictures; its grant stays in the ledger.")
final class PersonaRemove extends Task {
  @Parameters(paramLabel = "NAME", description = "Which.")
  private String name = "";

  PersonaRemove(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      workshop.personas().remove(name);
      say("Persona " + name + " is removed.");
      print(object().put("removed", name));
    }
  }
}
