package dev.likeness.studio;

import dev.likeness.flow.Home;
import java.nio.file.Files;
import java.nio.file.Path;
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
        0, database, StudioOptions.KEPT, HookPost::isPublic, Duration.ofMillis(500));
  }

  /** Where a worker tells its process's number. */
  static Path pid(Path home, String worker) {
    return home.resolve(worker + ".pid");
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Home home = Home.of(Map.of("LIKENESS_HOME", args[0]));
    String database = args.length > 1 ? args[1] : null;
    Studio.Worker w = Studio.work(home, Clock.systemUTC(), options(database));
    Files.writeString(pid(folder, w.name()), String.valueOf(ProcessHandle.current().pid()));
    Thread.currentThread().join();
  }
}
