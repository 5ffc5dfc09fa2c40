package dev.likeness.cli;

import picocli.CommandLine.Command;

/** What is learnt of a persona. */
@Command(
    name = "train",
    description = "Learn from people's films what warping a picture cannot show.")
final class TrainCommand extends Group {}
