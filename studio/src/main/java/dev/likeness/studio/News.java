package dev.likeness.studio;

import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells pages how far everything is, by server-sent events. The database is looked at once for all
 * who listen, and only while somebody does. Thread-safe. Must be closed.
 */
final class News implements AutoCloseable {
  private static final long BEAT_MS = 300;
  private static final long SILENCE_MS = 10_000;
  private static final int LISTED = 200;
  private static final int MOST_LISTENERS = 1000;
  private static final System.Logger LOG = System.getLogger(News.class.getName());

  private final Orders orders;
  private final Checks checks;
  private final Runs runs;
  // No monitor: on Java 21 a virtual thread that waits for one keeps its carrier.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();
  private final Thread thread;
  private @Nullable All now;
  private int listeners;
  private boolean closed;

  /** How far everything is. */
  record All(List<Order> orders, List<Pulse> pulses, List<Check> checks, List<Run> runs) {}

  News(Orders orders, Checks checks, Runs runs) {
    this.runs = runs;
    this.orders = orders;
    this.checks = checks;
    thread = Thread.ofPlatform().name("studio-news").daemon().start(this::run);
  }

  private void run() {
    try {
      while (awaitListeners()) {
        long pause = BEAT_MS;
        try {
          publish(
              new All(
                  orders.newest(LISTED),
                  orders.pulses(),
                  checks.newest(LISTED),
                  runs.newest(RunsApi.LISTED)));
        } catch (RuntimeException e) {
          LOG.log(System.Logger.Level.WARNING, "the studio's news", e);
          pause = SILENCE_MS;
        }
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      // the studio ends
    }
  }

  /** False when the studio ends. */
  private boolean awaitListeners() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (listeners == 0 && !closed) {
        now = null;
        heard.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void publish(All all) {
    lock.lock();
    try {
      if (!all.equals(now)) {
        now = all;
        heard.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells until nobody listens any more.
   *
   * @param may whether the listener may still hear anything
   * @param says what this listener may hear; asked once for each thing that is new; nothing where
   *     it may not any more
   */
  @SuppressWarnings("ReferenceEquality") // what is published differs from what was before
  Answer tell(ServerResponse res, BooleanSupplier may, Function<All, String> says) {
    count(1);
    res.header("Content-Type", "text/event-stream");
    try (OutputStream out = res.outputStream()) {
      All last = null;
      String said = "";
      for (All all = next(null); all != null && may.getAsBoolean(); all = next(last)) {
        String text = all == last ? said : says.apply(all);
        if (text.isEmpty()) {
          break;
        }
        String line = text.equals(said) ? ":\n\n" : "data: " + text + "\n\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.flush();
        last = all;
        said = text;
      }
    } catch (IOException e) {
      // the page was closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      count(-1);
    }
    return new Answer.Sent();
  }

  private void count(int more) {
    lock.lock();
    try {
      if (listeners + more > MOST_LISTENERS) {
        throw new StudioException(StudioException.Code.TOO_OFTEN, "too many pages are open");
      }
      listeners += more;
      heard.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What is new, or after a while the same; null when the studio ends. */
  @SuppressWarnings("ReferenceEquality") // what is published differs from what was before
  private @Nullable All next(@Nullable All last) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(SILENCE_MS);
      while (!closed && (now == null || (now == last && left > 0))) {
        left = heard.awaitNanos(Math.max(left, TimeUnit.MILLISECONDS.toNanos(BEAT_MS)));
      }
      return closed ? null : now;
    } finally {
      lock.unlock();
    }
  }

  /** How many pages listen. */
  int listeners() {
    lock.lock();
    try {
      return listeners;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      heard.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }
}
