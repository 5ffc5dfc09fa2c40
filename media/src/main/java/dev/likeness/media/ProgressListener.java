package dev.likeness.media;

/** Hears how far long work has come. Called on the thread that does the work. */
@FunctionalInterface
public interface ProgressListener {
  ProgressListener NONE = (done, total) -> {};

  /**
   * @param done pictures finished
   * @param total pictures expected; an estimate, 0 where nothing is known
   */
  void progress(long done, long total);
}
