package dev.likeness.cli;

import dev.likeness.answers.Style;
import dev.likeness.flow.Workshop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows or notes how a persona words answers. */
@Command(
    name = "style",
    description = {
      "Show or set how a persona words answers: plain, short, warm or formal.",
      "",
      "There are no other styles, and nobody's own way of writing can be given for one."
    })
final class PersonaStyle extends Task {
  @Parameters(index = "0", paramLabel = "NAME", description = "Which persona.")
  private String name = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "STYLE", description = "How.")
  private @Nullable String style;

  PersonaStyle(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      if (style != null) {
        try {
          workshop.personas().style(name, Style.of(style));
        } catch (IllegalArgumentException e) {
          throw usage(String.valueOf(e.getMessage()));
        }
      }
      String now = workshop.personas().style(name).word();
      say(name + " answers in the style " + now + ".");
      print(object().put("persona", name).put("style", now));
    }
  }
}
