package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.flow.gate.SpeechGate.Finding;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the content gate about a text. */
@Command(
    name = "text",
    description = {
      "Say whether a text may be said in somebody's voice.",
      "",
      "It finds phrases in English, German, French, Spanish and Italian, not meaning."
    })
final class GateText extends Task {
  @Parameters(arity = "1..*", paramLabel = "TEXT", description = "The text.")
  private List<String> words = List.of();

  GateText(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      List<Finding> found = workshop.speechGate().findings(String.join(" ", words));
      exit(found.isEmpty() ? ExitCode.OK : ExitCode.REFUSED);
      say(found.isEmpty() ? "The text passes." : "The text is refused:");
      ObjectNode o = object().put("passes", found.isEmpty());
      ArrayNode all = o.putArray("findings");
      for (Finding f : found) {
        say("  it %s: '%s'".formatted(f.why(), f.words()));
        all.addObject()
            .put("category", f.category())
            .put("language", f.language())
            .put("words", f.words());
      }
      print(o.put("exit_code", code()));
    }
  }
}
