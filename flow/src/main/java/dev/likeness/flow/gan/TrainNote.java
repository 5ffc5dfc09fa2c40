package dev.likeness.flow.gan;

import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.synthesis.duel.Collector;
import dev.likeness.synthesis.duel.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was found in the data, kept in the run's folder as {@code data.json}. */
final class TrainNote {
  private static final String FILE = "data.json";

  private TrainNote() {}

  static void write(
      RunFolder folder, Collector.Found f, Collector.Faces faces, @Nullable Path from) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    o.put("faces", f.faces()).put("files", f.files()).put("used", f.set().size());
    o.put("even", faces.even())
        .put("soften", faces.soften())
        .put("enlarged", f.smaller())
        .put("from", from == null ? "" : from.toString());
    f.classes().forEach(o.putArray("classes")::add);
    ArrayNode left = o.putArray("left_out");
    f.left()
        .forEach(
            l ->
                left.addObject()
                    .put("file", String.valueOf(l.file().getFileName()))
                    .put("why", l.why()));
    try {
      Files.writeString(
          folder.path().resolve(FILE),
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(o));
    } catch (IOException e) {
      throw new FlowException(Code.IO, folder.path() + " cannot be written", e);
    }
  }

  /** Whether the run learns from aligned faces. */
  static boolean faces(RunFolder folder) {
    return read(folder).path("faces").asBoolean(false);
  }

  /** Names of the classes by label; empty where there are none. */
  static List<String> classes(RunFolder folder) {
    return read(folder).path("classes").valueStream().map(c -> c.asString("")).toList();
  }

  private static JsonNode read(RunFolder folder) {
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(folder.path().resolve(FILE)));
    } catch (IOException | JacksonException e) {
      throw new FlowException(
          Code.IO, folder.path().resolve(FILE) + " cannot be read; begin a new run", e);
    }
  }
}
