package dev.likeness.answers.tutor;

import dev.likeness.answers.AnswerCheck;
import dev.likeness.answers.AnswerCheck.Checked;
import dev.likeness.answers.AnswerCheck.Verdict;
import dev.likeness.answers.Passage;
import dev.likeness.answers.Secrets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One sitting with one learner: first what is due, then a few new things, each explained before it
 * is asked; what was wrong is asked again at the end of the sitting. One thread.
 */
public final class Tutor {
  /** New cards in one sitting. */
  public static final int NEW = 8;

  private final AnswerCheck check;
  private final LocalDate today;
  private final Consumer<Progress> keep;
  private final Deque<Card> queue = new ArrayDeque<>();
  private final Set<String> again = new HashSet<>();
  private final Set<Passage> explained = new HashSet<>();
  private Progress progress;

  /**
   * @param keep is given the progress after each answer
   */
  public Tutor(
      Course course,
      Progress progress,
      AnswerCheck check,
      LocalDate today,
      Consumer<Progress> keep) {
    this.progress = progress;
    this.check = check;
    this.today = today;
    this.keep = keep;
    List<Card> fresh = new ArrayList<>();
    for (Card c : course.cards()) {
      Memory m = progress.cards().get(c.id());
      if (m == null) {
        fresh.add(c);
      } else if (!m.due().isAfter(today)) {
        queue.add(c);
      }
    }
    queue.addAll(fresh.subList(0, Math.min(NEW, fresh.size())));
  }

  /**
   * What comes next.
   *
   * @param explanation read before the question; empty where it is known
   */
  public record Ask(Card card, String explanation) {}

  /**
   * What is said to an answer.
   *
   * @param text for the learner: whether it was right, and what the lesson says
   * @param due when it is asked again
   */
  public record Feedback(Card card, Verdict verdict, String text, LocalDate due) {}

  /** The next question; none when the sitting is over. */
  public Optional<Ask> next() {
    Card c = queue.peek();
    if (c == null) {
      return Optional.empty();
    }
    boolean fresh = !progress.cards().containsKey(c.id());
    String explanation = fresh && explained.add(c.passage()) ? c.passage().text() : "";
    return Optional.of(new Ask(c, explanation.replaceAll("(?im)^\\s*[QA]:.*$", "").strip()));
  }

  /** How many questions are left. */
  public int left() {
    return queue.size();
  }

  /** Takes the answer to {@link #next}. */
  public Feedback answer(String text) {
    Card c = queue.remove();
    Checked checked = check.check(c.question(), c.answer(), Secrets.hide(text));
    int quality =
        switch (checked.verdict()) {
          case RIGHT -> checked.score() > .85 ? 5 : 4;
          case PARTLY -> 3;
          case WRONG -> 1;
        };
    boolean repeated = again.contains(c.id());
    Memory before = progress.cards().getOrDefault(c.id(), Memory.fresh(today));
    // A repetition within a sitting only trains; the interval stands on the first answer.
    Memory m = repeated ? before : before.after(quality, today);
    progress = progress.with(c.id(), m);
    keep.accept(progress);
    if (checked.verdict() == Verdict.WRONG && again.add(c.id())) {
      queue.add(c);
    }
    return new Feedback(c, checked.verdict(), words(c, checked), m.due());
  }

  private static String words(Card c, Checked r) {
    String says =
        "The lesson says: %s (%s, %s)".formatted(c.answer(), c.passage().source(), c.place());
    return switch (r.verdict()) {
      case RIGHT -> "Right. " + says;
      case PARTLY ->
          "Partly. "
              + (r.missing().isEmpty()
                  ? ""
                  : "What is missing: " + String.join(", ", r.missing()) + ". ")
              + says;
      case WRONG ->
          (r.turned()
                  ? "No, it is the other way round. "
                  : r.stray().isEmpty()
                      ? "Not quite. "
                      : "No, not %s. ".formatted(String.join(", ", r.stray())))
              + says;
    };
  }

  public Progress progress() {
    return progress;
  }
}
