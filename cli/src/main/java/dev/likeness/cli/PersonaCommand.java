package dev.likeness.cli;

import picocli.CommandLine.Command;

/** Personas: appearances that may be used. */
@Command(name = "persona", description = "Make, show and remove personas: faces that may be used.")
final class PersonaCommand extends Group {}
