package dev.likeness.provenance.c2pa;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * COSE_Sign1 (RFC 9052, section 4.2) with a detached payload and the certificate chain in the
 * header (RFC 9360), as a claim signature (C2PA section 13.2).
 */
final class Cose {
  private static final int ALG = 1;
  private static final int X5CHAIN = 33;
  private static final int SIGN1 = 18;

  private Cose() {}

  /**
   * A claim signature that was read.
   *
   * @param algorithm null where it is none that is allowed
   * @param chain the signer's certificate first
   * @param stamps time-stamps, by their header's name
   */
  record Signature(
      byte[] protectedHeader,
      CborMap unprotected,
      @Nullable Algorithm algorithm,
      List<X509Certificate> chain,
      byte[] signature) {

    boolean verifies(byte[] payload) {
      if (algorithm == null || !algorithm.suits(chain.get(0).getPublicKey())) {
        return false;
      }
      try {
        byte[] message = structure("Signature1", protectedHeader, payload);
        return algorithm.verifies(chain.get(0).getPublicKey(), message, signature);
      } catch (GeneralSecurityException e) {
        return false;
      }
    }

    /** The time-stamp tokens, and whether they are of the second version. */
    Optional<Stamps> stamps() {
      for (String name : List.of("sigTst2", "sigTst")) {
        CborMap m = unprotected.map(name);
        if (m != null) {
          List<byte[]> tokens = new ArrayList<>();
          for (CborMap t : m.maps("tstTokens")) {
            byte[] val = t.bytes("val");
            if (val != null && tokens.size() < 4) {
              tokens.add(val);
            }
          }
          return Optional.of(new Stamps(tokens, name.equals("sigTst2")));
        }
      }
      return Optional.empty();
    }

    /** Answers about revocation that were brought along (C2PA section 14.5.2). */
    List<byte[]> ocsp() {
      CborMap m = unprotected.map("rVals");
      return m == null ? List.of() : m.allBytes("ocspVals");
    }

    /** What a time-stamp of this version is over (C2PA section 10.3.2.5). */
    byte[] stamped(boolean second, byte[] payload) {
      return second
          ? Cose.stamped(protectedHeader, signature)
          : structure("CounterSignature", protectedHeader, payload);
    }
  }

  /**
   * @param second {@code sigTst2}: over the signature, the token alone; else over the claim, a
   *     whole response
   */
  record Stamps(List<byte[]> tokens, boolean second) {}

  /**
   * What a time-stamp of {@code sigTst2} is of: the signature as CBOR, in the structure of a
   * countersignature, as c2pa-rs and c2pa-ts take it.
   */
  static byte[] stamped(byte[] protectedHeader, byte[] signature) {
    return structure("CounterSignature", protectedHeader, Cbor.encode(signature));
  }

  static byte[] structure(String context, byte[] protectedHeader, byte[] payload) {
    return Cbor.encode(List.of(context, protectedHeader, new byte[0], payload));
  }

  static byte[] protectedHeader(Credential credential) {
    List<Object> chain = new ArrayList<>();
    for (X509Certificate c : credential.chain()) {
      try {
        chain.add(c.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new CredentialException(
            CredentialException.Code.KEY, "a certificate that cannot be written", e);
      }
    }
    return Cbor.encode(
        new CborMap()
            .put(ALG, credential.algorithm().cose())
            .put(X5CHAIN, chain.size() == 1 ? chain.get(0) : chain));
  }

  /**
   * Writes a signature.
   *
   * @param token a time-stamp; null for none
   * @param length pads to this many bytes; 0 for as long as it is
   */
  static byte[] encode(
      byte[] protectedHeader, byte[] signature, byte @Nullable [] token, int length) {
    CborMap unprotected = new CborMap();
    if (token != null) {
      unprotected.put(
          "sigTst2", new CborMap().put("tstTokens", List.of(new CborMap().put("val", token))));
    }
    if (length == 0) {
      return sign1(protectedHeader, unprotected, signature);
    }
    int bare = sign1(protectedHeader, unprotected.put("pad", new byte[256]), signature).length;
    if (length < bare || length - bare > 60_000) {
      throw new CredentialException(
          CredentialException.Code.TIMESTAMP,
          "the time-stamp is too large: " + (bare - 256) + " bytes with it, " + length + " kept");
    }
    return sign1(protectedHeader, unprotected.put("pad", new byte[256 + length - bare]), signature);
  }

  private static byte[] sign1(byte[] protectedHeader, CborMap unprotected, byte[] signature) {
    return Cbor.encode(
        new Cbor.Tagged(SIGN1, List.of(protectedHeader, unprotected, Cbor.Simple.NULL, signature)));
  }

  static Signature decode(byte[] bytes) throws Malformed {
    Object o = Cbor.decode(bytes);
    if (o instanceof Cbor.Tagged t && t.tag() == SIGN1) {
      o = t.value();
    }
    if (!(o instanceof List<?> l
        && l.size() == 4
        && l.get(0) instanceof byte[] header
        && l.get(1) instanceof CborMap unprotected
        && l.get(3) instanceof byte[] signature)) {
      throw new Malformed("not a COSE_Sign1 structure");
    }
    if (l.get(2) != Cbor.Simple.NULL) {
      throw new Malformed("a claim signature whose payload is not detached");
    }
    CborMap h = header.length == 0 ? new CborMap() : Cbor.decodeMap(header);
    Long alg = h.number(ALG);
    return new Signature(
        header,
        unprotected,
        alg == null ? null : Algorithm.of(alg).orElse(null),
        chain(h, unprotected),
        signature);
  }

  private static List<X509Certificate> chain(CborMap h, CborMap unprotected) throws Malformed {
    Object x = null;
    for (CborMap m : List.of(h, unprotected)) {
      for (Object key : new Object[] {X5CHAIN, "x5chain"}) {
        x = x == null ? m.get(key) : x;
      }
    }
    List<?> all = x instanceof List<?> l ? l : x == null ? List.of() : List.of(x);
    if (all.isEmpty() || all.size() > Limits.CHAIN) {
      throw new Malformed("a signature with " + all.size() + " certificates");
    }
    List<X509Certificate> out = new ArrayList<>();
    for (Object c : all) {
      if (!(c instanceof byte[] der)) {
        throw new Malformed("a certificate that is not bytes");
      }
      out.add(certificate(der));
    }
    return out;
  }

  static X509Certificate certificate(byte[] der) throws Malformed {
    if (der.length > 1 << 16) {
      throw new Malformed("a certificate of " + der.length + " bytes");
    }
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new Malformed("a certificate that cannot be read");
    }
  }
}
