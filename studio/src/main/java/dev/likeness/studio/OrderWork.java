package dev.likeness.studio;

import dev.likeness.core.StoppedException;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.flow.QualityReport;
import dev.likeness.flow.Review;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Reviewer;
import dev.likeness.synthesis.run.MakerException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Carries one order out as far as it goes without a person. Each change is kept before it is acted
 * on, and the order is locked while somebody works on it; what was under way when a worker was
 * killed goes on from its last chunk.
 */
final class OrderWork {
  /**
   * What was begun so often, and never came any further, is given up: it may be what its workers
   * die of. Not sooner, since a worker that is killed is seldom the order's fault.
   */
  private static final int MOST = 12;

  /** So often, at most, a folder that cannot be written is tried again. */
  private static final int TRIES = 5;

  private static final System.Logger LOG = System.getLogger(OrderWork.class.getName());

  /** How makers call what is done frame by frame. */
  private static final String PAINTING = "Painting";

  private final Home home;
  private final Clock clock;
  private final Orders orders;
  private final Uploads files;
  private final Consumer<Order> told;
  private volatile boolean closing;

  /**
   * @param told hears of every order whose state this has changed
   */
  OrderWork(Home home, Clock clock, Orders orders, Uploads files, Consumer<Order> told) {
    this.home = home;
    this.clock = clock;
    this.orders = orders;
    this.files = files;
    this.told = told;
  }

  /** What is under way shall end soon, to go on later. */
  void stop() {
    closing = true;
  }

  /**
   * Does what is to be done.
   *
   * @return whether it has to go on later
   */
  boolean run(String id) {
    return Locks.alone(files.lock(id), () -> perform(id));
  }

  private boolean perform(String id) {
    Order o = orders.find(id).orElse(null);
    if (o == null || !o.state().open() || closing) {
      return o != null && o.state().open();
    }
    boolean fresh = o.state() == Order.State.QUEUED;
    Order at = o;
    if (fresh) {
      at = o.with(Order.State.RUNNING, o.job(), "", o.reviewer(), clock.instant());
      if (!orders.move(at, Order.State.QUEUED)) {
        return false;
      }
      told.accept(at);
    }
    int begun = orders.begin(id);
    if (begun > MOST) {
      end(
          at,
          Order.State.FAILED,
          at.job(),
          "it was begun %d times and came no further; order it anew".formatted(MOST));
      return false;
    }
    Word word = new Word(at);
    try (Workshop shop = new Workshop(home, clock)) {
      new Making(files, shop).make(at, !fresh, word, new Told(id, told(), () -> closing));
      files.keepResult(id);
      end(at, Order.State.DONE, word.job(at), at.note());
    } catch (StoppedException e) {
      if (closing) {
        orders.unbegin(id);
        return true;
      }
      end(at, Order.State.CANCELLED, word.job(at), "stopped");
    } catch (FlowException e) {
      refused(at, word, e);
    } catch (MakerException e) {
      if (e.code() == MakerException.Code.JOB_FOLDER && begun < TRIES) {
        // a full disk, or a worker that is not quite dead: perhaps better a little later
        return true;
      }
      end(at, Order.State.FAILED, word.job(at), message(e));
    } catch (StudioException e) {
      if (e.code() == StudioException.Code.MEDIA) {
        // what is done already stays; it goes on when the store is there again
        LOG.log(System.Logger.Level.WARNING, "order {0} waits: {1}", id, e.getMessage());
        orders.pulse(new Pulse(id, "waiting for the media store", 0, 0));
        orders.unbegin(id);
        return true;
      }
      end(at, Order.State.FAILED, word.job(at), message(e));
    } catch (RuntimeException | LinkageError e) {
      end(at, Order.State.FAILED, word.job(at), message(e));
    }
    return orders.find(id).filter(x -> x.state().open()).isPresent();
  }

  /** Keeps how far it is, and with how much done it was begun. */
  private Predicate<Pulse> told() {
    AtomicBoolean begun = new AtomicBoolean();
    return p -> {
      boolean paints = p.done() > 0 && p.stage().startsWith(PAINTING);
      if (paints && begun.compareAndSet(false, true)) {
        orders.begunWith(p.of(), p.done() - 1);
      }
      return orders.pulse(p);
    };
  }

  private void refused(Order at, Word word, FlowException e) {
    if (e.code() != FlowException.Code.NOT_APPROVED) {
      end(at, Order.State.FAILED, word.job(at), message(e));
    } else if (at.state() == Order.State.REFUSED) {
      end(at, Order.State.REJECTED, word.job(at), at.note());
    } else {
      end(at, Order.State.DRAFT, word.job(at), "");
    }
  }

  private static String message(Throwable e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  private void end(Order at, Order.State to, String job, String note) {
    Order o = at.with(to, job, note, at.reviewer(), clock.instant());
    if (orders.move(o, at.state())) {
      told.accept(o);
    }
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
        case QUEUED, RUNNING, DRAFT, RETURNED, DONE, REJECTED, CANCELLED, FAILED ->
            new Answer.Later();
      };
    }

    private Reviewer reviewer() {
      return new Reviewer(order.reviewer(), Reviewer.How.ASKED);
    }
  }
}
