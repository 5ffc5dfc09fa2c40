package dev.likeness.cli;

import picocli.CommandLine.Command;

/** What results are signed with. */
@Command(
    name = "keys",
    description = "Make, show and choose the keys that results are signed with.")
final class KeysCommand extends Group {}
