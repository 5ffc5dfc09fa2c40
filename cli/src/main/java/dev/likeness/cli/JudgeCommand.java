package dev.likeness.cli;

import picocli.CommandLine.Command;

/** What tells false pictures from real ones. */
@Command(
    name = "judge",
    description =
        "Teach and measure what 'likeness verify' tells false pictures from real ones with.")
final class JudgeCommand extends Group {}
