package dev.likeness.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest (FIPS 180-4) as 64 lower-case hexadecimal digits. */
public record Digest(String hex) {
  public Digest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
    }
  }

  public static Digest of(byte[] bytes) {
    return finish(sha256(), bytes);
  }

  /** A fresh SHA-256, for feeding in pieces. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The digest of what was fed. */
  public static Digest finish(MessageDigest fed, byte... last) {
    return new Digest(HexFormat.of().formatHex(fed.digest(last)));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
