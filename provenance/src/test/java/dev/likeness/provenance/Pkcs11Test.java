package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.provenance.c2pa.Algorithm;
import dev.likeness.provenance.c2pa.CredentialException;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.CredentialWriter;
import dev.likeness.provenance.c2pa.ManifestPlan;
import dev.likeness.provenance.c2pa.TestAuthority;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AuthProvider;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A signing key that lies in a token and never leaves it: SoftHSM, as Debian's package softhsm2
 * brings it. Where that is missing, the tests are skipped and say so.
 */
class Pkcs11Test {
  private static final Instant NOW = Door.CLOCK.instant();
  private static final String PIN = "1234";
  private static final TestAuthority CA = TestAuthority.create(Algorithm.ES256, "Bee CA", NOW);

  @TempDir private static Path token;
  @TempDir private Path folder;

  @BeforeAll
  static void fillToken() throws Exception {
    Path library =
        Stream.of("/usr/lib/softhsm", "/usr/lib64/pkcs11", "/opt/homebrew/lib/softhsm")
            .map(d -> Path.of(d, "libsofthsm2.so"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    String settings = System.getenv("SOFTHSM2_CONF");
    assumeTrue(
        library != null && settings != null,
        "SoftHSM is not installed (Debian: softhsm2): keys in a token are not tried");
    Path tokens = Files.createDirectory(token.resolve("tokens"));
    Files.createDirectories(Path.of(settings).getParent());
    Files.writeString(Path.of(settings), "directories.tokendir = %s\n".formatted(tokens));
    tool("--init-token", "--free", "--label", "bees", "--pin", PIN, "--so-pin", "5678");
    Files.writeString(
        token.resolve("bees.cfg"),
        "name = bees\nlibrary = %s\nslotListIndex = 0\n".formatted(library));
    AuthProvider device =
        (AuthProvider)
            Security.getProvider("SunPKCS11").configure(token.resolve("bees.cfg").toString());
    KeyStore store = KeyStore.getInstance("PKCS11", device);
    store.load(null, PIN.toCharArray());
    TestAuthority.Issued signer = CA.signer(Algorithm.ES256, "Studio Biene", NOW);
    store.setKeyEntry("studio", signer.key(), null, new Certificate[] {signer.certificate()});
    device.logout();
  }

  private static void tool(String... arguments) throws IOException, InterruptedException {
    Process p =
        new ProcessBuilder(Stream.concat(Stream.of("softhsm2-util"), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(p.waitFor()).as(said).isZero();
  }

  private Path secret(String pin) throws IOException {
    Path file = Files.writeString(folder.resolve("pin" + pin.length()), pin + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static KeySettings settings(Path config, @Nullable String alias, @Nullable Path pin) {
    return new KeySettings(KeySettings.Kind.PKCS11, config, alias, pin, null);
  }

  private SigningKeys keys() {
    SigningKeys keys = SigningKeys.in(folder.resolve("keys"));
    keys.initIfMissing(NOW);
    return keys;
  }

  @Test
  void whatIsWrongIsSaidAndARightKeySignsWithoutLeavingItsToken() throws IOException {
    SigningKeys keys = keys();
    // a process that has logged in stays so: wrong PINs come first
    Path good = token.resolve("bees.cfg");
    refused(keys, settings(good, null, secret("99999")), "bees.cfg", "PIN is wrong", "lock");
    refused(keys, settings(good, null, null), "bees.cfg", "--password-file");
    refused(keys, settings(good, "wasp", secret(PIN)), "'wasp'", "it holds studio");
    Path none = folder.resolve("none.cfg");
    refused(keys, settings(none, null, secret(PIN)), "none.cfg", "no such file");
    Path lost = Files.writeString(folder.resolve("lost.cfg"), "name = x\nlibrary = /no/where.so\n");
    refused(keys, settings(lost, null, secret(PIN)), "lost.cfg", "/no/where.so does not exist");
    Path odd = Files.writeString(folder.resolve("odd.cfg"), "library = /no/where.so\n");
    refused(keys, settings(odd, null, secret(PIN)), "odd.cfg", "name must be specified");
    Path empty =
        Files.writeString(
            folder.resolve("empty.cfg"),
            Files.readString(good).replace("slotListIndex = 0", "slotListIndex = 1"));
    refused(keys, settings(empty, null, secret(PIN)), "empty.cfg", "no token in its slot");
    assertThat(keys.test()).isTrue();
    signs(keys);
  }

  private void signs(SigningKeys keys) throws IOException {
    keys.use(settings(token.resolve("bees.cfg"), null, secret(PIN)));
    assertThat(keys.test()).isFalse();
    assertThat(Files.readString(keys.folder().resolve("signing.properties"))).doesNotContain(PIN);
    assertThat(keys.credential(NOW).toString()).contains("Studio Biene").doesNotContain("Private");
    Path in = Files.write(folder.resolve("in.png"), Fixtures.image("png"));
    Path out = folder.resolve("out.png");
    ManifestPlan plan =
        new ManifestPlan(
            "x",
            "Likeness",
            "0",
            NOW,
            List.of(
                new ManifestPlan.Action("c2pa.created", SourceType.BASE + "x", null, List.of())),
            List.of(),
            List.of(),
            null,
            null);
    new CredentialWriter(keys.credential(NOW), null).write(in, out, plan);
    Trust trust = Trust.none().and("bees", List.of(CA.root()));
    CredentialReport r = new CredentialReader(trust).read(out, NOW);
    assertThat(r.state()).as("%s", r.failures()).isEqualTo(CredentialReport.State.TRUSTED);
  }

  private static void refused(SigningKeys keys, KeySettings settings, String... words) {
    assertThatThrownBy(() -> keys.use(settings))
        .isInstanceOf(CredentialException.class)
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain("99999", PIN);
  }
}
