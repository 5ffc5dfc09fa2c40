package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.CredentialReport;
import java.util.List;

/**
 * What can be said of where a file comes from. Absence proves nothing: a file without Content
 * Credentials can be anything.
 *
 * @param credentials its Content Credentials
 * @param findings all else, by source in the order of the {@link Verifier}'s
 * @param medium whether it is of a kind that can bear labels at all
 */
public record Verification(CredentialReport credentials, List<Finding> findings, boolean medium) {
  /** Said of every file without a manifest. */
  public static final String ABSENCE =
      "No Content Credentials. That says nothing about the file: they may never have been there, or"
          + " have been stripped.";

  public Verification {
    findings = List.copyOf(findings);
  }
}
