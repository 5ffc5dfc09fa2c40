package dev.likeness.provenance.c2pa;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certification authority of one's own: anybody can make one and call it anything, so its
 * certificates show that a file was not changed since it was signed with this key, and nothing
 * about who signed it.
 *
 * @param root its self-signed certificate
 */
public record TestAuthority(PrivateKey key, X509Certificate root) {
  private static final Duration ROOT_LIFE = Duration.ofDays(3650);
  private static final Duration LEAF_LIFE = Duration.ofDays(365);

  /** Everything that an issued certificate says. */
  record Terms(X500Principal subject, Instant from, Instant until, List<String> uses) {}

  /** A new authority with a key of the algorithm. */
  public static TestAuthority create(Algorithm algorithm, String organization, Instant now) {
    KeyPair pair = keys(algorithm);
    X500Principal name = name("Likeness test root, not for real use", organization);
    return new TestAuthority(
        pair.getPrivate(),
        issue(
            name,
            pair.getPrivate(),
            null,
            pair.getPublic(),
            new Terms(name, earlier(now), now.plus(ROOT_LIFE), List.of())));
  }

  /** A key for signing claims, with its certificate. */
  public Issued signer(Algorithm algorithm, String organization, Instant now) {
    List<String> uses =
        List.of(CertificateProfile.CLAIM_SIGNING, CertificateProfile.EMAIL_PROTECTION);
    return issue(
        algorithm,
        new Terms(
            name("Likeness test signer", organization), earlier(now), now.plus(LEAF_LIFE), uses));
  }

  /** The organization that it says it is. */
  public String organization() {
    return Names.part(root.getSubjectX500Principal(), "O");
  }

  /** What was issued: never print the key. */
  public record Issued(PrivateKey key, X509Certificate certificate) {
    @Override
    public String toString() {
      return "Issued[" + certificate.getSubjectX500Principal().getName() + "]";
    }
  }

  Issued issue(Algorithm algorithm, Terms terms) {
    KeyPair pair = keys(algorithm);
    return new Issued(
        pair.getPrivate(),
        issue(root.getSubjectX500Principal(), key, root, pair.getPublic(), terms));
  }

  @Override
  public String toString() {
    return "TestAuthority[" + root.getSubjectX500Principal().getName() + "]";
  }

  static X500Principal name(String common, String organization) {
    return new X500Principal("CN=\"%s\", O=\"%s\"".formatted(safe(common), safe(organization)));
  }

  private static String safe(String s) {
    return s.replaceAll("[\"\\\\\\p{Cntrl}]", "");
  }

  /** Clocks differ. */
  private static Instant earlier(Instant now) {
    return now.minus(Duration.ofMinutes(10));
  }

  private static KeyPair keys(Algorithm algorithm) {
    try {
      return switch (algorithm) {
        case ES256 -> ec("secp256r1");
        case ES384 -> ec("secp384r1");
        case ES512 -> ec("secp521r1");
        case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        case PS256, PS384, PS512 -> {
          KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");
          g.initialize(3072);
          yield g.generateKeyPair();
        }
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes these keys", e);
    }
  }

  private static KeyPair ec(String curve) throws GeneralSecurityException {
    KeyPairGenerator g = KeyPairGenerator.getInstance("EC");
    g.initialize(new ECGenParameterSpec(curve));
    return g.generateKeyPair();
  }

  private static X509Certificate issue(
      X500Principal issuer,
      PrivateKey signer,
      @org.jspecify.annotations.Nullable X509Certificate root,
      PublicKey subjectKey,
      Terms terms) {
    boolean authority = root == null;
    BigInteger serial = new BigInteger(152, new SecureRandom()).setBit(151);
    JcaX509v3CertificateBuilder b =
        new JcaX509v3CertificateBuilder(
            issuer,
            serial,
            Date.from(terms.from),
            Date.from(terms.until),
            terms.subject,
            subjectKey);
    try {
      JcaX509ExtensionUtils x = new JcaX509ExtensionUtils();
      b.addExtension(
          Extension.subjectKeyIdentifier, false, x.createSubjectKeyIdentifier(subjectKey));
      b.addExtension(
          Extension.basicConstraints,
          true,
          authority ? new BasicConstraints(true) : new BasicConstraints(false));
      b.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(
              authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
      if (root != null) {
        b.addExtension(
            Extension.authorityKeyIdentifier,
            false,
            x.createAuthorityKeyIdentifier(root.getPublicKey()));
      }
      if (!terms.uses.isEmpty()) {
        KeyPurposeId[] uses =
            terms.uses.stream()
                .map(u -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(u)))
                .toArray(KeyPurposeId[]::new);
        boolean stamps = terms.uses.equals(List.of(CertificateProfile.TIME_STAMPING));
        b.addExtension(Extension.extendedKeyUsage, stamps, new ExtendedKeyUsage(uses));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(b.build(new JcaContentSignerBuilder(name(signer)).build(signer)));
    } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
      throw new CredentialException(
          CredentialException.Code.KEY, "the certificate could not be made: " + e.getMessage(), e);
    }
  }

  private static String name(PrivateKey signer) {
    return switch (Algorithm.of(signer).orElseThrow()) {
      case ES256 -> "SHA256withECDSA";
      case ES384 -> "SHA384withECDSA";
      case ES512 -> "SHA512withECDSA";
      case ED25519 -> "Ed25519";
      case PS256, PS384, PS512 -> "SHA256withRSA";
    };
  }
}
