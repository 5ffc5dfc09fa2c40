package dev.likeness.cli;

import dev.likeness.consent.SubjectKeys;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key pair for a depicted person. */
@Command(
    name = "keygen",
    description = {
      "Make an Ed25519 key for a person who is to be depicted.",
      "",
      "The person keeps the secret key: with it they sign grants and revoke them."
    })
final class ConsentKeygen extends Task {
  @Option(
      names = "--out",
      paramLabel = "KEY",
      required = true,
      description = "The secret key's file; the public key goes beside it.")
  private Path out = Path.of("");

  ConsentKeygen(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    SubjectKeys keys = SubjectKeys.generate();
    keys.store(path(out));
    say("Secret key %s (keep it to yourself), public key beside it.".formatted(out));
    print(object().put("key", out.toString()).put("public", keys.publicKey().x()));
  }
}
