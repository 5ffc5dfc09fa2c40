package dev.likeness.flow;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What came of a file that a persona was made from.
 *
 * @param file its name
 * @param views how many of the persona's views are from it
 * @param why what was left out of it, and the reason; empty where nothing was
 */
public record Taken(String file, int views, String why) {
  /** For a person. */
  public String line() {
    String from = views == 0 ? "left out" : views == 1 ? "1 view" : "%d views".formatted(views);
    return why.isEmpty() ? from : from + ": " + why;
  }

  /** For machines. */
  public static ArrayNode json(List<Taken> all) {
    ArrayNode out = Json.object().putArray("files");
    all.forEach(t -> out.addObject().put("file", t.file).put("views", t.views).put("why", t.why));
    return out;
  }

  static List<Taken> read(JsonNode all) {
    return all.valueStream()
        .map(
            t ->
                new Taken(
                    t.path("file").asString(""),
                    t.path("views").asInt(0),
                    t.path("why").asString("")))
        .toList();
  }
}
