package dev.likeness.media;

/** Waiting for the end of this room's threads. */
final class Threads {
  private Threads() {}

  /** Interrupts a thread and waits for its end, before what it uses is freed. */
  static void stop(Thread thread) {
    thread.interrupt();
    await(thread);
  }

  /** Waits for a thread's end, whatever happens to the caller meanwhile. */
  static void await(Thread thread) {
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
