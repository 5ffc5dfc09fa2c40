package dev.likeness.provenance;

/**
 * Looks the consent up again and signs what is about to leave. A signer gets the file with its
 * whole label inside, since a hard binding covers every byte; it writes a new file beside the
 * labelled one.
 */
public sealed interface Signer permits CredentialSigner {
  /**
   * @throws dev.likeness.consent.ConsentRefused when a grant has ended since
   * @throws ProvenanceException CHANGED when the file is not the labelled one; SIGNATURE when it
   *     cannot be signed
   */
  Signed sign(Labelled labelled);
}
