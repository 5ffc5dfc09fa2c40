package dev.likeness.provenance;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A kind of file that can carry the machine-readable label. Stateless. */
interface Carrier {
  /**
   * What the file states.
   *
   * @throws DamagedFile when its structure cannot be followed
   */
  Marks read(FileChannel in) throws IOException;

  /**
   * Copies the file with these marks in place of any that it states, in pieces; a mark that is null
   * stays as it is.
   *
   * @throws DamagedFile when its structure cannot be followed, or has no room for a label
   */
  void write(FileChannel in, FileChannel out, Marks marks) throws IOException;

  /** A file whose structure cannot be followed; the message says what is wrong where. */
  final class DamagedFile extends IOException {
    private static final long serialVersionUID = 1;

    DamagedFile(String message) {
      super(message);
    }
  }
}
