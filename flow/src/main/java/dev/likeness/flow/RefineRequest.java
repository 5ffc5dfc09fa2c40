package dev.likeness.flow;

import dev.likeness.core.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A persona whose face is to be learnt.
 *
 * @param files pictures and films of the person, each named in the persona's grant; empty: the
 *     pictures that the persona was made from
 * @param steps at most
 * @param limit after which training ends at the next look, too
 * @param threads of the processor; another number gives other last digits
 * @param resume whether a run that was stopped is gone on with instead of begun anew
 */
public record RefineRequest(
    String persona,
    List<Path> files,
    long steps,
    Duration limit,
    Seed seed,
    int threads,
    boolean resume) {
  public RefineRequest {
    files = List.copyOf(files);
    if (steps < 1 || threads < 1 || limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "%d steps, %s, %d threads: all have to be more than 0".formatted(steps, limit, threads));
    }
  }
}
