package dev.likeness.studio;

import dev.likeness.core.Progress;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Keeps how far work is, and hears whether it shall stop, a few times a second. Thread-safe. */
final class Told implements Progress {
  private static final long PULSE_MS = 400;

  private final Predicate<Pulse> kept;
  private final BooleanSupplier closing;
  private Pulse now;
  private long last;
  private boolean stop;

  /**
   * @param kept keeps it and says whether the work shall stop
   * @param closing whether the process ends
   */
  Told(String id, Predicate<Pulse> kept, BooleanSupplier closing) {
    this.kept = kept;
    this.closing = closing;
    now = new Pulse(id, "Starting", 0, 0);
    beat();
  }

  @Override
  public synchronized void report(String stage, long done, long total) {
    boolean news = !stage.equals(now.stage());
    now = new Pulse(now.of(), stage, done, total);
    if (news) {
      beat();
    }
  }

  @Override
  public synchronized boolean stopRequested() {
    if (System.nanoTime() - last > PULSE_MS * 1_000_000) {
      beat();
    }
    return closing.getAsBoolean() || stop;
  }

  private synchronized void beat() {
    stop = kept.test(now);
    last = System.nanoTime();
  }
}
