package dev.likeness.provenance.merkle;

import dev.likeness.consent.ConsentException;
import dev.likeness.consent.SubjectKey;
import dev.likeness.consent.SubjectKeys;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Ed25519 key with which whoever runs this installation signs the heads of the log: PKCS#8 PEM
 * with mode 0600, its public half beside it. It is the key that consent records are countersigned
 * with, too; what is signed says what it is.
 */
final class LogKey {
  private final Path file;

  LogKey(Path file) {
    this.file = file;
  }

  /**
   * The pair.
   *
   * @param fresh whether it may be made: no head has been signed yet
   * @throws LogException KEY
   */
  SubjectKeys pair(boolean fresh) {
    try {
      if (fresh && !Files.exists(file)) {
        SubjectKeys.generate().store(file);
      }
      if (!Files.exists(file)) {
        throw new LogException(
            LogException.Code.KEY,
            file + " is gone, and the log was begun with it; put it back to go on");
      }
      return SubjectKeys.load(file);
    } catch (ConsentException e) {
      throw new LogException(LogException.Code.KEY, String.valueOf(e.getMessage()), e);
    }
  }

  /** The public half, without opening the secret one. */
  SubjectKey shown() {
    try {
      return SubjectKeys.loadPublic(publicFile());
    } catch (ConsentException e) {
      throw new LogException(LogException.Code.KEY, String.valueOf(e.getMessage()), e);
    }
  }

  Path publicFile() {
    return file.resolveSibling(file.getFileName() + ".pub");
  }
}
