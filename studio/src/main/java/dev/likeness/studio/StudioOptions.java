package dev.likeness.studio;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a studio is started.
 *
 * @param port 0 for any that is free
 * @param database {@code postgres://…}; null for a file of its own
 * @param kept how long drafts and files are kept that nobody decides on
 * @param hooks which addresses may be told of what happens
 * @param heartbeat how often a worker shows that it is alive; after four missed ones its work goes
 *     on elsewhere
 */
public record StudioOptions(
    int port,
    @Nullable String database,
    Duration kept,
    Predicate<InetAddress> hooks,
    Duration heartbeat) {
  public static final Duration KEPT = Duration.ofDays(30);
  public static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /** As usual: a file of its own, thirty days, hooks on the internet only. */
  public StudioOptions(int port, @Nullable String database, Duration kept) {
    this(port, database, kept, HookPost::isPublic, HEARTBEAT);
  }

  public StudioOptions {
    if (kept.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("drafts are kept for at least a day, not " + kept);
    }
  }
}
