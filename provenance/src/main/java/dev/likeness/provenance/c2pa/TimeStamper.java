package dev.likeness.provenance.c2pa;

/** Gets time-stamps (RFC 3161). */
public interface TimeStamper {
  /**
   * A token over the SHA-256 of a message.
   *
   * @return the {@code TimeStampToken}, DER
   * @throws CredentialException TIMESTAMP
   */
  byte[] token(byte[] message);
}
