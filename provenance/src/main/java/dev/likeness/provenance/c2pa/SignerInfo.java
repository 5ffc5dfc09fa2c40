package dev.likeness.provenance.c2pa;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
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

  /** Who issued the certificate. */
  public String issuer() {
    return Io.clip(certificate.getIssuerX500Principal().getName());
  }

  private String part(String type) {
    try {
      LdapName name = new LdapName(certificate.getSubjectX500Principal().getName());
      for (Rdn r : name.getRdns()) {
        if (r.getType().equalsIgnoreCase(type)) {
          return Io.clip(String.valueOf(r.getValue()));
        }
      }
    } catch (InvalidNameException e) {
      return "";
    }
    return "";
  }

  Optional<Instant> time() {
    return Optional.ofNullable(stamped);
  }
}
