package dev.likeness.studio;

import java.time.Instant;
import java.util.Locale;

/**
 * What somebody asked the studio to make, and how far it is.
 *
 * @param id 16 hexadecimal digits
 * @param maker which of them makes it
 * @param persona who is shown
 * @param text what is said; empty for a swap
 * @param file the uploaded target's id; empty where there is none
 * @param rights by what right the target is used; empty where nothing was stated
 * @param job the flow's id of it; empty before there is one
 * @param note what is to be known about its state, for people; may be empty
 * @param reviewer who decided; empty before somebody did
 */
record Order(
    String id,
    Maker maker,
    String persona,
    String text,
    String file,
    String rights,
    State state,
    String job,
    String note,
    String reviewer,
    Instant created,
    Instant changed) {
  enum Maker {
    TALK,
    SWAP
  }

  /** From the wish to the file. */
  enum State {
    /** Waits for its turn. */
    QUEUED,
    /** At work, or was when the studio was killed: it goes on at the next start. */
    RUNNING,
    /** Made; a person has to look at it. */
    DRAFT,
    /** A person has let it out: it is labelled and signed next. */
    APPROVED,
    /** A person keeps it in: that is recorded next. */
    REFUSED,
    DONE,
    REJECTED,
    CANCELLED,
    FAILED;

    /** Whether the worker has something to do with it. */
    boolean open() {
      return this == QUEUED || this == RUNNING || this == APPROVED || this == REFUSED;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Order with(State newState, String newJob, String newNote, String newReviewer, Instant now) {
    return new Order(
        id,
        maker,
        persona,
        text,
        file,
        rights,
        newState,
        newJob,
        newNote,
        newReviewer,
        created,
        now);
  }
}
