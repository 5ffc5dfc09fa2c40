package dev.likeness.provenance.mark;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that an installation's marks are drawn and read with: 32 bytes. Who has it can read
 * every mark of the installation, and also draw false ones or wipe them out; so it stays private.
 * Never printed.
 */
public final class MarkKey {
  static final int BYTES = 32;

  private final byte[] secret;

  /**
   * @param secret 32 bytes
   */
  public MarkKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException(
          "a mark's key has %d bytes, not %d".formatted(BYTES, secret.length));
    }
    this.secret = secret.clone();
  }

  /** Bits that nobody without the key can tell from random: HMAC-SHA-256 of label and counter. */
  Bits bits(String label) {
    return new Bits(label);
  }

  /** A stream of them. */
  final class Bits {
    private final Mac mac;
    private final String label;
    private byte[] block = {};
    private int used;
    private int counter;

    private Bits(String label) {
      this.label = label;
      try {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e); // every JDK has it
      }
    }

    /** 0 or 1. */
    int next() {
      if (used == 8 * block.length) {
        block = mac.doFinal((label + counter++).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        used = 0;
      }
      int bit = block[used >> 3] >> (used & 7) & 1;
      used++;
      return bit;
    }

    /** −1 or 1. */
    int sign() {
      return 2 * next() - 1;
    }

    /** From 0 to n − 1. */
    int below(int n) {
      int v = 0;
      for (int i = 0; i < 24; i++) {
        v = 2 * v + next();
      }
      return v % n;
    }
  }

  byte[] secret() {
    return secret.clone();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof MarkKey k && Arrays.equals(k.secret, secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "MarkKey";
  }
}
