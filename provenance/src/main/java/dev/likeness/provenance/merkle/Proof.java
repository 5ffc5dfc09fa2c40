package dev.likeness.provenance.merkle;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.SubjectKey;
import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows something about a log to whoever has the operator's public key, and not the log. */
public sealed interface Proof {
  /** The value of {@code format}. */
  String FORMAT = "likeness-audit-proof/1";

  /** The head that it leads to. */
  TreeHead head();

  ObjectNode toJson();

  /**
   * What is wrong with it; empty where it holds.
   *
   * @param key the operator's, known from elsewhere
   */
  Optional<String> fault(SubjectKey key);

  /**
   * An entry is in the log.
   *
   * @param line the entry as it stands in the log
   * @param path RFC 9162, section 2.1.3
   */
  record Inclusion(String line, long sequence, List<Digest> path, TreeHead head) implements Proof {
    public Inclusion {
      path = List.copyOf(path);
    }

    @Override
    public ObjectNode toJson() {
      ObjectNode o =
          CanonicalJson.object()
              .put("format", FORMAT)
              .put("shows", "inclusion")
              .put("sequence", sequence)
              .put("entry", line);
      digests(o.putArray("path"), path);
      o.set("head", head.toJson());
      return o;
    }

    @Override
    public Optional<String> fault(SubjectKey key) {
      Optional<String> signed = signed(head, key);
      if (signed.isPresent()) {
        return signed;
      }
      Digest leaf = Merkle.leaf(line.getBytes(StandardCharsets.UTF_8));
      return Merkle.includes(leaf, sequence - 1, head.size(), path, head.root())
          ? Optional.empty()
          : Optional.of("the entry is not in the log that the head signs");
    }
  }

  /**
   * The log of the newer head begins with all of the older one.
   *
   * @param path RFC 9162, section 2.1.4
   */
  record Consistency(TreeHead from, List<Digest> path, TreeHead head) implements Proof {
    public Consistency {
      path = List.copyOf(path);
    }

    @Override
    public ObjectNode toJson() {
      ObjectNode o = CanonicalJson.object().put("format", FORMAT).put("shows", "consistency");
      digests(o.putArray("path"), path);
      o.set("from", from.toJson());
      o.set("head", head.toJson());
      return o;
    }

    @Override
    public Optional<String> fault(SubjectKey key) {
      Optional<String> signed = signed(from, key).or(() -> signed(head, key));
      if (signed.isPresent()) {
        return signed;
      }
      return Merkle.consistent(from.size(), from.root(), head.size(), head.root(), path)
          ? Optional.empty()
          : Optional.of("the newer log does not begin with the older one");
    }
  }

  /**
   * Reads what {@link #toJson} made.
   *
   * @throws LogException PROOF
   */
  static Proof of(byte[] json) {
    try {
      ObjectNode o = CanonicalJson.read(json);
      if (!FORMAT.equals(o.path("format").asString(""))) {
        throw new IllegalArgumentException("its format is not " + FORMAT);
      }
      TreeHead head = head(o.path("head"));
      List<Digest> path = new ArrayList<>();
      o.path("path").forEach(p -> path.add(new Digest(p.asString(""))));
      if (path.size() > 128) {
        throw new IllegalArgumentException("its path is longer than any tree is high");
      }
      return switch (o.path("shows").asString("")) {
        case "inclusion" ->
            new Inclusion(
                o.path("entry").stringValue(), o.path("sequence").longValue(), path, head);
        case "consistency" -> new Consistency(head(o.path("from")), path, head);
        default -> throw new IllegalArgumentException("it shows nothing that is known here");
      };
    } catch (IllegalArgumentException | JacksonException e) {
      throw new LogException(LogException.Code.PROOF, "no proof: " + e.getMessage(), e);
    }
  }

  private static TreeHead head(JsonNode n) {
    if (n instanceof ObjectNode o) {
      return TreeHead.of(o);
    }
    throw new IllegalArgumentException("it has no head");
  }

  private static void digests(ArrayNode out, List<Digest> path) {
    path.forEach(p -> out.add(p.hex()));
  }

  private static Optional<String> signed(TreeHead head, SubjectKey key) {
    if (!head.key().equals(key)) {
      return Optional.of("the head names another key than the operator's");
    }
    return head.signatureValid()
        ? Optional.empty()
        : Optional.of("the head is not signed with the operator's key");
  }
}
