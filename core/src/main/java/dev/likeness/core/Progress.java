package dev.likeness.core;

/**
 * Hears how far long work has come and says whether it should stop. Implementations are thread-safe
 * and return at once, so it may be called for every frame.
 */
public interface Progress {
  /** Nobody listens and nobody stops. */
  Progress NONE =
      new Progress() {
        @Override
        public void report(String stage, long done, long total) {}

        @Override
        public boolean stopRequested() {
          return false;
        }
      };

  /**
   * @param stage what is being done, in a word or two for the user; a new stage starts a new count
   * @param done units (mostly frames) finished
   * @param total units expected, an estimate; 0 where nothing is known
   */
  void report(String stage, long done, long total);

  boolean stopRequested();

  /**
   * For loops: goes on, or leaves.
   *
   * @throws StoppedException when a stop was requested
   */
  default void checkStop() {
    if (stopRequested()) {
      throw new StoppedException("stopped on request");
    }
  }
}
