package dev.likeness.studio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Where media are kept: what was brought along, and what was let out. They have names that the
 * studio gives ({@code uploads/0123456789abcdef}). What reads and writes media does so in files of
 * this machine, so each name has a place here as well. Thread-safe. Must be closed.
 */
interface MediaStore extends AutoCloseable {
  /**
   * What is kept, to be read once. Must be closed.
   *
   * @param bytes how many come
   */
  record Reading(InputStream in, long bytes) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Where a file of that name lies on this machine, or would. */
  Path place(String name);

  /**
   * Keeps what lies at a name's place, instead of what was kept under the name before.
   *
   * @throws StudioException MEDIA where it cannot be kept; then it still lies at its place
   */
  void keep(String name);

  /**
   * A name's place, with what is kept under it.
   *
   * @throws StudioException UNKNOWN where nothing is, MEDIA where it cannot be had now
   */
  Path file(String name);

  /** Whether anything is kept under a name. */
  boolean has(String name);

  /**
   * What is kept under a name, as it comes.
   *
   * @throws StudioException UNKNOWN, MEDIA
   */
  Reading read(String name);

  /** Removes what is kept under a name, if anything is. */
  void remove(String name);

  /** Tidies up what has not been asked for on this machine since then, and is kept elsewhere. */
  void tidy(Instant since);

  @Override
  void close();

  /** What is not there. */
  static StudioException unknown() {
    return new StudioException(StudioException.Code.UNKNOWN, "it is not there (any more)");
  }
}
