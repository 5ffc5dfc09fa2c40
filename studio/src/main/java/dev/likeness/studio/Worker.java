package dev.likeness.studio;

import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.flow.QualityReport;
import dev.likeness.flow.Review;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Reviewer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Does what was ordered, one after the other, on a thread of its own. Every step is kept in the
 * store before it is taken: what was under way when the studio was killed goes on from its last
 * chunk at the next start.
 */
final class Worker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  private final Home home;
  private final Clock clock;
  private final Store store;
  private final Uploads files;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;
  private volatile Now now = new Now("", "", 0, 0);
  private volatile String cancelled = "";

  /** What is being done: the order's id, empty for none; the stage, and how much of it. */
  record Now(String order, String stage, long done, long total) {}

  Worker(Home home, Clock clock, Store store, Uploads files) {
    this.home = home;
    this.clock = clock;
    this.store = store;
    this.files = files;
    thread = Thread.ofPlatform().name("studio-worker").start(this::run);
  }

  Now now() {
    return now;
  }

  /** Says that something was ordered or decided. */
  void tell() {
    news.release();
  }

  /** Stops an order that is under way. */
  void cancel(String id) {
    cancelled = id;
  }

  private void run() {
    while (!closing) {
      try {
        List<Order> open = store.open();
        if (!open.isEmpty()) {
          perform(open.get(0));
          continue;
        }
      } catch (RuntimeException e) {
        // what is in the store is still there: again, a little later
        LOG.log(System.Logger.Level.ERROR, "the studio's worker", e);
      }
      try {
        if (news.tryAcquire(1, TimeUnit.SECONDS)) {
          news.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void perform(Order o) {
    Order.State from = o.state();
    Order at = o;
    if (from == Order.State.QUEUED) {
      at = o.with(Order.State.RUNNING, o.job(), "", o.reviewer(), clock.instant());
      if (!store.move(at, from)) {
        return;
      }
    }
    Word word = new Word(at);
    try (Workshop shop = new Workshop(home, clock)) {
      new Making(files, shop).make(at, from != Order.State.QUEUED, word, new Told(o.id()));
      end(at, Order.State.DONE, word.job(at), "");
    } catch (StoppedException e) {
      if (!closing) {
        end(at, Order.State.CANCELLED, word.job(at), "stopped");
      }
    } catch (FlowException e) {
      if (e.code() == FlowException.Code.NOT_APPROVED) {
        end(
            at,
            from == Order.State.REFUSED ? Order.State.REJECTED : Order.State.DRAFT,
            word.job(at),
            from == Order.State.REFUSED ? at.note() : "");
      } else {
        end(at, Order.State.FAILED, word.job(at), message(e));
      }
    } catch (RuntimeException | LinkageError e) {
      end(at, Order.State.FAILED, word.job(at), message(e));
    } finally {
      now = new Now("", "", 0, 0);
      cancelled = "";
    }
  }

  private static String message(Throwable e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  private void end(Order at, Order.State to, String job, String note) {
    store.move(at.with(to, job, note, at.reviewer(), clock.instant()), at.state());
  }

  /** What the reviewer said, if one did; and which job was asked about. */
  private static final class Word implements Review {
    private final Order order;
    private Optional<String> job = Optional.empty();

    Word(Order order) {
      this.order = order;
    }

    String job(Order o) {
      return job.orElse(o.job());
    }

    @Override
    public Answer ask(QualityReport report, Path sheet) {
      Path folder = Objects.requireNonNull(sheet.toAbsolutePath().getParent());
      job = Optional.of(String.valueOf(folder.getFileName()));
      return switch (order.state()) {
        case APPROVED -> new Answer.Approved(reviewer());
        case REFUSED -> new Answer.Rejected(reviewer(), order.note());
        case QUEUED, RUNNING, DRAFT, DONE, REJECTED, CANCELLED, FAILED -> new Answer.Later();
      };
    }

    private Reviewer reviewer() {
      return new Reviewer(order.reviewer(), Reviewer.How.ASKED);
    }
  }

  private final class Told implements Progress {
    private final String id;

    Told(String id) {
      this.id = id;
      now = new Now(id, "Starting", 0, 0);
    }

    @Override
    public void report(String stage, long done, long total) {
      now = new Now(id, stage, done, total);
    }

    @Override
    public boolean stopRequested() {
      return closing || cancelled.equals(id);
    }
  }

  /** Stops at the next frame; what is under way goes on at the next start. */
  @Override
  public void close() {
    closing = true;
    news.release();
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
