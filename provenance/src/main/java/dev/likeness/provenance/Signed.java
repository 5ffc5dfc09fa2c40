package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * A labelled file on which consent was looked up again, and what is said of its signature. Only a
 * {@link Signer} makes it.
 */
public final class Signed {
  private final Labelled labelled;
  private final List<Clearance> clearances;
  private final Path file;
  private final Digest digest;
  private final Signature signature;

  Signed(
      Labelled labelled,
      List<Clearance> clearances,
      Path file,
      Digest digest,
      Signature signature) {
    this.labelled = labelled;
    this.clearances = List.copyOf(clearances);
    this.file = file;
    this.digest = digest;
    this.signature = signature;
  }

  /**
   * What the record says of the file's signature.
   *
   * @param state one word
   * @param note a sentence for people
   */
  public record Signature(String state, String note) {}

  public Labelled labelled() {
    return labelled;
  }

  /** The clearances as they were when it was signed. */
  public List<Clearance> clearances() {
    return clearances;
  }

  /** The file that will leave, byte for byte. */
  public Path file() {
    return file;
  }

  public Digest digest() {
    return digest;
  }

  public Signature signature() {
    return signature;
  }
}
