package dev.likeness.studio;

import java.time.Instant;
import java.util.Locale;

/**
 * What somebody asked the studio to make, and how far it is.
 *
 * @param id 16 hexadecimal digits
 * @param owner who asked
 * @param maker which of them makes it
 * @param persona who is shown; empty for a style
 * @param text what is said; empty where nothing is
 * @param file the uploaded target's or driver's id; empty where there is none
 * @param rights by what right that is used; empty where nothing was stated
 * @param settings how it is made, a JSON object; see {@link Wish}
 * @param parent the order that this one mends; empty where there is none
 * @param job the flow's id of it; empty before there is one
 * @param note what is to be known about its state, for people; may be empty
 * @param reviewer who decided; empty before somebody did
 * @param attempts how often it was begun
 * @param created when it was asked for
 * @param changed when its state last changed
 */
record Order(
    String id,
    String owner,
    Maker maker,
    String persona,
    String text,
    String file,
    String rights,
    String settings,
    String parent,
    State state,
    String job,
    String note,
    String reviewer,
    int attempts,
    Instant created,
    Instant changed) {
  enum Maker {
    SWAP,
    LIPSYNC,
    REENACT,
    TALK,
    STYLE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** From the wish to the file. */
  enum State {
    /** Waits for its turn. */
    QUEUED,
    /** At work, or was when its worker was killed: another goes on. */
    RUNNING,
    /** Made; a person has to look at it. */
    DRAFT,
    /** A person has let it out: it is labelled and signed next. */
    APPROVED,
    /** A person keeps it in: that is recorded next. */
    REFUSED,
    /** A person wants it mended; who ordered it can. */
    RETURNED,
    DONE,
    REJECTED,
    CANCELLED,
    FAILED;

    /** Whether a worker has something to do with it. */
    boolean open() {
      return this == QUEUED || this == RUNNING || this == APPROVED || this == REFUSED;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  Order with(State newState, String newJob, String newNote, String newReviewer, Instant now) {
    return new Order(
        id,
        owner,
        maker,
        persona,
        text,
        file,
        rights,
        settings,
        parent,
        newState,
        newJob,
        newNote,
        newReviewer,
        attempts,
        created,
        now);
  }
}
