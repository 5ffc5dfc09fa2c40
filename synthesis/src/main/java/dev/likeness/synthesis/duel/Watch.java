package dev.likeness.synthesis.duel;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Sees when a duel goes wrong. Looks at nothing but what was measured, so that a run that is
 * repeated is judged alike. Not thread-safe.
 */
final class Watch {
  /** What went wrong, for people. */
  record Trouble(Kind kind, String what) {}

  enum Kind {
    /** Numbers grew without end. */
    DIVERGED,
    /** The generator makes the same picture over and over. */
    COLLAPSED
  }

  /** Over so many steps losses are averaged. */
  private static final int WINDOW = 50;

  /** A generator's loss that means that the discriminator has won for good. */
  static final double LOST = 25;

  /** Diversity against the real pictures' under which all look alike. */
  static final double ALIKE = .12;

  /** Before this step a generator may still be grey. */
  static final long GREY = 400;

  private final Deque<Double> losses = new ArrayDeque<>();
  private double sum;

  /** Looks at a step. */
  @Nullable Trouble step(Duel.Step s) {
    if (!s.finite()) {
      return new Trouble(Kind.DIVERGED, "a loss or a gradient is no longer a number (" + s + ")");
    }
    losses.addLast(s.making());
    sum += s.making();
    if (losses.size() > WINDOW) {
      sum -= losses.removeFirst();
    }
    double mean = sum / losses.size();
    if (losses.size() == WINDOW && mean > LOST) {
      return new Trouble(
          Kind.DIVERGED,
          "the discriminator tells all pictures apart: the generator's loss is %.1f over %d steps"
              .formatted(mean, WINDOW));
    }
    return null;
  }

  /**
   * Looks at samples.
   *
   * @param step of the duel itself, without the steps before it
   * @param diversity how much they differ, against how much real pictures do
   */
  @Nullable Trouble look(long step, double diversity) {
    if (!Double.isFinite(diversity)) {
      return new Trouble(Kind.DIVERGED, "samples are no longer pictures");
    }
    return step >= GREY && diversity < ALIKE
        ? new Trouble(
            Kind.COLLAPSED,
            "samples differ only %.2f as much as the real pictures".formatted(diversity))
        : null;
  }

  /** After a roll-back. */
  void forget() {
    losses.clear();
    sum = 0;
  }

  /** The mean distance of {@code n} pictures to their next neighbour in the list, per value. */
  static double spread(float[] planes, int n) {
    int each = planes.length / n;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double d = 0;
      int other = (i + 1) % n * each;
      for (int k = 0; k < each; k++) {
        double v = clip(planes[i * each + k]) - clip(planes[other + k]);
        d += v * v;
      }
      sum += Math.sqrt(d / each) / n;
    }
    return sum;
  }

  private static double clip(double v) {
    return v < -1 ? -1 : v > 1 ? 1 : v;
  }
}
