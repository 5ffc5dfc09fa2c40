package dev.likeness.consent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A depicted person's public Ed25519 key (RFC 8032).
 *
 * @param x its 32 bytes, base64url without padding: the {@code x} of the JWK (RFC 8037, section 2)
 */
public record SubjectKey(String x) {
  /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410, section 4). */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  public SubjectKey {
    if (decode("key.x", x).length != 32) {
      throw new IllegalArgumentException("key.x: an Ed25519 key has 32 bytes, not '" + x + "'");
    }
  }

  static SubjectKey of(PublicKey key) {
    byte[] spki = key.getEncoded();
    if (spki.length != 44 || !Arrays.equals(spki, 0, 12, SPKI, 0, 12)) {
      throw new IllegalArgumentException("not an Ed25519 key: " + key.getAlgorithm());
    }
    return new SubjectKey(encode(Arrays.copyOfRange(spki, 12, 44)));
  }

  /** Whether {@code signature} (base64url) is this key's over the UTF-8 of {@code text}. */
  public boolean verifies(String text, String signature) {
    try {
      byte[] raw = decode("signature", signature);
      Signature s = Signature.getInstance("Ed25519");
      s.initVerify(toPublicKey());
      s.update(text.getBytes(StandardCharsets.UTF_8));
      return s.verify(raw);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The SubjectPublicKeyInfo (RFC 8410). */
  byte[] encoded() {
    byte[] spki = Arrays.copyOf(SPKI, 44);
    System.arraycopy(decode("key.x", x), 0, spki, 12, 32);
    return spki;
  }

  private PublicKey toPublicKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded()));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Decodes base64url; only the one spelling that {@link #encode} gives is taken. */
  static byte[] decode(String field, String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (encode(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new IllegalArgumentException(
        field + ": needs base64url without padding (RFC 4648, section 5), not '" + text + "'");
  }
}
