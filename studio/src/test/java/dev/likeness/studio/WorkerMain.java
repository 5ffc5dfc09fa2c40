package dev.likeness.studio;

import dev.likeness.flow.Home;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker as a process of its own, for tests that kill it: home, then the database if any. */
final class WorkerMain {
  private WorkerMain() {}

  /** Workers that are given up sooner than usual. */
  static StudioOptions options(@Nullable String database) {
    return new StudioOptions(
        0, database, null, StudioOptions.KEPT, HookPost::isPublic, Duration.ofMillis(500));
  }

  public static void main(String[] args) throws InterruptedException {
    Home home = Home.of(Map.of("LIKENESS_HOME", args[0]));
    String database = args.length > 1 ? args[1] : null;
    Studio.work(home, Clock.systemUTC(), options(database));
    Thread.currentThread().join();
  }
}
