package dev.likeness.flow.gate;

import dev.likeness.core.Digest;
import dev.likeness.provenance.Examination.Part;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the gate saw of a run of pictures, kept until the draft is whole. */
public final class GateNote {
  private GateNote() {}

  /**
   * @param limit from which share on a picture counted as a hit
   */
  public static ObjectNode write(Part p, double limit) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("sha256", p.file().hex())
        .put("limit", limit)
        .put("pictures", p.pictures())
        .put("looks", p.looks())
        .put("worst", p.worst())
        .put("confirmed", p.confirmed());
  }

  /** Empty where it was made under another limit, or is none of ours. */
  public static Optional<Part> read(JsonNode o, double limit) {
    String sha = o.path("sha256").asString("");
    boolean ours = sha.matches("[0-9a-f]{64}") && o.path("limit").asDouble(-1) == limit;
    return ours
        ? Optional.of(
            new Part(
                new Digest(sha),
                o.path("pictures").asLong(0),
                o.path("looks").asInt(0),
                o.path("worst").asDouble(1),
                o.path("confirmed").asDouble(1)))
        : Optional.empty();
  }
}
