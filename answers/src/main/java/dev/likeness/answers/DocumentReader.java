package dev.likeness.answers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads one kind of document. Stateless. */
interface DocumentReader {
  /**
   * What is in it, from top to bottom.
   *
   * @throws IOException where it cannot be read or is damaged
   */
  List<Block> read(Path file) throws IOException;
}
