package dev.likeness.cli;

import dev.likeness.synthesis.SwapSettings;
import picocli.CommandLine.Option;

/** The options of {@code swap} that say how the face looks. */
final class SwapLook {
  @Option(
      names = "--shape",
      paramLabel = "0..1",
      description = "How much of the persona's own face shape (default: ${DEFAULT-VALUE}).")
  private double shape = SwapSettings.DEFAULT.shape();

  @Option(
      names = "--colour",
      paramLabel = "0..1",
      description = "How much of the target's light and skin tone (default: 1).")
  private double colour = SwapSettings.DEFAULT.colour();

  @Option(
      names = "--mask",
      paramLabel = "face|inner|lower",
      description =
          "What is replaced: hairline to chin, brows to chin, or mouth and jaw (default: face).")
  private SwapSettings.Area mask = SwapSettings.DEFAULT.mask();

  @Option(
      names = "--feather",
      paramLabel = "0.01..0.4",
      description = "Width of the soft border, as part of the face's width (default: 0.05).")
  private double feather = SwapSettings.DEFAULT.feather();

  @Option(
      names = "--keep-eyes",
      description = "Leave the target's own eyes and lids (gaze and blinks always are).")
  private boolean keepEyes;

  @Option(names = "--keep-mouth", description = "Leave the target's lips.")
  private boolean keepMouth;

  /**
   * @throws IllegalArgumentException where one is out of its range
   */
  SwapSettings settings() {
    return new SwapSettings(shape, colour, feather, mask, keepEyes, keepMouth);
  }
}
