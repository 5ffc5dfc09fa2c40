package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.models.ModelCard;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows the model cards. */
@Command(
    name = "models",
    description = "Show the pretrained networks: origin, licence, purpose, limits.")
final class ModelsCommand extends Task {
  ModelsCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      ObjectNode o = object();
      ArrayNode all = o.putArray("models");
      for (ModelCard c : workshop.models().cards()) {
        say("%s: %s".formatted(c.id(), c.title()));
        say("    from     %s %s (%s)".formatted(c.packageName(), c.packageVersion(), c.licence()));
        say("    for      " + c.purpose());
        say("    limits   " + c.limits());
        say("    SHA-256  " + c.sha256());
        ObjectNode one = all.addObject();
        one.put("id", c.id()).put("title", c.title()).put("licence", c.licence());
        one.put("package", c.packageName()).put("package_version", c.packageVersion());
        one.put("file", c.file()).put("origin", c.origin()).put("sha256", c.sha256());
        one.put("bytes", c.bytes()).put("purpose", c.purpose()).put("limits", c.limits());
      }
      print(o);
    }
  }
}
