package dev.likeness.studio;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a studio is started.
 *
 * @param port 0 for any that is free
 * @param database {@code postgres://…}; null for a file of its own
 * @param media where media are kept; null for the home
 * @param kept how long drafts and files are kept that nobody decides on
 * @param hooks which addresses may be told of what happens
 * @param heartbeat how often a worker shows that it is alive; after four missed ones its work goes
 *     on elsewhere
 */
public record StudioOptions(
    int port,
    @Nullable String database,
    @Nullable Media media,
    Duration kept,
    Predicate<InetAddress> hooks,
    Duration heartbeat) {
  public static final Duration KEPT = Duration.ofDays(30);
  public static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /**
   * Another place for media than the home.
   *
   * @param address a folder, or {@code s3://BUCKET/PREFIX?endpoint=URL&region=NAME}
   * @param environment where the keys of the latter are looked up by the names that AWS's own tools
   *     have for them
   */
  public record Media(String address, Function<String, @Nullable String> environment) {}

  /** As usual: a file of its own, media in the home, thirty days, hooks on the internet only. */
  public StudioOptions(int port, @Nullable String database, Duration kept) {
    this(port, database, null, kept);
  }

  /** Likewise, with media elsewhere. */
  public StudioOptions(int port, @Nullable String database, @Nullable Media media, Duration kept) {
    this(port, database, media, kept, HookPost::isPublic, HEARTBEAT);
  }

  public StudioOptions {
    if (kept.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("drafts are kept for at least a day, not " + kept);
    }
  }
}
