package dev.likeness.studio;

import java.time.Instant;
import java.util.Locale;

/**
 * A file that somebody wants to know about.
 *
 * @param id 16 hexadecimal digits
 * @param owner who asked
 * @param file the uploaded file's id
 * @param name what the browser called it, on one line; never a path
 * @param credentials how its Content Credentials stand (trusted, own, valid, invalid or none);
 *     empty before they were read
 * @param verdict of the judge; empty before
 * @param says what was found, in lines
 * @param note what went wrong; may be empty
 * @param attempts how often it was begun
 */
record Check(
    String id,
    String owner,
    String file,
    String name,
    State state,
    String credentials,
    String verdict,
    String says,
    String note,
    int attempts,
    Instant created,
    Instant changed) {
  enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
