package dev.likeness.provenance.merkle;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.SubjectKey;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.core.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the operator signed about the log at one moment: how many entries it had and what its tree
 * hash was (RFC 9162, section 4.10, in JSON).
 *
 * @param size entries
 * @param length of the log's file up to there, in bytes
 * @param signature Ed25519 over {@link #signedText}, base64url
 */
public record TreeHead(
    long size, Digest root, long length, Instant time, SubjectKey key, String signature) {
  /** The value of {@code format}; it keeps these signatures apart from all others. */
  static final String FORMAT = "likeness-audit-head/1";

  static TreeHead sign(long size, Digest root, long length, Instant time, SubjectKeys keys) {
    Instant at = time.truncatedTo(ChronoUnit.MILLIS);
    TreeHead bare = new TreeHead(size, root, length, at, keys.publicKey(), "");
    return new TreeHead(size, root, length, at, bare.key, keys.sign(bare.signedText()));
  }

  /** The canonical JSON of everything but the signature, as UTF-8. */
  public String signedText() {
    ObjectNode o = toJson();
    o.remove("signature");
    return CanonicalJson.write(o);
  }

  /** Whether it was signed with the key that it names. */
  public boolean signatureValid() {
    return key.verifies(signedText(), signature);
  }

  public ObjectNode toJson() {
    return CanonicalJson.object()
        .put("format", FORMAT)
        .put("size", size)
        .put("root", root.hex())
        .put("length", length)
        .put("time", time.toString())
        .put("key", key.x())
        .put("signature", signature);
  }

  /**
   * What {@link #toJson} made.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static TreeHead of(ObjectNode o) {
    if (o.size() != 7 || !FORMAT.equals(o.path("format").asString(""))) {
      throw new IllegalArgumentException("is no signed head of the format " + FORMAT);
    }
    try {
      TreeHead h =
          new TreeHead(
              o.path("size").longValue(),
              new Digest(o.path("root").stringValue()),
              o.path("length").longValue(),
              Instant.parse(o.path("time").stringValue()),
              new SubjectKey(o.path("key").stringValue()),
              o.path("signature").stringValue());
      if (h.size < 0 || h.length < 0 || !CanonicalJson.write(o).equals(h.text())) {
        throw new IllegalArgumentException("is not spelt as a signed head is");
      }
      return h;
    } catch (JacksonException | DateTimeException e) {
      throw new IllegalArgumentException("is no signed head: " + e.getMessage(), e);
    }
  }

  String text() {
    return CanonicalJson.write(toJson());
  }
}
