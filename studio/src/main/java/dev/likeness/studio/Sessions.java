package dev.likeness.studio;

import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in: whoever opened the address that the terminal showed, and whoever gave a
 * password. The address's token is good once; a session lasts until nobody used it for twelve
 * hours, or the studio ends. Secrets are 256 random bits, of which only digests are kept.
 * Thread-safe.
 */
final class Sessions {
  private static final Duration IDLE = Duration.ofHours(12);

  private final Clock clock;
  private final SecureRandom chance = new SecureRandom();
  private final AtomicReference<@Nullable Digest> entry = new AtomicReference<>();
  private final Map<String, Session> open = new ConcurrentHashMap<>();

  /**
   * @param user whose it is
   * @param csrf what a page repeats in a header with everything that changes something
   */
  record Session(String user, String csrf, Instant used) {}

  Sessions(Clock clock) {
    this.clock = clock;
  }

  /** A new address's token; an older one that nobody used is no good any more. */
  String token() {
    String t = secret();
    entry.set(digest(t));
    return t;
  }

  /** A session's secret for a token, once. */
  Optional<String> enter(String token) {
    Digest expected = entry.get();
    if (expected == null
        || !MessageDigest.isEqual(bytes(expected), bytes(digest(token)))
        || !entry.compareAndSet(expected, null)) {
      return Optional.empty();
    }
    return Optional.of(begin(User.OPERATOR));
  }

  /** A new session's secret. */
  String begin(String user) {
    Instant now = clock.instant();
    open.values().removeIf(s -> s.used().plus(IDLE).isBefore(now));
    String session = secret();
    open.put(digest(session).hex(), new Session(user, secret(), now));
    return session;
  }

  /** The session with this secret. */
  Optional<Session> find(@Nullable String session) {
    if (session == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return Optional.ofNullable(
        open.computeIfPresent(
            digest(session).hex(),
            (k, s) ->
                s.used().plus(IDLE).isBefore(now) ? null : new Session(s.user(), s.csrf(), now)));
  }

  void end(@Nullable String session) {
    if (session != null) {
      open.remove(digest(session).hex());
    }
  }

  /** Ends all sessions of somebody, but for the one with this secret. */
  void endOf(String user, @Nullable String but) {
    String kept = but == null ? "" : digest(but).hex();
    open.entrySet().removeIf(e -> e.getValue().user().equals(user) && !e.getKey().equals(kept));
  }

  static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private String secret() {
    byte[] b = new byte[32];
    chance.nextBytes(b);
    return HexFormat.of().formatHex(b);
  }

  private static Digest digest(String secret) {
    return Digest.of(secret.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(Digest d) {
    return d.hex().getBytes(StandardCharsets.US_ASCII);
  }
}
