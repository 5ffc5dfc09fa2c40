package dev.likeness.studio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses passwords: after five wrong ones in a row a name waits, twice as long with
 * each further one, up to a quarter of an hour; the same for names that nobody has. Over all names
 * together no more than sixty wrong ones a minute are heard. Thread-safe.
 */
final class LoginGuard {
  private static final int FREE = 5;
  private static final int MOST_A_MINUTE = 60;
  private static final int REMEMBERED = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Clock clock;
  private final Map<String, Wrong> wrong =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
          return size() > REMEMBERED;
        }
      };
  private Instant minute = Instant.EPOCH;
  private int inMinute;

  private record Wrong(int times, Instant until) {}

  LoginGuard(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws StudioException TOO_OFTEN, naming how long to wait
   */
  synchronized void requireCalm(String name) {
    Instant now = clock.instant();
    Wrong w = wrong.get(name);
    if (w != null && now.isBefore(w.until())) {
      throw tooOften(Duration.between(now, w.until()));
    }
    if (now.isBefore(minute.plusSeconds(60)) && inMinute >= MOST_A_MINUTE) {
      throw tooOften(Duration.between(now, minute.plusSeconds(60)));
    }
  }

  private static StudioException tooOften(Duration left) {
    return new StudioException(
        StudioException.Code.TOO_OFTEN,
        "too many wrong passwords; try again in %d s".formatted(left.toSeconds() + 1));
  }

  synchronized void failed(String name) {
    Instant now = clock.instant();
    if (!now.isBefore(minute.plusSeconds(60))) {
      minute = now;
      inMinute = 0;
    }
    inMinute++;
    Wrong before = wrong.remove(name);
    int times = before == null ? 1 : before.times() + 1;
    Duration wait =
        times < FREE ? Duration.ZERO : Duration.ofSeconds(30L << Math.min(5, times - FREE));
    wrong.put(name, new Wrong(times, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
  }

  synchronized void passed(String name) {
    wrong.remove(name);
  }
}
