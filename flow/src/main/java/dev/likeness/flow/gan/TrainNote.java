package dev.likeness.flow.gan;

import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.synthesis.duel.Collector;
import dev.likeness.synthesis.duel.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
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
    try {
      byte[] json = Files.readAllBytes(folder.path().resolve(FILE));
      return JsonMapper.shared().readTree(json).path("faces").asBoolean(false);
    } catch (IOException | JacksonException e) {
      throw new FlowException(
          Code.IO, folder.path().resolve(FILE) + " cannot be read; begin a new run", e);
    }
  }
}
