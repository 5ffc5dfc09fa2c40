package dev.likeness.provenance.c2pa;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * What the answers that a store brings along say of a certificate (C2PA section 15.9.1; RFC 6960).
 * Nobody is asked. An answer counts that the certificate's issuer signed, or whom the issuer
 * charged with it; others are as if they were not there.
 *
 * <p>A certificate that was revoked after the time of a trusted time-stamp was good at the time of
 * signing, as section 15.9.2 has it; without a time-stamp a revoked one is revoked.
 */
final class OcspCheck {
  private static final int LARGEST = 1 << 16;
  private static final int RESPONDERS = 4;
  private static final Duration USUAL_LIFE = Duration.ofHours(24);

  /** Of the certificate at the time of signing. */
  enum State {
    NOT_SAID,
    UNKNOWN,
    GOOD,
    REVOKED
  }

  private final List<byte[]> answers;
  private final Optional<Instant> stamped;
  private final Instant now;

  /**
   * @param stamped the time that a trusted time-stamp vouches for
   */
  OcspCheck(List<byte[]> answers, Optional<Instant> stamped, Instant now) {
    this.answers = answers;
    this.stamped = stamped;
    this.now = now;
  }

  /** The worst that an answer says of a certificate. */
  State of(X509Certificate certificate, X509Certificate issuer) {
    State worst = State.NOT_SAID;
    for (byte[] der : answers) {
      State s = State.NOT_SAID;
      try {
        s = der.length > LARGEST ? s : answer(der, certificate, issuer);
      } catch (Exception e) {
        // BouncyCastle throws checked and unchecked exceptions at what it cannot read
      }
      worst = s.compareTo(worst) > 0 ? s : worst;
    }
    return worst;
  }

  private State answer(byte[] der, X509Certificate certificate, X509Certificate issuer)
      throws Exception {
    OCSPResp whole = new OCSPResp(der);
    if (whole.getStatus() != OCSPResp.SUCCESSFUL
        || !(whole.getResponseObject() instanceof BasicOCSPResp basic)
        || basic.getResponses().length > 64) {
      return State.NOT_SAID;
    }
    X509CertificateHolder above = new JcaX509CertificateHolder(issuer);
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    List<SingleResp> about = new ArrayList<>();
    for (SingleResp r : basic.getResponses()) {
      if (r.getCertID().getSerialNumber().equals(certificate.getSerialNumber())
          && r.getCertID().matchesIssuer(above, digests)) {
        about.add(r);
      }
    }
    State worst = State.NOT_SAID;
    if (!about.isEmpty() && authorized(basic, issuer)) {
      for (SingleResp r : about) {
        State s = state(r, basic.getProducedAt().toInstant());
        worst = s.compareTo(worst) > 0 ? s : worst;
      }
    }
    return worst;
  }

  /** RFC 6960, section 4.2.2.2. */
  private static boolean authorized(BasicOCSPResp answer, X509Certificate issuer) throws Exception {
    if (signed(answer, issuer)) {
      return true;
    }
    X509CertificateHolder[] all = answer.getCerts();
    for (int i = 0; i < Math.min(all.length, RESPONDERS); i++) {
      X509Certificate c = new JcaX509CertificateConverter().getCertificate(all[i]);
      if (delegate(c, issuer, answer.getProducedAt()) && signed(answer, c)) {
        return true;
      }
    }
    return false;
  }

  private static boolean delegate(X509Certificate c, X509Certificate issuer, Date at) {
    try {
      c.checkValidity(at);
      c.verify(issuer.getPublicKey());
      return CertificateProfile.ocspFault(c).isEmpty()
          && c.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean signed(BasicOCSPResp answer, X509Certificate by) {
    try {
      return answer.isSignatureValid(
          new JcaContentVerifierProviderBuilder().build(by.getPublicKey()));
    } catch (Exception e) {
      return false; // a key of another kind than the signature
    }
  }

  private State state(SingleResp r, Instant produced) {
    Instant from = r.getThisUpdate().toInstant();
    Instant until =
        r.getNextUpdate() == null ? produced.plus(USUAL_LIFE) : r.getNextUpdate().toInstant();
    if (now.isBefore(from)) {
      return State.NOT_SAID;
    }
    if (r.getCertStatus() instanceof RevokedStatus revoked && !restored(revoked)) {
      Instant since = revoked.getRevocationTime().toInstant();
      return stamped.isPresent() && since.isAfter(stamped.get()) ? State.GOOD : State.REVOKED;
    }
    boolean good =
        r.getCertStatus() == CertificateStatus.GOOD || r.getCertStatus() instanceof RevokedStatus;
    if (!good) {
      return State.UNKNOWN;
    }
    boolean timely = stamped.isPresent() ? stamped.get().isBefore(until) : now.isBefore(until);
    return timely ? State.GOOD : State.NOT_SAID;
  }

  /** An answer may name a certificate because it was on a list and is no longer. */
  private static boolean restored(RevokedStatus r) {
    return r.hasRevocationReason() && r.getRevocationReason() == CRLReason.removeFromCRL;
  }
}
