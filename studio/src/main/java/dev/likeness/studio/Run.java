package dev.likeness.studio;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A training run: what somebody has the studio learn, and how far it is.
 *
 * @param id 16 hexadecimal digits
 * @param kind of what is learnt
 * @param title what to call it
 * @param rights by what right the pictures are used; empty where a persona's grant says it
 * @param files uploads that it learns from; empty where it learns from a folder
 * @param folder of the home's {@code pictures} that it learns from; empty where from uploads
 * @param settings how, a JSON object; see {@link GanTrainer} and {@link RefineTrainer}
 * @param note what is to be known about its state, for people; may be empty
 * @param pulse how much is done
 */
record Run(
    String id,
    String owner,
    Kind kind,
    String title,
    String rights,
    List<String> files,
    String folder,
    String settings,
    State state,
    String note,
    Pulse pulse,
    Instant created,
    Instant changed) {
  /** What is learnt; each has a {@link Trainer}. */
  enum Kind {
    /** A generator of pictures. */
    GAN,
    /** How a persona's face looks where warping a picture of it does not show it. */
    REFINE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum State {
    QUEUED,
    RUNNING,
    /** A person has stopped it; it can go on. */
    STOPPED,
    DONE,
    FAILED;

    /** Whether a worker has something to do with it. */
    boolean open() {
      return this == QUEUED || this == RUNNING;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
