package dev.likeness.cli;

import picocli.CommandLine.Option;

/** Whether what was learnt of a persona is used. */
final class RefineOption {
  @Option(
      names = "--no-refine",
      description = "Without what 'likeness train' has learnt of the persona, for comparison.")
  private boolean off;

  boolean on() {
    return !off;
  }
}
