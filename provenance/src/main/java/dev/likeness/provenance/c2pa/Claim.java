package dev.likeness.provenance.c2pa;

import java.util.ArrayList;
import java.util.List;

/**
 * What a manifest's claim says (C2PA section 10.2).
 *
 * @param bytes what is signed
 * @param second version 2
 * @param references to its assertions
 * @param redacted assertions of ingredients that were taken out
 */
record Claim(
    byte[] bytes,
    CborMap content,
    boolean second,
    String signature,
    List<CborMap> references,
    List<String> redacted,
    String algorithm) {

  static Claim of(Jumbf.Super box) throws Malformed {
    byte[] bytes =
        box.content("cbor").orElseThrow(() -> new Malformed("a claim without CBOR content"));
    return of(bytes, Cbor.decodeMap(bytes), box.label().equals(Manifest.CLAIM));
  }

  private static Claim of(byte[] bytes, CborMap m, boolean second) {
    List<CborMap> references = new ArrayList<>();
    for (String key : List.of("created_assertions", "gathered_assertions", "assertions")) {
      if (second != key.equals("assertions")) {
        references.addAll(m.maps(key));
      }
    }
    List<String> redacted = new ArrayList<>();
    for (Object o : m.list("redacted_assertions")) {
      if (o instanceof String s) {
        redacted.add(s);
      }
    }
    String signature = m.text("signature");
    String alg = m.text("alg");
    return new Claim(
        bytes,
        m,
        second,
        signature == null ? "" : signature,
        references,
        redacted,
        alg == null ? "sha256" : alg);
  }

  private boolean named() {
    CborMap generator = content.map("claim_generator_info");
    return generator != null && generator.text("name") != null;
  }

  /** Whether all that the standard asks for is there. */
  boolean complete() {
    boolean own =
        second
            ? named()
                && content.text("instanceID") != null
                && content.maps("created_assertions").size()
                    == content.list("created_assertions").size()
                && content.has("created_assertions")
            : content.list("assertions").size() == content.maps("assertions").size()
                && content.has("assertions");
    return own && !signature.isEmpty() && references.size() <= Limits.REFERENCES;
  }
}
