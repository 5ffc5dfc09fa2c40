package dev.likeness.provenance.c2pa;

import java.util.Optional;

/** References to boxes of a store (C2PA section 8.4.2). */
final class Uris {
  private static final String SELF = "self#jumbf=";
  private static final String STORE = "/c2pa/";

  private Uris() {}

  /** A manifest, seen from anywhere. */
  static String manifest(String label) {
    return SELF + STORE + label;
  }

  /** A box of a manifest, seen from anywhere. */
  static String in(String manifest, String path) {
    return SELF + STORE + manifest + "/" + path;
  }

  /** An assertion, seen from its own manifest. */
  static String assertion(String label) {
    return SELF + Manifest.ASSERTIONS + "/" + label;
  }

  /** A reference with the SHA-256 of what it refers to. */
  static CborMap hashed(String uri, Jumbf.Super box) throws Malformed {
    var digest = Io.digest("sha256");
    digest.update(box.store(), box.from(), box.to() - box.from());
    return new CborMap().put("url", uri).put("hash", digest.digest());
  }

  /**
   * Where a reference leads.
   *
   * @param manifest its label; empty for the manifest that the reference is in
   * @param path inside of it; empty for all of it
   */
  record Target(String manifest, String path) {}

  static Optional<Target> parse(String uri) {
    if (!uri.startsWith(SELF) || uri.length() > 1000) {
      return Optional.empty();
    }
    String rest = uri.substring(SELF.length());
    if (!rest.startsWith("/")) {
      return Optional.of(new Target("", rest));
    }
    if (!rest.startsWith(STORE)) {
      return Optional.empty();
    }
    rest = rest.substring(STORE.length());
    int slash = rest.indexOf('/');
    return Optional.of(
        slash < 0
            ? new Target(rest, "")
            : new Target(rest.substring(0, slash), rest.substring(slash + 1)));
  }
}
