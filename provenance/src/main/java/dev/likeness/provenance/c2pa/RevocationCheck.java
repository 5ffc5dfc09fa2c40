package dev.likeness.provenance.c2pa;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Validates that a signer's certificates were not revoked (C2PA section 15.9), without asking. */
record RevocationCheck(Session session, Findings out, String url) {
  /**
   * @param way how the signer is trusted; without one only the signer's own certificate is looked
   *     at
   * @return whether an issuer's certificate was revoked, so that nothing leads to the signer
   */
  boolean run(Cose.Signature cose, Optional<Trust.Way> way, Optional<Instant> stamped) {
    List<byte[]> answers = session.answers(cose);
    boolean supported = CertificateProfile.asksForOcsp(cose.chain().get(0));
    if (answers.isEmpty() && !supported) {
      return false;
    }
    OcspCheck check = new OcspCheck(answers, stamped, session.now);
    List<X509Certificate> path = way.map(Trust.Way::path).orElseGet(() -> pair(cose.chain()));
    OcspCheck.State own =
        path.size() > 1 ? check.of(path.get(0), path.get(1)) : OcspCheck.State.NOT_SAID;
    switch (own) {
      case GOOD ->
          out.good("signingCredential.ocsp.notRevoked", url, "it was not revoked when it signed");
      case REVOKED ->
          out.bad("signingCredential.ocsp.revoked", url, "its issuer has revoked the certificate");
      case UNKNOWN ->
          out.note("signingCredential.ocsp.unknown", url, "its issuer does not know it");
      case NOT_SAID ->
          out.note(
              "signingCredential.ocsp.skipped",
              url,
              "no answer that was brought along tells whether it was revoked, and nobody is asked");
    }
    for (int i = 1; i + 1 < path.size(); i++) {
      if (check.of(path.get(i), path.get(i + 1)) == OcspCheck.State.REVOKED) {
        return true;
      }
    }
    return false;
  }

  /** The signer and the issuer, where the chain holds both. */
  private static List<X509Certificate> pair(List<X509Certificate> chain) {
    if (chain.size() < 2) {
      return chain;
    }
    try {
      chain.get(0).verify(chain.get(1).getPublicKey());
      return chain.subList(0, 2);
    } catch (GeneralSecurityException e) {
      return chain.subList(0, 1);
    }
  }
}
