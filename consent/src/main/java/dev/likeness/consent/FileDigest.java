package dev.likeness.consent;

import dev.likeness.core.Digest;
import dev.likeness.core.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The SHA-256 digest of a file's bytes, read in pieces. */
public final class FileDigest {
  private FileDigest() {}

  /**
   * @throws ConsentException IO when the file cannot be read
   */
  public static Digest of(Path file) {
    MessageDigest sha = Digest.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new ConsentException(
          ConsentException.Code.IO, "cannot read " + file + ": " + Trouble.of(e), e);
    }
    return Digest.finish(sha);
  }
}
