package dev.likeness.cli;

import picocli.CommandLine.Command;

/** Collections of documents. */
@Command(
    name = "know",
    description = "Take in documents that questions are answered from, and show and remove them.")
final class KnowCommand extends Group {}
