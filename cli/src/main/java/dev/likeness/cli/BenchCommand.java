package dev.likeness.cli;

import picocli.CommandLine.Command;

/** Measurements. */
@Command(name = "bench", description = "Measure quality and speed of what this program makes.")
final class BenchCommand extends Group {}
