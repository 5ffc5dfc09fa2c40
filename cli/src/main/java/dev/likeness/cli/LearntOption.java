package dev.likeness.cli;

import dev.likeness.flow.SwapRequest.Learnt;
import picocli.CommandLine.Option;

/** What a swap uses of that which was learnt. */
final class LearntOption {
  @Option(
      names = "--no-refine",
      description = "Without what 'likeness train' has learnt, for comparison.")
  private boolean off;

  @Option(
      names = "--refine",
      description =
          "Also with what 'likeness train refine' has learnt of the persona, which by itself gains"
              + " nothing in swaps.")
  private boolean on;

  Learnt learnt() {
    return off ? Learnt.NONE : on ? Learnt.ALL : Learnt.PAIR;
  }
}
