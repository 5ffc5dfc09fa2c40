package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Published;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets people outside ask a collection. */
@Command(
    name = "publish",
    sortOptions = false,
    description = {
      "Let other sites and a telephone exchange ask a collection through the studio.",
      "",
      "Whoever can reach the studio from a named site may ask then, without a session. Answers are"
          + " said aloud in the name of who approves; each sound and film bears its notice and signature. The"
          + " token for the telephone is shown once. What was published of the collection before"
          + " ends."
    },
    footer = {
      "",
      "@|bold Example|@",
      "  likeness know publish library --approve-as Ann \\",
      "      --origin https://www.example.org"
    })
final class KnowPublish extends Task {
  @Parameters(paramLabel = "NAME", description = "The collection's.")
  private String name = "";

  @Option(
      names = "--origin",
      paramLabel = "URL",
      description = "A site that may embed it: scheme, host and port. Can be given several times.")
  private List<String> origins = List.of();

  @Option(
      names = "--approve-as",
      paramLabel = "NAME",
      description = "Who lets answers be said aloud, as each record will state it.")
  private @Nullable String approved;

  @Option(
      names = "--persona",
      paramLabel = "NAME",
      description = {
        "Who says them: seen where the grant covers talk, in its own voice where it has one",
        "(default: the packaged voice alone)."
      })
  private String persona = "";

  @Option(names = "--end", description = "End what was published.")
  private boolean end;

  KnowPublish(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (end == (approved != null)) {
      throw usage("give --approve-as NAME to publish, or --end to end it");
    }
    try (Workshop workshop = workshop()) {
      if (approved == null) {
        boolean was = Published.end(workshop, name);
        say(was ? "Nobody outside may ask %s any more.".formatted(name) : "It was not published.");
        print(object().put("ended", was));
        return;
      }
      Published.Fresh f;
      try {
        f = Published.publish(workshop, name, origins, approved.strip(), persona);
      } catch (IllegalArgumentException e) {
        throw usage(String.valueOf(e.getMessage()));
      }
      String snippet =
          "<script src=\"http://127.0.0.1:4180/answers/%s/embed.js\" data-title=\"Ask\" async></script>"
              .formatted(name);
      say(
          "Sites:     "
              + (origins.isEmpty() ? "none" : String.join(", ", f.published().origins())));
      say("Snippet:   " + snippet);
      say(
          "Telephone: POST …/answers/%s/phone with Authorization: Bearer %s"
              .formatted(name, f.secret()));
      print(object().put("published", name).put("snippet", snippet).put("token", f.secret()));
    }
  }
}
