package dev.likeness.provenance.c2pa;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;

/** Validates time-stamps (C2PA section 15.8; RFC 3161). */
final class StampCheck {
  private static final int LARGEST = 1 << 16;

  private StampCheck() {}

  /**
   * The time that a signature's time-stamp vouches for; empty where none does.
   *
   * @param later time-stamps that were added to the store afterwards
   */
  static Optional<Instant> check(
      Cose.Signature cose,
      byte[] claim,
      List<byte[]> later,
      Trust trust,
      Findings out,
      String url) {
    Optional<Cose.Stamps> stamps = cose.stamps();
    if (stamps.isPresent() && stamps.get().tokens().size() != 1) {
      out.note("timeStamp.malformed", url, "a time-stamp without a token, or with several");
    } else if (stamps.isPresent()) {
      boolean second = stamps.get().second();
      byte[] token = stamps.get().tokens().get(0);
      Optional<Instant> at = check(token, second, cose.stamped(second, claim), trust, out, url);
      if (at.isPresent()) {
        return at;
      }
    }
    for (byte[] token : later) {
      Optional<Instant> at = check(token, true, cose.stamped(true, claim), trust, out, url);
      if (at.isPresent()) {
        return at;
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> check(
      byte[] token, boolean bare, byte[] message, Trust trust, Findings out, String url) {
    try {
      return check(token(token, bare), message, trust, out, url);
    } catch (Exception e) {
      // BouncyCastle throws checked and unchecked exceptions at what it cannot read
      out.note("timeStamp.malformed", url, "the time-stamp cannot be read");
      return Optional.empty();
    }
  }

  private static TimeStampToken token(byte[] der, boolean bare) throws Exception {
    if (der.length > LARGEST) {
      throw new Malformed("a time-stamp of " + der.length + " bytes");
    }
    try {
      return new TimeStampToken(new CMSSignedData(der));
    } catch (Exception e) {
      if (bare) {
        throw e;
      }
      return new TimeStampResponse(der).getTimeStampToken();
    }
  }

  private static Optional<Instant> check(
      TimeStampToken token, byte[] message, Trust trust, Findings out, String url)
      throws Exception {
    Optional<String> hash = hash(token.getTimeStampInfo().getMessageImprintAlgOID());
    if (hash.isEmpty()) {
      out.note("timeStamp.mismatch", url, "the time-stamp uses a hash that is not allowed");
      return Optional.empty();
    }
    byte[] imprint = Io.digest(hash.get()).digest(message);
    if (!MessageDigest.isEqual(imprint, token.getTimeStampInfo().getMessageImprintDigest())) {
      out.note("timeStamp.mismatch", url, "the time-stamp is of something else");
      return Optional.empty();
    }
    List<X509Certificate> chain = chain(token);
    if (chain.isEmpty()) {
      out.note("timeStamp.malformed", url, "the time-stamp does not hold its certificate");
      return Optional.empty();
    }
    X509Certificate signer = chain.get(0);
    Instant at = token.getTimeStampInfo().getGenTime().toInstant();
    if (at.isBefore(signer.getNotBefore().toInstant())
        || at.isAfter(signer.getNotAfter().toInstant())) {
      out.note("timeStamp.outsideValidity", url, "its certificate was not valid then");
      return Optional.empty();
    }
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
    String who = signer.getSubjectX500Principal().getName();
    out.good("timeStamp.validated", url, "signed at " + at + " by the clock of " + who);
    Optional<String> fault = CertificateProfile.stampFault(signer);
    Optional<String> list = fault.isPresent() ? Optional.empty() : trust.stamper(chain, at);
    if (fault.isPresent()) {
      out.note("timeStamp.credentialInvalid", url, fault.get());
    }
    if (list.isEmpty()) {
      out.note(
          "timeStamp.untrusted",
          url,
          fault.orElse("no trust list leads to the time-stamping authority " + who));
      return Optional.empty();
    }
    out.good("timeStamp.trusted", url, "time-stamping authority on list: " + list.get());
    return Optional.of(at);
  }

  /** The signer's certificate first, then its issuers as far as the token holds them. */
  private static List<X509Certificate> chain(TimeStampToken token) throws Exception {
    @SuppressWarnings("unchecked")
    Selector<X509CertificateHolder> signer = token.getSID();
    Collection<X509CertificateHolder> mine = token.getCertificates().getMatches(signer);
    List<X509Certificate> out = new ArrayList<>();
    if (mine.isEmpty()) {
      return out;
    }
    JcaX509CertificateConverter convert = new JcaX509CertificateConverter();
    X509CertificateHolder at = mine.iterator().next();
    out.add(convert.getCertificate(at));
    Collection<X509CertificateHolder> all = token.getCertificates().getMatches(null);
    while (out.size() < Limits.CHAIN && !at.getIssuer().equals(at.getSubject())) {
      X509CertificateHolder next = null;
      for (X509CertificateHolder h : all) {
        next = h.getSubject().equals(at.getIssuer()) ? h : next;
      }
      if (next == null) {
        break;
      }
      out.add(convert.getCertificate(next));
      at = next;
    }
    return out;
  }

  private static Optional<String> hash(ASN1ObjectIdentifier oid) {
    if (oid.equals(NISTObjectIdentifiers.id_sha256)) {
      return Optional.of("sha256");
    }
    if (oid.equals(NISTObjectIdentifiers.id_sha384)) {
      return Optional.of("sha384");
    }
    return oid.equals(NISTObjectIdentifiers.id_sha512) ? Optional.of("sha512") : Optional.empty();
  }
}
