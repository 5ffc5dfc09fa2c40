package dev.likeness.cli;

import picocli.CommandLine.Option;

/** Whether only a look is wanted. */
final class PreviewOption {
  @Option(
      names = "--preview",
      description =
          "Only a look: at half the size and stamped as a draft, without anybody's approval; .mp4.")
  private boolean on;

  boolean on() {
    return on;
  }
}
