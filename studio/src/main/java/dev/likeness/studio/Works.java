package dev.likeness.studio;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Has everything done that was asked for, by db-scheduler: each order, check and training run is a
 * task in the database, taken by one worker at a time, which shows by its heartbeat that it is
 * alive. What a worker leaves that was killed goes on with another. Must be closed.
 */
final class Works implements AutoCloseable {
  private static final String[] TABLES = {
    "scheduled_orders", "scheduled_checks", "scheduled_messages", "scheduled_runs"
  };
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration TIDIES = Duration.ofHours(1);
  private static final System.Logger LOG = System.getLogger(Works.class.getName());

  private final Database db;
  private final Clock clock;
  private final Orders orders;
  private final Checks checks;
  private final Runs runs;
  private final OrderWork orderWork;
  private final CheckWork checkWork;
  private final RunWork runWork;
  private final Hooks hooks;
  private final Retention retention;
  private final CustomTask<Void> orderTask;
  private final CustomTask<Void> checkTask;
  private final CustomTask<Void> runTask;
  private final CustomTask<Void> messageTask;
  private final Scheduler making;
  private final Scheduler checking;
  private final Scheduler training;
  private final Scheduler telling;
  private final Duration heartbeat;
  private Instant tidied = Instant.MAX;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          r -> Thread.ofPlatform().name("studio-sweeper").daemon().unstarted(r));

  /**
   * @param name of this process among all that work on this database
   */
  Works(
      Database db,
      Clock clock,
      Orders orders,
      Checks checks,
      Runs runs,
      Hooks hooks,
      OrderWork orderWork,
      CheckWork checkWork,
      RunWork runWork,
      Retention retention,
      String name,
      Duration heartbeat) {
    this.db = db;
    this.clock = clock;
    this.orders = orders;
    this.checks = checks;
    this.runs = runs;
    this.hooks = hooks;
    this.retention = retention;
    this.orderWork = orderWork;
    this.checkWork = checkWork;
    this.runWork = runWork;
    this.heartbeat = heartbeat;
    orderTask = task("order", orderWork::run);
    checkTask = task("check", checkWork::run);
    runTask = task("run", runWork::run);
    messageTask = hooks.task();
    making = scheduler("scheduled_orders", orderTask, name);
    checking = scheduler("scheduled_checks", checkTask, name);
    training = scheduler("scheduled_runs", runTask, name);
    telling = scheduler("scheduled_messages", messageTask, name);
  }

  /**
   * @param work does it; true where it is to go on later
   */
  private CustomTask<Void> task(String kind, Predicate<String> work) {
    return Tasks.custom(kind, Void.class)
        .onFailure((done, ops) -> ops.reschedule(done, clock.instant().plus(AGAIN)))
        .onDeadExecutionRevive()
        .execute(
            (instance, context) -> {
              boolean again = work.test(instance.getId());
              return (done, ops) -> {
                if (again) {
                  ops.reschedule(done, clock.instant().plus(AGAIN));
                } else {
                  ops.remove();
                }
              };
            });
  }

  private Scheduler scheduler(String table, CustomTask<Void> task, String name) {
    return Scheduler.create(db.source(), task)
        .tableName(table)
        .threads(1)
        .schedulerName(new SchedulerName.Fixed(name))
        .jdbcCustomization(db.customization())
        .pollingInterval(Duration.ofSeconds(1))
        .heartbeatInterval(heartbeat)
        .missedHeartbeatsLimit(4)
        .shutdownMaxWait(Duration.ofMinutes(2))
        .enableImmediateExecution()
        .build();
  }

  /**
   * Begins.
   *
   * @param alone whether nobody else works by this process's name: what it held when it was killed
   *     is then free at once, and it is the one that tidies up
   */
  void start(String name, boolean alone) {
    if (alone) {
      tidied = Instant.EPOCH;
      for (String table : TABLES) {
        db.run(
            h ->
                h.createUpdate(
                        "UPDATE "
                            + table
                            + " SET picked = :no, picked_by = NULL, last_heartbeat = NULL,"
                            + " version = version + 1 WHERE picked_by = :name")
                    .bind("no", false)
                    .bind("name", name)
                    .execute());
      }
    }
    making.start();
    checking.start();
    training.start();
    telling.start();
    var unused = sweeper.scheduleWithFixedDelay(this::sweep, 0, 2, TimeUnit.SECONDS);
  }

  /** What is to be done always has a task, whatever was killed between the two. */
  private void sweep() {
    try {
      orders.open().forEach(this::order);
      checks.open().forEach(this::check);
      runs.open().forEach(this::run);
      Instant now = now();
      hooks.open().forEach(m -> telling.scheduleIfNotExists(messageTask.instance(m), now));
      if (tidied.isBefore(now.minus(TIDIES))) {
        tidied = now;
        retention.run();
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the studio's sweeper", e);
    }
  }

  /** Has an order done, or what was decided of it. */
  void order(String id) {
    making.scheduleIfNotExists(orderTask.instance(id), now());
  }

  /** Has a file verified. */
  void check(String id) {
    checking.scheduleIfNotExists(checkTask.instance(id), now());
  }

  /** Has something learnt. */
  void run(String id) {
    training.scheduleIfNotExists(runTask.instance(id), now());
  }

  private Instant now() {
    return clock.instant();
  }

  /** Stops at the next frame; what is under way goes on at the next start, or elsewhere. */
  @Override
  public void close() {
    orderWork.stop();
    checkWork.stop();
    runWork.stop();
    sweeper.shutdownNow();
    making.stop();
    checking.stop();
    training.stop();
    telling.stop();
  }
}
