package dev.likeness.studio;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Things as JSON; {@code openapi.yaml} describes them. */
final class Views {
  static final JsonMapper JSON = JsonMapper.shared();

  private Views() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  static ArrayNode words(Collection<String> all) {
    ArrayNode a = array();
    all.forEach(a::add);
    return a;
  }

  static ObjectNode order(Order o) {
    ObjectNode n =
        object()
            .put("id", o.id())
            .put("owner", o.owner())
            .put("maker", o.maker().word())
            .put("persona", o.persona())
            .put("text", o.text())
            .put("file", o.file())
            .put("rights", o.rights());
    JsonNode settings = JSON.readTree(o.settings());
    n.set("settings", settings);
    return n.put("parent", o.parent())
        .put("state", o.state().word())
        .put("note", o.note())
        .put("reviewer", o.reviewer())
        .put("created", o.created().toString())
        .put("changed", o.changed().toString());
  }

  static ObjectNode check(Check k) {
    return object()
        .put("id", k.id())
        .put("owner", k.owner())
        .put("name", k.name())
        .put("state", k.state().word())
        .put("credentials", k.credentials())
        .put("verdict", k.verdict())
        .put("says", k.says())
        .put("note", k.note())
        .put("created", k.created().toString())
        .put("changed", k.changed().toString());
  }

  static ObjectNode run(Run r) {
    ObjectNode n =
        object()
            .put("id", r.id())
            .put("owner", r.owner())
            .put("kind", r.kind().word())
            .put("title", r.title())
            .put("rights", r.rights())
            .put("files", r.files().size())
            .put("folder", r.folder());
    JsonNode settings = JSON.readTree(r.settings());
    n.set("settings", settings);
    return n.put("state", r.state().word())
        .put("note", r.note())
        .put("stage", r.state() == Run.State.RUNNING ? r.pulse().stage() : "")
        .put("done", r.pulse().done())
        .put("total", r.pulse().total())
        .put("created", r.created().toString())
        .put("changed", r.changed().toString());
  }

  /** What somebody may hear of everything. */
  static ObjectNode news(News.All all, User user) {
    List<Order> seen = all.orders().stream().filter(o -> sees(user, o)).toList();
    ObjectNode o = object();
    ArrayNode now = o.putArray("now");
    for (Pulse p : all.pulses()) {
      if (seen.stream().anyMatch(x -> x.id().equals(p.of()))) {
        now.addObject()
            .put("order", p.of())
            .put("stage", p.stage())
            .put("done", p.done())
            .put("total", p.total());
      }
    }
    ArrayNode orders = o.putArray("orders");
    seen.forEach(x -> orders.add(order(x)));
    ArrayNode checks = o.putArray("checks");
    if (user.may(Role.EXAMINER)) {
      all.checks().forEach(k -> checks.add(check(k)));
    }
    ArrayNode runs = o.putArray("runs");
    all.runs().stream()
        .filter(r -> r.owner().equals(user.name()) && user.may(Role.MAKER))
        .forEach(r -> runs.add(run(r)));
    return o;
  }

  static boolean sees(User user, Order o) {
    return user.seesAll() || o.owner().equals(user.name());
  }
}
