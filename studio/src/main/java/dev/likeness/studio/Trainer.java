package dev.likeness.studio;

import dev.likeness.core.Progress;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;

/** Learns what one kind of run learns. */
interface Trainer {
  /** Hears how it goes, for people. */
  interface Listener {
    /** A line about the pictures or the networks. */
    void said(String line);

    /** Curves as they are now. */
    void curves(Curves now);
  }

  /**
   * Whether a run can be asked for at all; nothing is opened.
   *
   * @throws StudioException BAD_REQUEST, naming what cannot be
   */
  void check(Run run);

  /**
   * Learns to the end, or goes on.
   *
   * @param pictures a folder; empty where the run names no pictures
   * @return what is to be known of how it ended, for people; may be empty
   * @throws dev.likeness.core.StoppedException when it is asked to stop; the run can go on
   */
  String train(Run run, Path pictures, RunPlace place, Workshop shop, Listener told, Progress p);

  /** Where the picture of samples after a step lies. */
  Path samples(RunPlace place, long step);

  /** Whether what was learnt is a file that can be taken along. */
  boolean leaves();
}
