package dev.likeness.flow;

import dev.likeness.flow.FlowException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON files of the store. */
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  static String text(JsonNode o) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(o) + "\n";
  }

  static ObjectNode read(Path file) {
    try {
      if (JsonMapper.shared().readTree(Files.readString(file)) instanceof ObjectNode o) {
        return o;
      }
      throw new FlowException(Code.IO, file + " holds no JSON object; it was changed by hand");
    } catch (JacksonException e) {
      throw new FlowException(
          Code.IO, "%s is no JSON (%s); it was changed by hand".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw Folders.failed("read", file, e);
    }
  }
}
