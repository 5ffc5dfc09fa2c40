package dev.likeness.provenance.c2pa;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a claim is signed with: a private key, which is never shown, and the certificates that say
 * whose it is. Thread-safe.
 */
public final class Credential {
  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final Algorithm algorithm;
  private final @Nullable Provider provider;

  /**
   * @param chain the key's certificate first, then its issuers; without the root
   * @throws CredentialException KEY when the certificate does not belong to the key, or may not
   *     sign claims
   */
  public Credential(PrivateKey key, List<X509Certificate> chain) {
    this(key, chain, null);
    fault().ifPresent(this::refuse);
  }

  /**
   * Any key with its certificate, fit for signing claims or not.
   *
   * @param provider that the key works with; null for any
   */
  Credential(PrivateKey key, List<X509Certificate> chain, @Nullable Provider provider) {
    this.provider = provider;
    if (chain.isEmpty()) {
      throw new CredentialException(CredentialException.Code.KEY, "a key without a certificate");
    }
    this.key = key;
    this.chain = List.copyOf(chain);
    X509Certificate leaf = chain.get(0);
    String subject = leaf.getSubjectX500Principal().getName();
    this.algorithm =
        Algorithm.of(leaf.getPublicKey())
            .orElseThrow(
                () ->
                    new CredentialException(
                        CredentialException.Code.KEY,
                        "certificate "
                            + subject
                            + ": claims are signed with EC P-256, P-384, P-521, Ed25519 or RSA"
                            + " from 2048 bits on"));
    byte[] probe = {1, 2, 3};
    try {
      if (!algorithm.verifies(leaf.getPublicKey(), probe, sign(probe))) {
        throw new CredentialException(
            CredentialException.Code.KEY, "certificate " + subject + " is not the key's");
      }
    } catch (GeneralSecurityException e) {
      throw new CredentialException(
          CredentialException.Code.KEY, "certificate " + subject + " is not the key's", e);
    }
  }

  /** Why it may not sign claims; empty where it may. */
  Optional<String> fault() {
    return CertificateProfile.fault(chain.get(0));
  }

  private void refuse(String why) {
    throw new CredentialException(
        CredentialException.Code.KEY,
        "certificate " + chain.get(0).getSubjectX500Principal().getName() + ": " + why);
  }

  public Algorithm algorithm() {
    return algorithm;
  }

  public List<X509Certificate> chain() {
    return chain;
  }

  int signatureLength() {
    return algorithm.length(chain.get(0).getPublicKey());
  }

  byte[] sign(byte[] message) {
    try {
      return algorithm.sign(key, provider, message);
    } catch (GeneralSecurityException e) {
      // the message of a provider could tell more than it should
      throw new CredentialException(
          CredentialException.Code.KEY,
          "the signing key does not sign (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Names the certificate only. */
  @Override
  public String toString() {
    return "Credential[" + chain.get(0).getSubjectX500Principal().getName() + "]";
  }
}
