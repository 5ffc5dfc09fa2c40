package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of where a file comes from. Absence proves nothing: a file without Content
 * Credentials can be anything.
 *
 * @param credentials its Content Credentials
 * @param sourceType the IPTC digital source type in its metadata, which anybody can write; null
 *     where there is none
 * @param medium whether it is of a kind that can bear labels at all
 */
public record Verification(
    CredentialReport credentials, @Nullable String sourceType, boolean medium) {
  /** Said of every file without a manifest. */
  public static final String ABSENCE =
      "No Content Credentials. That says nothing about the file: they may never have been there, or"
          + " have been stripped.";

  /**
   * Looks at a file.
   *
   * @throws IOException when it cannot be read
   */
  public static Verification of(Path file, Trust trust, Instant now) throws IOException {
    CredentialReport report = new CredentialReader(trust).read(file, now);
    String type = null;
    boolean medium = !report.mediaType().isEmpty() || report.beside();
    try {
      if (SourceType.kind(file).isPresent()) {
        medium = true;
        type = report.problem() == null ? SourceType.read(file).orElse(null) : null;
      }
    } catch (ProvenanceException e) {
      // damaged: then it states nothing that could be read
    }
    return new Verification(report, type, medium);
  }
}
