package dev.likeness.cli;

import dev.likeness.provenance.SigningKeys;
import dev.likeness.provenance.c2pa.Algorithm;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes test keys. */
@Command(
    name = "init",
    description = {
      "Make a test authority and a signing key under it.",
      "",
      "The first export does so by itself. A test certificate shows that a file was not changed"
          + " since it was signed, and nothing about who signed it."
    })
final class KeysInit extends Task {
  enum Kind {
    ES256,
    ED25519
  }

  @Option(
      names = "--algorithm",
      paramLabel = "es256|ed25519",
      description = "Kind of the keys (default: es256).")
  private Kind algorithm = Kind.ES256;

  @Option(
      names = "--organization",
      paramLabel = "NAME",
      description = "What the certificates say who signs (default: says that it is a test).")
  private String organization = "Likeness test, not for real use";

  KeysInit(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (organization.isBlank() || organization.length() > 64) {
      throw usage("--organization needs 1 to 64 characters");
    }
    SigningKeys keys = signingKeys();
    Algorithm a = algorithm == Kind.ES256 ? Algorithm.ES256 : Algorithm.ED25519;
    boolean made = keys.init(a, organization, Clock.systemUTC().instant());
    if (made) {
      say("Test keys made in " + keys.folder());
      note(SigningKeys.WARNING);
    } else {
      say("There are keys in %s already; they stay as they are.".formatted(keys.folder()));
    }
    print(object().put("folder", keys.folder().toString()).put("made", made));
  }
}
