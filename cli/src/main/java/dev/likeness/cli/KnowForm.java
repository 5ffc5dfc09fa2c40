package dev.likeness.cli;

import dev.likeness.answers.dialogue.Form;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Talks;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds a form. */
@Command(
    name = "form",
    description = {
      "Add a form that dialogues from a collection can fill in; one of its name is replaced.",
      "",
      "docs/answers.md says how it is written. A form for complaints is always there."
    })
final class KnowForm extends Task {
  @Parameters(index = "0", paramLabel = "NAME", description = "The collection's.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "The form, JSON.")
  private Path file = Path.of("");

  KnowForm(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      Form f = Talks.add(workshop, name, path(file));
      say("Form %s: %d fields.".formatted(f.name(), f.fields().size()));
      print(object().put("form", f.name()).put("fields", f.fields().size()));
    }
  }
}
