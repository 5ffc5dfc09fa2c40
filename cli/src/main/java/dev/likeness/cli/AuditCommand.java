package dev.likeness.cli;

import dev.likeness.consent.HashChain;
import dev.likeness.flow.Workshop;
import java.util.ArrayDeque;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows the audit log. */
@Command(
    name = "audit",
    description = {
      "Show what was asked for, approved, refused and exported.",
      "",
      "The log is hash-chained: it is checked each time it is read."
    })
final class AuditCommand extends Task {
  @Option(
      names = "--last",
      paramLabel = "N",
      description = "How many entries (default: ${DEFAULT-VALUE}).")
  private int last = 50;

  AuditCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (last < 1) {
      throw usage("--last needs a number from 1 on, not " + last);
    }
    try (Workshop workshop = workshop()) {
      ArrayDeque<HashChain.Entry> entries = new ArrayDeque<>();
      workshop
          .audit()
          .read(
              e -> {
                entries.add(e);
                if (entries.size() > last) {
                  entries.remove();
                }
              });
      ObjectNode o = object();
      ArrayNode all = o.putArray("entries");
      for (HashChain.Entry e : entries) {
        JsonNode body = e.body();
        say("%s  %-10s %s".formatted(e.time(), body.path("kind").asString(""), words(body)));
        all.addObject()
            .put("sequence", e.sequence())
            .put("time", e.time().toString())
            .set("event", body);
      }
      print(o);
    }
  }

  private static String words(JsonNode body) {
    StringBuilder b = new StringBuilder();
    body.properties()
        .forEach(
            p -> {
              if (!p.getKey().equals("kind")) {
                String v =
                    p.getValue().isString() ? p.getValue().asString("") : p.getValue().toString();
                b.append(p.getKey())
                    .append('=')
                    .append(v.matches("[0-9a-f]{64}") ? v.substring(0, 12) + "…" : v)
                    .append("  ");
              }
            });
    return b.toString().strip();
  }
}
