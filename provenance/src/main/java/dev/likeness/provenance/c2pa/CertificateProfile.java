package dev.likeness.provenance.c2pa;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a certificate must be like to sign claims (C2PA section 14.5.1). */
final class CertificateProfile {
  /** Claim signing by C2PA's own OID; the others are those that the standard took before it. */
  static final String CLAIM_SIGNING = "1.3.6.1.4.1.62558.2.1";

  static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
  private static final String DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";
  private static final String MICROSOFT = "1.3.6.1.4.1.311.76.59.1.9";
  static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
  private static final String ANY = "2.5.29.37.0";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

  /** 1.3.6.1.5.5.7.48.1 in DER. */
  private static final byte[] OCSP = HexFormat.of().parseHex("06082b06010505073001");

  private static final Set<String> SIGNING =
      Set.of(CLAIM_SIGNING, EMAIL_PROTECTION, DOCUMENT_SIGNING, MICROSOFT);

  private static final Set<String> SIGNATURES =
      Set.of(
          "1.2.840.113549.1.1.11",
          "1.2.840.113549.1.1.12",
          "1.2.840.113549.1.1.13",
          "1.2.840.113549.1.1.10",
          "1.2.840.10045.4.3.2",
          "1.2.840.10045.4.3.3",
          "1.2.840.10045.4.3.4",
          "1.3.101.112");

  private CertificateProfile() {}

  /** Why a certificate may not sign claims; empty where it may. */
  static Optional<String> fault(X509Certificate c) {
    Optional<String> common = common(c);
    if (common.isPresent()) {
      return common;
    }
    List<String> uses = uses(c);
    if (uses.stream().noneMatch(SIGNING::contains)) {
      return Optional.of("its extended key usage does not allow signing claims");
    }
    return uses.contains(TIME_STAMPING) || uses.contains(OCSP_SIGNING)
        ? Optional.of("its extended key usage mixes signing with time-stamping or OCSP")
        : Optional.empty();
  }

  /** Why a certificate may not sign time-stamps; empty where it may. */
  static Optional<String> stampFault(X509Certificate c) {
    return uses(c).equals(List.of(TIME_STAMPING))
        ? common(c)
        : Optional.of("its extended key usage is not time-stamping alone");
  }

  /** Why a certificate may not sign OCSP answers; empty where it may. */
  static Optional<String> ocspFault(X509Certificate c) {
    return uses(c).equals(List.of(OCSP_SIGNING))
        ? common(c)
        : Optional.of("its extended key usage is not OCSP alone");
  }

  /** Whether its issuer answers questions about its revocation. */
  static boolean asksForOcsp(X509Certificate c) {
    byte[] access = c.getExtensionValue(AUTHORITY_ACCESS);
    return access != null
        && HexFormat.of().formatHex(access).contains(HexFormat.of().formatHex(OCSP));
  }

  private static Optional<String> common(X509Certificate c) {
    if (c.getVersion() != 3) {
      return Optional.of("it is not of X.509 version 3");
    }
    if (c.getIssuerUniqueID() != null || c.getSubjectUniqueID() != null) {
      return Optional.of("it has a unique id");
    }
    if (!SIGNATURES.contains(c.getSigAlgOID())) {
      return Optional.of("it is signed with an algorithm that is not allowed");
    }
    if (Algorithm.of(c.getPublicKey()).isEmpty()) {
      return Optional.of("its key is of a kind or size that is not allowed");
    }
    if (c.getBasicConstraints() >= 0) {
      return Optional.of("it is a certification authority's");
    }
    boolean[] usage = c.getKeyUsage();
    if (usage == null || !usage[0]) {
      return Optional.of("its key usage does not include digital signatures");
    }
    if (usage.length > 5 && usage[5]) {
      return Optional.of("its key usage includes signing certificates");
    }
    if (c.getExtensionValue(AUTHORITY_KEY) == null) {
      return Optional.of("it does not name its issuer's key");
    }
    if (uses(c).isEmpty() || uses(c).contains(ANY)) {
      return Optional.of("it has no extended key usage, or any");
    }
    return Optional.empty();
  }

  private static List<String> uses(X509Certificate c) {
    try {
      List<String> uses = c.getExtendedKeyUsage();
      return uses == null ? List.of() : uses;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
