package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final byte[] manifests;
  private final List<byte[]> salts;
  private final @Nullable Side beside;

  Signed(
      Labelled labelled,
      List<Clearance> clearances,
      Path file,
      Digest digest,
      Signature signature,
      byte[] manifests,
      List<byte[]> salts,
      @Nullable Side beside) {
    this.labelled = labelled;
    this.clearances = List.copyOf(clearances);
    this.file = file;
    this.digest = digest;
    this.signature = signature;
    this.manifests = manifests;
    this.salts = List.copyOf(salts);
    this.beside = beside;
  }

  /** A manifest outside of its file. */
  record Side(Path file, Digest digest) {}

  /**
   * What the record says of the file's signature.
   *
   * @param state {@code signed}, or {@code signed-test} with a test certificate
   * @param note a sentence for people
   * @param manifest label of the manifest
   */
  public record Signature(String state, String note, String manifest) {
    static final String TEST = "signed-test";

    /** Whether it was signed with a test certificate. */
    public boolean test() {
      return state.equals(TEST);
    }
  }

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

  /** The file's manifests as they are in it, a C2PA manifest store. */
  byte[] manifests() {
    return manifests;
  }

  /**
   * One for each clearance: with it, whoever has the record can show which grant the salted digest
   * in the manifest stands for.
   */
  List<byte[]> salts() {
    return salts;
  }

  /** The manifest that leaves beside a file of a kind that cannot hold one. */
  Optional<Side> beside() {
    return Optional.ofNullable(beside);
  }
}
