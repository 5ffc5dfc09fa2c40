package dev.likeness.flow;

import java.util.ArrayList;
import java.util.List;

/** Numbers of frames that come in order, as ranges in words. */
final class FrameRanges {
  /** Frames that are no further apart belong together. */
  private static final long NEAR = 12;

  private final List<long[]> ranges = new ArrayList<>();

  void add(long frame) {
    if (!ranges.isEmpty() && frame - ranges.getLast()[1] <= NEAR) {
      ranges.getLast()[1] = Math.max(frame, ranges.getLast()[1]);
    } else {
      ranges.add(new long[] {frame, frame});
    }
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  boolean contains(long frame) {
    return ranges.stream().anyMatch(r -> r[0] <= frame && frame <= r[1]);
  }

  /** Such as “frames 3–40, 55 and 2 more stretches”. */
  String text(int most) {
    List<String> said = new ArrayList<>();
    for (long[] r : ranges.subList(0, Math.min(most, ranges.size()))) {
      said.add(r[0] == r[1] ? String.valueOf(r[0]) : r[0] + "–" + r[1]);
    }
    int more = ranges.size() - said.size();
    return "frames "
        + String.join(", ", said)
        + (more == 0
            ? ""
            : more == 1 ? " and 1 more stretch" : " and %d more stretches".formatted(more));
  }
}
