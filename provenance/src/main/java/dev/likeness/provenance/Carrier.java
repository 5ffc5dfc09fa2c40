package dev.likeness.provenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** A kind of file that can carry the machine-readable label. Stateless. */
interface Carrier {
  /**
   * The digital source type that the file states.
   *
   * @throws DamagedFile when its structure cannot be followed
   */
  Optional<String> read(FileChannel in) throws IOException;

  /**
   * Copies the file with this digital source type in place of any that it states, in pieces.
   *
   * @throws DamagedFile when its structure cannot be followed, or has no room for a label
   */
  void write(FileChannel in, FileChannel out, String sourceType) throws IOException;

  /** A file whose structure cannot be followed; the message says what is wrong where. */
  final class DamagedFile extends IOException {
    private static final long serialVersionUID = 1;

    DamagedFile(String message) {
      super(message);
    }
  }
}
