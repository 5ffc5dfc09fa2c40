package dev.likeness.consent;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Ed25519 key of whoever runs this installation, with which records are countersigned: a file
 * as {@link SubjectKeys} keeps it, made when it is first needed.
 */
public final class OperatorKey {
  private final Path file;

  private OperatorKey(Path file) {
    this.file = file;
  }

  public static OperatorKey at(Path file) {
    return new OperatorKey(file);
  }

  /**
   * The pair.
   *
   * @throws ConsentException KEY_FILE, IO
   */
  public SubjectKeys pair() {
    if (!Files.exists(file)) {
      SubjectKeys.generate().store(file);
    }
    return SubjectKeys.load(file);
  }
}
