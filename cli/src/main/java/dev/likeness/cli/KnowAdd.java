package dev.likeness.cli;

import dev.likeness.answers.AnswersException;
import dev.likeness.answers.Knowledge;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Shelves;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes documents in. */
@Command(
    name = "add",
    description = {
      "Take documents into a collection, and make it where there is none.",
      "",
      "Markdown (.md), HTML (.html), PDF (.pdf) with text in it, Word (.docx), plain text (.txt),"
          + " and questions with their answers (.csv, two columns). A document of the same name is"
          + " replaced. A file that cannot be read is named, and the others are taken in."
    },
    footer = {"", "@|bold Example|@", "  likeness know add library handbook.md prices.pdf faq.csv"})
final class KnowAdd extends Task {
  @Parameters(index = "0", paramLabel = "NAME", description = "The collection's.")
  private String name = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Documents.")
  private List<Path> files = new ArrayList<>();

  KnowAdd(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    ObjectNode o = object();
    ArrayNode added = o.putArray("added");
    ArrayNode failed = o.putArray("failed");
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        Knowledge knowledge = new Shelves(workshop).make(name)) {
      for (int i = 0; i < files.size(); i++) {
        progress.checkStop();
        progress.report("reading", i, files.size());
        try {
          Knowledge.Source s = knowledge.add(path(files.get(i)));
          say("%s: %d passages, language %s".formatted(s.name(), s.passages(), s.language()));
          added.add(json(s));
        } catch (AnswersException e) {
          note("likeness: " + e.getMessage());
          failed.addObject().put("file", files.get(i).toString()).put("why", e.getMessage());
          exit(ExitCode.FAILED);
        }
      }
    }
    print(o);
  }

  static ObjectNode json(Knowledge.Source s) {
    return object()
        .put("name", s.name())
        .put("sha256", s.sha256())
        .put("language", s.language())
        .put("passages", s.passages());
  }
}
