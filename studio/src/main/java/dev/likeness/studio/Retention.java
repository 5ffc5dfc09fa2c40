package dev.likeness.studio;

import dev.likeness.flow.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Forgets what nobody needs any more: drafts that nobody decided on for so many days, with their
 * frames, and files that nothing waiting, running or looked at refers to. What was let out, the
 * ledger and the log stay.
 */
final class Retention {
  /**
   * What nobody has asked for on this machine for so long lies in the store only, if there is one.
   */
  private static final Duration IDLE = Duration.ofDays(2);

  private final Database db;
  private final Home home;
  private final Clock clock;
  private final Orders orders;
  private final Uploads uploads;
  private final Duration kept;

  Retention(Database db, Home home, Clock clock, Orders orders, Uploads uploads, Duration kept) {
    this.db = db;
    this.home = home;
    this.clock = clock;
    this.orders = orders;
    this.uploads = uploads;
    this.kept = kept;
  }

  void run() {
    Instant limit = clock.instant().minus(kept);
    for (Order o : drafts(limit)) {
      String note = "deleted: nobody decided on it for %d days".formatted(kept.toDays());
      Order to = o.with(Order.State.CANCELLED, o.job(), note, o.reviewer(), clock.instant());
      if (orders.move(to, o.state())) {
        discard(o);
      }
    }
    for (Order o : orders.in(Order.State.CANCELLED, Order.State.FAILED)) {
      if (o.changed().isBefore(limit)) {
        discard(o);
      }
    }
    for (String file : unused(limit)) {
      uploads.forget(file);
    }
    uploads.media().tidy(clock.instant().minus(IDLE));
  }

  private List<Order> drafts(Instant limit) {
    return orders.in(Order.State.DRAFT, Order.State.RETURNED).stream()
        .filter(o -> o.changed().isBefore(limit))
        .toList();
  }

  /** A job's frames, unless another order is the same job. */
  private void discard(Order o) {
    Path job = home.jobs().resolve(o.job());
    boolean shared =
        orders
            .in(
                Order.State.QUEUED,
                Order.State.RUNNING,
                Order.State.DRAFT,
                Order.State.RETURNED,
                Order.State.APPROVED,
                Order.State.REFUSED,
                Order.State.DONE,
                Order.State.REJECTED)
            .stream()
            .anyMatch(x -> x.job().equals(o.job()));
    if (!o.job().isEmpty() && !shared && Files.isDirectory(job)) {
      home.discard(job);
    }
    Uploads.remove(uploads.faces(o.id()));
    Uploads.removeCorrected(uploads.corrected(o.id()));
  }

  private List<String> unused(Instant limit) {
    return db.get(
        h ->
            h.createQuery(
                    "SELECT id FROM files f WHERE created < :limit"
                        + " AND NOT EXISTS (SELECT 1 FROM checks k WHERE k.file = f.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.state IN ('queued',"
                        + " 'running', 'draft', 'returned', 'approved', 'refused')"
                        + " AND (o.file = f.id OR o.settings LIKE '%' || f.id || '%'))")
                .bind("limit", limit.toString())
                .mapTo(String.class)
                .list());
  }
}
