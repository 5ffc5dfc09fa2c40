package dev.likeness.cli;

import dev.likeness.provenance.KeySettings;
import dev.likeness.provenance.SigningKeys;
import dev.likeness.provenance.c2pa.SignerInfo;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Shows certificates, never keys. */
@Command(
    name = "show",
    description = {
      "Show the certificate that results are signed with, or the test root.",
      "",
      "Give the test root to whoever shall check your test files:",
      "  likeness keys show --root --pem > root.pem",
      "Test keys are made where there are none."
    })
final class KeysShow extends Task {
  @Option(names = "--root", description = "The test authority's certificate instead.")
  private boolean root;

  @Option(names = "--pem", description = "As PEM text, for other programs.")
  private boolean pem;

  KeysShow(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    SigningKeys keys = signingKeys();
    Instant now = Clock.systemUTC().instant();
    if (keys.initIfMissing(now)) {
      note("Test keys made in " + keys.folder() + ". " + SigningKeys.WARNING);
    }
    List<X509Certificate> chain = root ? List.of(keys.root()) : keys.credential(now).chain();
    KeySettings settings = keys.settings();
    X509Certificate c = chain.get(0);
    SignerInfo holder = new SignerInfo(null, c, null, null);
    String kind = settings.kind().name().toLowerCase(Locale.ROOT);
    URI tsa = settings.tsa();
    if (pem) {
      chain.forEach(x -> say(SigningKeys.pem(x).strip()));
    } else {
      say("keys:        %s (%s)".formatted(keys.folder(), kind));
      say("certificate: " + holder.name() + ", " + holder.organization());
      say("issued by:   " + holder.issuer());
      say(
          "valid:       %s to %s"
              .formatted(c.getNotBefore().toInstant(), c.getNotAfter().toInstant()));
      say("time-stamps: " + (tsa == null ? "none" : tsa));
    }
    ObjectNode o =
        object()
            .put("folder", keys.folder().toString())
            .put("kind", kind)
            .put("subject", c.getSubjectX500Principal().getName())
            .put("issuer", c.getIssuerX500Principal().getName())
            .put("valid_from", c.getNotBefore().toInstant().toString())
            .put("valid_until", c.getNotAfter().toInstant().toString())
            .put("tsa", tsa == null ? null : tsa.toString());
    var all = o.putArray("pem");
    chain.forEach(x -> all.add(SigningKeys.pem(x)));
    print(o);
  }
}
