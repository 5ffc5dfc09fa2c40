package dev.likeness.cli;

import dev.likeness.provenance.SigningKeys;
import java.time.Clock;
import picocli.CommandLine.Command;

/** A new test signer. */
@Command(
    name = "renew",
    description = "Make a new test signing key under the same test authority, for another year.")
final class KeysRenew extends Task {
  KeysRenew(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    SigningKeys keys = signingKeys();
    keys.renew(Clock.systemUTC().instant());
    say("New test signing key in " + keys.folder());
    print(object().put("folder", keys.folder().toString()));
  }
}
