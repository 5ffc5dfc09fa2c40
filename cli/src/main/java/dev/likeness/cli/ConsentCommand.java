package dev.likeness.cli;

import picocli.CommandLine.Command;

/** Grants: who may be depicted, for what, until when. */
@Command(
    name = "consent",
    description =
        "Sign, record, show and revoke grants: who may be depicted, for what, until when.")
final class ConsentCommand extends Group {}
