package dev.likeness.cli;

import picocli.CommandLine.Command;

/** What is learnt of a persona. */
@Command(
    name = "train",
    description = "Learn from a persona's own pictures what warping one of them cannot show.")
final class TrainCommand extends Group {}
