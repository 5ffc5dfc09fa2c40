package dev.likeness.cli;

import picocli.CommandLine.Command;

/** Manners to paint in. */
@Command(
    name = "style",
    description = "Learn a style from works, and repaint pictures and films in it.")
final class StyleCommand extends Group {}
