package dev.likeness.flow;

import dev.likeness.core.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A persona and somebody else, whose swap is to be learnt.
 *
 * @param files pictures and films of the persona, each named in its grant; empty: the pictures that
 *     it was made from
 * @param target a film of the other
 * @param rights by what right that film is used, in words
 * @param steps at most
 * @param limit after which training ends at the next look, too
 * @param threads of the processor; another number gives other last digits
 * @param resume whether a run that was stopped is gone on with instead of begun anew
 */
public record TrainSwapRequest(
    String persona,
    List<Path> files,
    Path target,
    String rights,
    long steps,
    Duration limit,
    Seed seed,
    int threads,
    boolean resume) {
  public TrainSwapRequest {
    files = List.copyOf(files);
    if (steps < 1 || threads < 1 || limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "%d steps, %s, %d threads: all have to be more than 0".formatted(steps, limit, threads));
    }
    if (rights.isBlank()) {
      throw new IllegalArgumentException(
          "say by what right the target's film is learnt from: its person's agreement, for one");
    }
  }
}
