package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Talks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows the forms that were filled in. */
@Command(
    name = "records",
    description = "Show the forms that dialogues from a collection have recorded, or delete one.")
final class KnowRecords extends Task {
  @Parameters(paramLabel = "NAME", description = "The collection's.")
  private String name = "";

  @Option(names = "--delete", paramLabel = "ID", description = "Delete this record for good.")
  private @Nullable String delete;

  KnowRecords(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop()) {
      if (delete != null) {
        boolean gone = Talks.forget(workshop, name, delete);
        if (!gone) {
          exit(ExitCode.FAILED);
          note("likeness: there is no record %s of %s".formatted(delete, name));
        }
        print(object().put("deleted", gone ? delete : ""));
        return;
      }
      List<JsonNode> all = Talks.recorded(workshop, name);
      for (JsonNode r : all) {
        say(
            "%s  %s  %s"
                .formatted(
                    r.path("id").asString(), r.path("form").asString(), r.path("at").asString()));
        for (Map.Entry<String, JsonNode> v : r.path("values").properties()) {
          say("    %s: %s".formatted(v.getKey(), v.getValue().asString()));
        }
      }
      var o = object();
      all.forEach(o.putArray("records")::add);
      print(o);
    }
  }
}
