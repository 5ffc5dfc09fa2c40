package dev.likeness.media;

/** Ending a thread of this room before what it uses is freed. */
final class Threads {
  private Threads() {}

  /** Interrupts a thread and waits for its end, whatever happens to the caller meanwhile. */
  static void stop(Thread thread) {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
