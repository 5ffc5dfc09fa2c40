package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The field AIGC with which GB 45438-2025, section 6 and its annex on the format, wants files
 * marked that were generated or synthesised. In XMP it is the property {@code AIGC} of the
 * namespace {@value #NAMESPACE}.
 *
 * @param label {@code 1} it is, {@code 2} it may be, {@code 3} it is suspected to be generated
 * @param producer name or code of who provides the service that made it
 * @param produceId its number there
 * @param reserved1 for the producer's own protection of content and label
 * @param propagator name or code of who spreads it
 * @param propagateId its number there
 * @param reserved2 for the propagator's own protection
 */
public record Aigc(
    String label,
    String producer,
    String produceId,
    String reserved1,
    String propagator,
    String propagateId,
    String reserved2) {
  static final String NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/";
  static final String NAME = "AIGC";

  /** Of something that was made here and that nobody has spread yet. */
  static Aigc made(String producer, String produceId, String reserved1) {
    return new Aigc("1", producer, produceId, reserved1, "", "", "");
  }

  /** The members, in the order of the standard. */
  public String json() {
    return object().toString();
  }

  private ObjectNode object() {
    return CanonicalJson.object()
        .put("Label", label)
        .put("ContentProducer", producer)
        .put("ProduceID", produceId)
        .put("ReservedCode1", reserved1)
        .put("ContentPropagator", propagator)
        .put("PropagateID", propagateId)
        .put("ReservedCode2", reserved2);
  }

  /** Reads the members, alone or under the name AIGC; empty where it is neither. */
  public static Optional<Aigc> read(String text) {
    try {
      ObjectNode o = CanonicalJson.read(text.strip());
      JsonNode n = o.path(NAME) instanceof ObjectNode inner ? inner : o;
      if (!n.has("Label")) {
        return Optional.empty();
      }
      return Optional.of(
          new Aigc(
              word(n, "Label"),
              word(n, "ContentProducer"),
              word(n, "ProduceID"),
              word(n, "ReservedCode1"),
              word(n, "ContentPropagator"),
              word(n, "PropagateID"),
              word(n, "ReservedCode2")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String word(JsonNode n, String name) {
    return n.path(name).asString("");
  }
}
