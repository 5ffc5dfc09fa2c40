package dev.likeness.provenance.c2pa;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signature algorithms that a claim may be signed with (C2PA section 13.2.1; RFC 9053). */
public enum Algorithm {
  ES256(-7, "SHA256withECDSAinP1363Format", 0),
  ES384(-35, "SHA384withECDSAinP1363Format", 0),
  ES512(-36, "SHA512withECDSAinP1363Format", 0),
  PS256(-37, "RSASSA-PSS", 256),
  PS384(-38, "RSASSA-PSS", 384),
  PS512(-39, "RSASSA-PSS", 512),
  ED25519(-8, "Ed25519", 0);

  private final int cose;
  private final String java;
  private final int pss;

  Algorithm(int cose, String java, int pss) {
    this.cose = cose;
    this.java = java;
    this.pss = pss;
  }

  /** Its number in COSE. */
  int cose() {
    return cose;
  }

  static Optional<Algorithm> of(long cose) {
    for (Algorithm a : values()) {
      if (a.cose == cose) {
        return Optional.of(a);
      }
    }
    return Optional.empty();
  }

  /** What a key signs with by itself; empty where a claim may not be signed with it. */
  public static Optional<Algorithm> of(Key key) {
    if (key instanceof ECKey ec) {
      return switch (ec.getParams().getOrder().bitLength()) {
        case 256 -> Optional.of(ES256);
        case 384 -> Optional.of(ES384);
        case 521 -> Optional.of(ES512);
        default -> Optional.empty();
      };
    }
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= 2048) {
      return Optional.of(PS256);
    }
    return key instanceof EdECKey ed && ed.getParams().getName().equals("Ed25519")
        ? Optional.of(ED25519)
        : Optional.empty();
  }

  /** Whether a key is of the right kind and size. */
  boolean suits(PublicKey key) {
    Optional<Algorithm> own = of(key);
    return own.isPresent() && (pss > 0 ? own.get().pss > 0 : own.get() == this);
  }

  /** Bytes of a signature by this key. */
  int length(PublicKey key) {
    return switch (this) {
      case ES256, ED25519 -> 64;
      case ES384 -> 96;
      case ES512 -> 132;
      case PS256, PS384, PS512 ->
          key instanceof RSAKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : 0;
    };
  }

  private Signature signature(@Nullable Provider p) throws GeneralSecurityException {
    Signature s = p == null ? Signature.getInstance(java) : Signature.getInstance(java, p);
    if (pss > 0) {
      MGF1ParameterSpec mgf = new MGF1ParameterSpec("SHA-" + pss);
      s.setParameter(new PSSParameterSpec("SHA-" + pss, "MGF1", mgf, pss / 8, 1));
    }
    return s;
  }

  byte[] sign(PrivateKey key, @Nullable Provider provider, byte[] message)
      throws GeneralSecurityException {
    Signature s = signature(provider);
    s.initSign(key);
    s.update(message);
    return s.sign();
  }

  boolean verifies(PublicKey key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature s = signature(null);
    s.initVerify(key);
    s.update(message);
    return s.verify(signature);
  }
}
