package dev.likeness.cli;

import dev.likeness.provenance.KeySettings;
import dev.likeness.provenance.SigningKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Chooses the signing key. */
@Command(
    name = "use",
    description = {
      "Choose the key that results are signed with.",
      "",
      "A key of an authority's certificate is taken from a PKCS#12 file or a PKCS#11 device. It is"
          + " tried once, then remembered by its place; its password stays in a file of yours that"
          + " nobody else may read."
    })
final class KeysUse extends Task {
  @ArgGroup(multiplicity = "0..1")
  private Source source = new Source();

  static final class Source {
    @Option(names = "--pkcs12", paramLabel = "FILE", description = "A .p12 or .pfx file.")
    private @Nullable Path pkcs12;

    @Option(
        names = "--pkcs11",
        paramLabel = "CONFIG",
        description = "Configuration of Java's PKCS#11 provider: name = …, library = ….")
    private @Nullable Path pkcs11;

    @Option(names = "--test", description = "The test keys again.")
    private boolean test;
  }

  @Option(names = "--alias", paramLabel = "NAME", description = "Which key, where there are more.")
  private @Nullable String alias;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Holds the password or PIN and nothing else; mode 0600.")
  private @Nullable Path password;

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      description = "Time-stamping authority (RFC 3161); 'none' for none.")
  private @Nullable String tsa;

  KeysUse(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    SigningKeys keys = signingKeys();
    keys.initIfMissing(Clock.systemUTC().instant());
    KeySettings now = keys.settings();
    KeySettings next = next(now);
    if (tsa != null) {
      next = next.stampedBy(authority(tsa));
    }
    if (next.equals(now)) {
      throw usage("say what to use: --pkcs12 FILE, --pkcs11 CONFIG, --test, --tsa URL");
    }
    keys.use(next);
    String who =
        keys.credential(Clock.systemUTC().instant())
            .chain()
            .get(0)
            .getSubjectX500Principal()
            .getName();
    say("Results are signed as " + who);
    print(object().put("subject", who));
  }

  private KeySettings next(KeySettings now) {
    Path secret = password == null ? null : path(password);
    URI same = now.tsa();
    if (source.pkcs12 != null) {
      return new KeySettings(KeySettings.Kind.PKCS12, path(source.pkcs12), alias, secret, same);
    }
    if (source.pkcs11 != null) {
      return new KeySettings(KeySettings.Kind.PKCS11, path(source.pkcs11), alias, secret, same);
    }
    return source.test ? new KeySettings(KeySettings.Kind.TEST, null, null, null, same) : now;
  }

  private @Nullable URI authority(String text) {
    if (text.equals("none")) {
      return null;
    }
    try {
      URI uri = URI.create(text);
      new dev.likeness.provenance.c2pa.HttpTimeStamper(uri);
      return uri;
    } catch (IllegalArgumentException e) {
      throw usage("--tsa: " + e.getMessage());
    }
  }
}
