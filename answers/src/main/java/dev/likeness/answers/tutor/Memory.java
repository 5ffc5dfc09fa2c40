package dev.likeness.answers.tutor;

import java.time.LocalDate;

/**
 * When a card is asked again: algorithm SM-2 (Wozniak 1990, "Optimization of repetition spacing in
 * the practice of learning", section 3.2).
 *
 * @param repetitions right answers in a row
 * @param ease how fast the intervals grow; at least 1.3
 * @param days the interval
 * @param due when it is asked again
 */
public record Memory(int repetitions, double ease, int days, LocalDate due) {
  private static final double LEAST = 1.3;

  /** Of a card that was never asked. */
  static Memory fresh(LocalDate today) {
    return new Memory(0, 2.5, 0, today);
  }

  /**
   * After an answer.
   *
   * @param quality 0 to 5; below 3 the card is learned anew
   */
  Memory after(int quality, LocalDate today) {
    if (quality < 0 || quality > 5) {
      throw new IllegalArgumentException("quality " + quality);
    }
    if (quality < 3) {
      return new Memory(0, ease, 1, today.plusDays(1));
    }
    double e = Math.max(LEAST, ease + .1 - (5 - quality) * (.08 + (5 - quality) * .02));
    int next = repetitions == 0 ? 1 : repetitions == 1 ? 6 : (int) Math.ceil(days * ease);
    return new Memory(repetitions + 1, e, next, today.plusDays(next));
  }
}
