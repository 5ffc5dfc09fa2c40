package dev.likeness.synthesis;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Frames that stay as they were filmed, since somebody has looked at what was painted there and
 * wants it so.
 */
public record Untouched(List<Frames> ranges) {
  /** Everything is painted. */
  public static final Untouched NONE = new Untouched(List.of());

  /**
   * Frames of the result, counted from 0.
   *
   * @param from the first
   * @param to the last
   */
  public record Frames(long from, long to) {
    public Frames {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException("frames %d to %d".formatted(from, to));
      }
    }
  }

  public Untouched {
    ranges = List.copyOf(ranges);
  }

  /** Whether a frame stays as it was. */
  public boolean holds(long frame) {
    return ranges.stream().anyMatch(r -> frame >= r.from && frame <= r.to);
  }

  /** As records name it: {@code 10-20, 35-35}. */
  public String text() {
    return ranges.stream().map(r -> r.from + "-" + r.to).collect(Collectors.joining(", "));
  }
}
