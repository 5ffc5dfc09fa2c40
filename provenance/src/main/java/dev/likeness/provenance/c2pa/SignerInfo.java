package dev.likeness.provenance.c2pa;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who signed a claim.
 *
 * @param algorithm null where it is none that is allowed
 * @param stamped the time that a trusted time-stamp vouches for; null without one
 * @param trustedBy the trust list that leads to the signer; null where none does
 */
public record SignerInfo(
    @Nullable Algorithm algorithm,
    X509Certificate certificate,
    @Nullable Instant stamped,
    @Nullable String trustedBy) {

  /** The common name; empty where there is none. */
  public String name() {
    return part("CN");
  }

  /** The organization; empty where there is none. */
  public String organization() {
    return part("O");
  }

  /** Who issued the certificate, by the common name. */
  public String issuer() {
    return Io.clip(Names.read(certificate.getIssuerX500Principal()));
  }

  private String part(String type) {
    return Io.clip(Names.part(certificate.getSubjectX500Principal(), type));
  }

  Optional<Instant> time() {
    return Optional.ofNullable(stamped);
  }
}
