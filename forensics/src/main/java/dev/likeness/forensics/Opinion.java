package dev.likeness.forensics;

import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one expert says of one face.
 *
 * @param expert its name
 * @param family the kind of trace
 * @param applicable whether it could look at all; where not, {@code says} is the reason and the
 *     score is 0
 * @param logOdds natural logarithm of the odds that the picture is made or changed, by this trace
 *     alone and with even odds before: positive speaks against the picture
 * @param strangeness how unlike everything it learnt from the picture is: 1 is the border of what
 *     it knows
 * @param says one sentence that a layman understands
 * @param evidence what it saw, to look at; null where there is nothing to draw
 * @param flags what lowers the worth of its word
 */
public record Opinion(
    String expert,
    Family family,
    boolean applicable,
    double logOdds,
    double strangeness,
    String says,
    @Nullable Frame evidence,
    List<String> flags) {
  public Opinion {
    flags = List.copyOf(flags);
    if (Double.isNaN(logOdds) || (!applicable && logOdds != 0)) {
      throw new IllegalArgumentException(expert + " says " + logOdds);
    }
  }

  /**
   * What a regression may say.
   *
   * @param against where it speaks against the picture
   * @param by where it speaks for it
   * @param neither where it does not speak clearly
   */
  record Words(String against, String by, String neither) {}

  /**
   * What a regression says of a picture's numbers.
   *
   * @param worth how much of it counts, 0 to 1
   * @param flags what lowers its worth besides strangeness
   */
  static Opinion of(
      Expert by,
      Linear model,
      float[] numbers,
      double worth,
      Words words,
      @Nullable Frame evidence,
      List<String> flags) {
    double score = worth * model.logOdds(numbers);
    double strange = model.strangeness(numbers);
    String says = score > 1 ? words.against : score < -1 ? words.by : words.neither;
    List<String> all = new ArrayList<>();
    if (strange > 1) {
      all.add("unlike what this was learnt from");
    }
    all.addAll(flags);
    return new Opinion(by.name(), by.family(), true, score, strange, says, evidence, all);
  }

  static Opinion none(Expert by, String reason) {
    return new Opinion(by.name(), by.family(), false, 0, 0, reason, null, List.of());
  }
}
