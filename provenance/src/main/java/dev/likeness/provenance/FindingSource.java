package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.CredentialReport;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks at a file for one kind of finding. What is damaged or missing gives no finding and never an
 * exception; nothing found says nothing about the file. Thread-safe.
 */
@FunctionalInterface
public interface FindingSource {
  /**
   * @param file of any kind
   * @param credentials what its Content Credentials gave
   */
  List<Finding> find(Path file, CredentialReport credentials);
}
