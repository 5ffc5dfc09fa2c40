package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A text with signatures under it: JSON Web Signature in its general JSON serialization (RFC 7515,
 * section 7.2.1), signed with Ed25519 (RFC 8037, section 3.1). Only {@code alg}, {@code kid} and
 * {@code jwk} may stand in a header, all of them protected, so that nothing in a header can change
 * how a signature is checked.
 *
 * @param payload the text, base64url
 */
record Jws(String payload, List<Signed> signatures) {
  /** The most signatures that are looked at. */
  private static final int MOST = 4;

  /**
   * One signature.
   *
   * @param header the protected header, base64url
   * @param key the key that the header names
   */
  record Signed(String header, SubjectKey key, String signature) {
    /** Whether it is the key's over header and payload (RFC 7515, section 5.2). */
    boolean valid(String payload) {
      return key.verifies(header + "." + payload, signature);
    }
  }

  Jws {
    signatures = List.copyOf(signatures);
  }

  static Jws of(String text) {
    return new Jws(SubjectKey.encode(text.getBytes(StandardCharsets.UTF_8)), List.of());
  }

  String text() {
    return new String(SubjectKey.decode("payload", payload), StandardCharsets.UTF_8);
  }

  /** With one more signature at the end. */
  Jws sign(SubjectKeys keys) {
    ObjectNode h = CanonicalJson.object().put("alg", "EdDSA").put("kid", kid(keys.publicKey()));
    h.set("jwk", jwk(keys.publicKey()));
    String header = SubjectKey.encode(CanonicalJson.write(h).getBytes(StandardCharsets.UTF_8));
    List<Signed> all = new java.util.ArrayList<>(signatures);
    all.add(new Signed(header, keys.publicKey(), keys.sign(header + "." + payload)));
    return new Jws(payload, all);
  }

  ObjectNode toJson() {
    ObjectNode o = CanonicalJson.object().put("payload", payload);
    ArrayNode list = o.putArray("signatures");
    for (Signed s : signatures) {
      list.addObject().put("protected", s.header).put("signature", s.signature);
    }
    return o;
  }

  /** The JWS in a JSON object, else IllegalArgumentException naming the field. */
  static Jws read(ObjectNode json) {
    Fields f = new Fields("", json);
    String payload = f.text("payload");
    SubjectKey.decode("payload", payload);
    List<Signed> signatures = f.objects("signatures").stream().map(Jws::signed).toList();
    f.end();
    if (signatures.isEmpty() || signatures.size() > MOST) {
      throw f.wrong("signatures", "needs 1 to " + MOST + ", not " + signatures.size());
    }
    return new Jws(payload, signatures);
  }

  private static Signed signed(Fields f) {
    String header = f.text("protected");
    Fields h = new Fields("protected.", CanonicalJson.read(SubjectKey.decode("protected", header)));
    h.constant("alg", "EdDSA");
    Fields jwk = h.object("jwk");
    jwk.constant("kty", "OKP");
    jwk.constant("crv", "Ed25519");
    SubjectKey key = new SubjectKey(jwk.text("x"));
    jwk.end();
    h.constant("kid", kid(key));
    h.end();
    Signed s = new Signed(header, key, f.text("signature"));
    f.end();
    return s;
  }

  static JsonNode jwk(SubjectKey key) {
    return CanonicalJson.object().put("kty", "OKP").put("crv", "Ed25519").put("x", key.x());
  }

  /** The key's thumbprint (RFC 7638; RFC 8037, section 2). */
  static String kid(SubjectKey key) {
    String hex = Digest.of(CanonicalJson.write(jwk(key)).getBytes(StandardCharsets.UTF_8)).hex();
    return SubjectKey.encode(HexFormat.of().parseHex(hex));
  }
}
