package dev.likeness.provenance;

import dev.likeness.consent.ConsentException;
import dev.likeness.consent.FileDigest;
import dev.likeness.core.Digest;
import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are written beside their place and renamed into it. */
final class Beside {
  private Beside() {}

  /** What fills the new file. */
  interface Writing {
    void to(Path part) throws IOException;
  }

  /**
   * Lets {@code writing} fill a file beside {@code file}, then renames it; where anything is
   * thrown, nothing is left.
   */
  static void write(Path file, Writing writing) {
    Path part = part(file);
    try {
      writing.to(part);
      sync(part);
      move(part, file);
    } catch (IOException e) {
      throw failed(file, e);
    } finally {
      delete(part);
    }
  }

  static Path part(Path file) {
    return file.resolveSibling(
        "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }

  static void sync(Path file) throws IOException {
    try (FileChannel c = FileChannel.open(file, StandardOpenOption.WRITE)) {
      c.force(true);
    }
  }

  static void move(Path part, Path file) throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // it is ours, hidden and marked as part of a file: the next run replaces it
    }
  }

  static Digest digest(Path file) {
    try {
      return FileDigest.of(file);
    } catch (ConsentException e) {
      throw new ProvenanceException(ProvenanceException.Code.IO, String.valueOf(e.getMessage()), e);
    }
  }

  static void requireSame(Path file, Digest digest) {
    Digest now = digest(file);
    if (!now.equals(digest)) {
      throw new ProvenanceException(
          ProvenanceException.Code.CHANGED,
          "%s is not the file that the step before left (SHA-256 %s, was %s); render the job anew"
              .formatted(file, now.hex(), digest.hex()));
    }
  }

  static ProvenanceException failed(Path file, IOException e) {
    return new ProvenanceException(
        ProvenanceException.Code.IO,
        "cannot write "
            + file
            + ": "
            + Trouble.of(e)
            + "; check the folder, its rights and its space",
        e);
  }
}
