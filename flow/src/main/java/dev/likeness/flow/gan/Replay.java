package dev.likeness.flow.gan;

import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.synthesis.duel.RunFolder;
import dev.likeness.synthesis.duel.RunPlan;
import dev.likeness.synthesis.duel.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Trains again from a run's record, and compares every weight. */
public final class Replay {
  private Replay() {}

  /**
   * What came of it.
   *
   * @param steps how many were repeated
   * @param before digest of all weights of the run
   * @param after of the repetition
   */
  public record Result(long steps, Digest before, Digest after) {
    public boolean same() {
      return before.equals(after);
    }
  }

  /**
   * Repeats a run up to its last checkpoint.
   *
   * @param again an empty folder for the repetition
   * @param from the run that it began from; null where it began from nothing
   * @throws FlowException BAD_REQUEST where {@code from} is not what it began from
   */
  public static Result of(
      Path run, Path again, @Nullable Path from, Clock clock, Progress progress) {
    RunFolder folder = new RunFolder(run);
    RunPlan plan = folder.plan();
    RunFolder start = from == null ? null : new RunFolder(from);
    String began = start == null ? "" : start.fingerprint().hex();
    if (!began.equals(plan.from())) {
      throw new FlowException(
          Code.BAD_REQUEST,
          plan.from().isEmpty()
              ? run + " began from nothing: leave --from out"
              : run
                  + " began from another run's weights (sha256 "
                  + plan.from()
                  + "): name that run, as it was then, with --from");
    }
    if (Files.exists(again)) {
      throw new FlowException(Code.EXISTS, again + " is there already; name another folder");
    }
    long steps = folder.steps();
    RunFolder repeated = new RunFolder(again);
    try (Training t = Training.begin(repeated, plan, folder.pictures(), start, clock)) {
      t.run(steps, Integer.MAX_VALUE, (history, grid) -> {}, progress);
    }
    return new Result(steps, folder.fingerprint(), repeated.fingerprint());
  }
}
