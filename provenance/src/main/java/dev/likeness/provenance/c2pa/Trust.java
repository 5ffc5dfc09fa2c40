package dev.likeness.provenance.c2pa;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose signatures are believed: lists of certificates, for signers and for time-stamping
 * authorities (C2PA section 14.4). Immutable.
 */
public final class Trust {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

  private final List<Anchor> signers;
  private final List<Anchor> stampers;

  private Trust(List<Anchor> signers, List<Anchor> stampers) {
    this.signers = List.copyOf(signers);
    this.stampers = List.copyOf(stampers);
  }

  private record Anchor(String list, X509Certificate certificate) {}

  /** Nobody. */
  public static Trust none() {
    return new Trust(List.of(), List.of());
  }

  /** Also those whose certificates these issued. */
  public Trust and(String list, List<X509Certificate> certificates) {
    return new Trust(with(signers, list, certificates), stampers);
  }

  /** Also time-stamps of authorities whose certificates these issued. */
  public Trust andStamps(String list, List<X509Certificate> certificates) {
    return new Trust(signers, with(stampers, list, certificates));
  }

  private static List<Anchor> with(List<Anchor> old, String list, List<X509Certificate> more) {
    List<Anchor> out = new ArrayList<>(old);
    more.forEach(c -> out.add(new Anchor(list, c)));
    return out;
  }

  /**
   * The certificates in a PEM text; what stands between them is passed over.
   *
   * @throws IllegalArgumentException when there is none, or one cannot be read
   */
  public static List<X509Certificate> pem(String text) {
    List<X509Certificate> out = new ArrayList<>();
    Matcher m = PEM.matcher(text);
    while (m.find()) {
      byte[] der;
      try {
        der = java.util.Base64.getMimeDecoder().decode(m.group(1));
        out.add(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der)));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException(
            "certificate " + (out.size() + 1) + " cannot be read", e);
      }
    }
    if (out.isEmpty()) {
      throw new IllegalArgumentException("no certificate in PEM form");
    }
    return out;
  }

  /**
   * How somebody is trusted.
   *
   * @param list that leads to them
   * @param path their certificate first, the list's last
   */
  record Way(String list, List<X509Certificate> path) {}

  /** How a signer is trusted at a time; empty where no list leads to them. */
  Optional<Way> signer(List<X509Certificate> chain, Instant at) {
    return find(signers, chain, at);
  }

  Optional<String> stamper(List<X509Certificate> chain, Instant at) {
    return find(stampers, chain, at).map(Way::list);
  }

  /** The chain is given in order; it may go on beyond the anchor, and may hold it. */
  private static Optional<Way> find(List<Anchor> anchors, List<X509Certificate> chain, Instant at) {
    for (int n = 1; n <= chain.size(); n++) {
      X509Certificate last = chain.get(n - 1);
      for (Anchor a : anchors) {
        if (a.certificate.equals(last) && n > 1 && valid(chain.subList(0, n - 1), a, at)) {
          return way(a, chain.subList(0, n - 1));
        }
        if (a.certificate.getSubjectX500Principal().equals(last.getIssuerX500Principal())
            && valid(chain.subList(0, n), a, at)) {
          return way(a, chain.subList(0, n));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Way> way(Anchor anchor, List<X509Certificate> chain) {
    List<X509Certificate> path = new ArrayList<>(chain);
    path.add(anchor.certificate);
    return Optional.of(new Way(anchor.list, path));
  }

  private static boolean valid(List<X509Certificate> chain, Anchor anchor, Instant at) {
    try {
      // the validator asks for issuers but not for the anchor's own dates
      anchor.certificate.checkValidity(Date.from(at));
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
      PKIXParameters how = new PKIXParameters(Set.of(new TrustAnchor(anchor.certificate, null)));
      how.setRevocationEnabled(false);
      how.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX").validate(path, how);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
