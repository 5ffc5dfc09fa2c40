package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.provenance.c2pa.Algorithm;
import dev.likeness.provenance.c2pa.Credential;
import dev.likeness.provenance.c2pa.CredentialException;
import dev.likeness.provenance.c2pa.TestAuthority;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
  private static final Instant NOW = Door.CLOCK.instant();
  @TempDir private Path folder;

  private SigningKeys keys() {
    return SigningKeys.in(folder.resolve("keys"));
  }

  @Test
  void keysAreMadeOnceAndOnlyTheirOwnerMayReadThem() throws IOException {
    assertThat(keys().initIfMissing(NOW)).isTrue();
    assertThat(keys().init(Algorithm.ED25519, "Other", NOW)).isFalse();
    assertThat(keys().credential(NOW).algorithm()).isEqualTo(Algorithm.ES256);
    try (Stream<Path> all = Files.list(keys().folder())) {
      for (Path f : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
            .as("%s", f)
            .isEqualTo("rw-------");
      }
    }
    assertThat(folder).isDirectoryNotContaining(f -> f.getFileName().toString().endsWith("part"));
  }

  @Test
  void whoComesAtTheSameMomentGetsTheSameKeys() {
    Set<String> roots = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 4)
        .parallel()
        .forEach(
            i -> {
              SigningKeys k = SigningKeys.in(folder.resolve("own-" + i % 2));
              k.initIfMissing(NOW);
              roots.add(i % 2 + SigningKeys.pem(k.root()));
            });
    assertThat(roots).hasSize(2);
  }

  @Test
  void aKeyThatOthersMayReadIsNotUsed() throws IOException {
    keys().initIfMissing(NOW);
    Path key = keys().folder().resolve("test-signer.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> keys().credential(NOW))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void anExpiredSignerIsRenewedUnderTheSameRoot() {
    keys().init(Algorithm.ED25519, "Bees, Ltd.", NOW);
    Instant later = NOW.plus(Duration.ofDays(400));
    assertThatThrownBy(() -> keys().credential(later)).hasMessageContaining("likeness keys renew");
    String root = SigningKeys.pem(keys().root());
    keys().renew(later);
    Credential c = keys().credential(later);
    assertThat(c.algorithm()).isEqualTo(Algorithm.ED25519);
    assertThat(c.chain().get(0).getSubjectX500Principal().getName()).contains("Bees\\, Ltd.");
    assertThat(SigningKeys.pem(keys().root())).isEqualTo(root);
  }

  @Test
  void nothingOfAKeyIsEverSaid() {
    keys().initIfMissing(NOW);
    assertThat(keys().credential(NOW).toString()).startsWith("Credential[CN=");
    assertThatThrownBy(() -> SigningKeys.in(folder.resolve("none")).credential(NOW))
        .hasMessageContaining("likeness keys init");
  }

  @Test
  void aKeyFromAPkcs12FileSignsOnceItsPasswordFitsAndIsKept() throws Exception {
    TestAuthority ca = TestAuthority.create(Algorithm.ES256, "CA", NOW);
    TestAuthority.Issued signer = ca.signer(Algorithm.ES256, "Studio Biene", NOW);
    Path file = folder.resolve("studio.p12");
    char[] password = "honey".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry(
        "studio", signer.key(), password, new Certificate[] {signer.certificate(), ca.root()});
    try (OutputStream o = Files.newOutputStream(file)) {
      store.store(o, password);
    }
    Path secret = folder.resolve("password");
    Files.writeString(secret, "wasps\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    keys().initIfMissing(NOW);
    KeySettings s = new KeySettings(KeySettings.Kind.PKCS12, file, null, secret, null);
    assertThatThrownBy(() -> keys().use(s)).hasMessageContaining("others may read it");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> keys().use(s))
        .hasMessageContaining("studio.p12")
        .hasMessageContaining("password or PIN is wrong")
        .hasMessageNotContaining("wasps");
    assertThat(keys().test()).isTrue();
    Files.writeString(secret, "honey\n");
    keys().use(s);
    assertThat(keys().test()).isFalse();
    assertThat(keys().settings()).isEqualTo(s);
    assertThat(keys().credential(NOW).chain()).isEqualTo(List.of(signer.certificate()));
    assertThat(Files.readString(keys().folder().resolve("signing.properties")))
        .doesNotContain("honey");
  }

  @Test
  void thePackagedListsCanBeRead() {
    Trust all = keys().trust(TrustLists.packaged());
    assertThat(all).isNotNull();
    assertThatThrownBy(() -> TrustLists.read(folder.resolve("none.pem")))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("none.pem");
  }
}
