package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.provenance.AuditLog;
import java.time.Instant;
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
      "The log is a Merkle tree with signed heads: it is checked each time it is read. Entries of a"
          + " log from before this one are marked with a dot."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness audit verify",
      "  likeness audit prove 12 --out entry12.json",
      "  likeness audit check entry12.json --key operator.pem.pub"
    })
final class AuditCommand extends Task {
  @Option(
      names = "--last",
      paramLabel = "N",
      description = "How many entries (default: ${DEFAULT-VALUE}).")
  private int last = 50;

  private final ArrayDeque<Row> rows = new ArrayDeque<>();

  private record Row(String number, Instant time, ObjectNode body, int forgotten) {}

  AuditCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (last < 1) {
      throw usage("--last needs a number from 1 on, not " + last);
    }
    try (Workshop workshop = workshop()) {
      AuditLog audit = workshop.audit();
      audit.readOlder(e -> add(new Row("." + e.sequence(), e.time(), e.body(), 0)));
      audit.read(
          e -> add(new Row(String.valueOf(e.sequence()), e.time(), e.body(), e.forgotten())));
    }
    ObjectNode o = object();
    ArrayNode all = o.putArray("entries");
    for (Row r : rows) {
      say(
          "%5s  %s  %-10s %s%s"
              .formatted(
                  r.number,
                  r.time,
                  r.body.path("kind").asString(""),
                  words(r.body),
                  r.forgotten == 0 ? "" : "  (what was personal is forgotten)"));
      all.add(json(r));
    }
    print(o);
  }

  private void add(Row r) {
    rows.add(r);
    if (rows.size() > last) {
      rows.remove();
    }
  }

  private static ObjectNode json(Row r) {
    boolean older = r.number.startsWith(".");
    ObjectNode o =
        object()
            .put("sequence", Long.parseLong(older ? r.number.substring(1) : r.number))
            .put("older", older)
            .put("time", r.time.toString())
            .put("forgotten", r.forgotten);
    o.set("event", r.body);
    return o;
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
