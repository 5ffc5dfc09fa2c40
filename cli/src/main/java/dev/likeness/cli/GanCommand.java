package dev.likeness.cli;

import picocli.CommandLine.Command;

/** Generators of pictures that nobody has taken. */
@Command(
    name = "gan",
    description =
        "Train a generator against a discriminator from a few hundred pictures, and draw with it.")
final class GanCommand extends Group {}
