package dev.likeness.cli;

import dev.likeness.core.Progress;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Shows progress on one line that is redrawn, with frames a second and the time left; where there
 * is no terminal, as a plain line every few seconds. Thread-safe.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long REDRAW = 100_000_000L;
  private static final long PLAIN = 5_000_000_000L;
  private static final int WIDTH = 24;

  private final PrintStream err;
  private final boolean live;
  private final AtomicBoolean stop;
  private final LongSupplier clock;

  private String stage = "";
  private long began;
  private long first;
  private long shown;
  private boolean open;

  /**
   * @param clock nanoseconds, as System.nanoTime
   */
  ProgressLine(PrintStream err, boolean live, AtomicBoolean stop, LongSupplier clock) {
    this.err = err;
    this.live = live;
    this.stop = stop;
    this.clock = clock;
  }

  static ProgressLine on(Terminal t) {
    return new ProgressLine(t.err(), t.live(), t.stop(), System::nanoTime);
  }

  @Override
  public synchronized void report(String newStage, long done, long total) {
    long now = clock.getAsLong();
    boolean fresh = !newStage.equals(stage);
    if (fresh) {
      endLine();
      stage = newStage;
      began = now;
      first = done;
      shown = live ? now - REDRAW : now;
    }
    boolean last = total > 0 && done >= total;
    if (now - shown < (live ? REDRAW : PLAIN) && !(last && (live || !fresh && open))) {
      return;
    }
    shown = now;
    open = true;
    String text = line(done, total, (now - began) / 1e9);
    if (live) {
      err.print("\r" + text + "\033[K");
      err.flush();
    } else {
      err.println(text);
    }
    if (last) {
      endLine();
    }
  }

  private String line(long done, long total, double seconds) {
    StringBuilder b = new StringBuilder(stage);
    if (!stage.isEmpty()) {
      b.setCharAt(0, Character.toUpperCase(stage.charAt(0)));
    }
    double rate = seconds > .2 ? (done - first) / seconds : 0;
    if (total > 0) {
      double share = Math.min(1, (double) done / total);
      if (live) {
        int full = (int) Math.round(share * WIDTH);
        b.append("  ").append("█".repeat(full)).append("░".repeat(WIDTH - full));
      }
      b.append("  %3d %%  %d/%d".formatted((int) (share * 100), done, Math.max(done, total)));
    } else {
      b.append("  ").append(done);
    }
    if (rate > 0) {
      b.append(rate < 10 ? "  %.1f/s".formatted(rate) : "  %.0f/s".formatted(rate));
      if (total > done) {
        b.append("  ").append(left((total - done) / rate)).append(" left");
      }
    }
    return b.toString();
  }

  private static String left(double seconds) {
    long s = (long) Math.ceil(seconds);
    return s < 60
        ? s + " s"
        : s < 3600
            ? "%d:%02d min".formatted(s / 60, s % 60)
            : "%d:%02d h".formatted(s / 3600, s / 60 % 60);
  }

  @Override
  public boolean stopRequested() {
    return stop.get();
  }

  private void endLine() {
    if (open && live) {
      err.println();
    }
    open = false;
  }

  /** Leaves the cursor at the start of a line. */
  @Override
  public synchronized void close() {
    endLine();
    stage = "";
  }
}
