package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.Algorithm;
import dev.likeness.provenance.c2pa.Credential;
import dev.likeness.provenance.c2pa.CredentialException;
import dev.likeness.provenance.c2pa.HttpTimeStamper;
import dev.likeness.provenance.c2pa.KeyStores;
import dev.likeness.provenance.c2pa.TestAuthority;
import dev.likeness.provenance.c2pa.TimeStamper;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign what leaves, in a folder that only its owner may look into. Either test keys,
 * which are made here when the first file is to leave, or a key that a PKCS#12 file or a PKCS#11
 * device holds. Nothing of a private key is ever printed or logged. Safe for several processes.
 */
public final class SigningKeys {
  /** What a test certificate means. */
  public static final String WARNING =
      "Signed with a test certificate of your own making: it shows that a file was not changed"
          + " since, and nothing about who made it. Others see 'unknown signer'. For a certificate"
          + " that others trust, see docs/credentials.md.";

  /** How reports call the test authority of this installation. */
  public static final String OWN_ROOT = "your own test root";

  static final String ROOT = "test-root";
  static final String SIGNER = "test-signer";

  private final Path folder;

  private SigningKeys(Path folder) {
    this.folder = folder;
  }

  public static SigningKeys in(Path folder) {
    return new SigningKeys(folder);
  }

  public Path folder() {
    return folder;
  }

  /** Whether there are keys, of either kind. */
  public boolean exist() {
    return Files.isDirectory(folder);
  }

  /**
   * Makes a test authority and a signer under it.
   *
   * @return false where there are keys already, which stay as they are
   * @throws CredentialException IO
   */
  public boolean init(Algorithm algorithm, String organization, Instant now) {
    if (exist()) {
      return false;
    }
    TestAuthority authority = TestAuthority.create(algorithm, organization, now);
    TestAuthority.Issued signer = authority.signer(algorithm, organization, now);
    try {
      return KeyFolder.create(
          folder,
          part -> {
            KeyFolder.write(part, ROOT, authority.key(), authority.root());
            KeyFolder.write(part, SIGNER, signer.key(), signer.certificate());
            KeySettings.TEST.write(part);
          });
    } catch (IOException e) {
      throw io(e);
    }
  }

  /** Makes test keys where there are none at all. */
  public boolean initIfMissing(Instant now) {
    return init(Algorithm.ES256, "Likeness test, not for real use", now);
  }

  /**
   * Makes a new test signer under the same test authority.
   *
   * @throws CredentialException KEY where there is no test authority, IO
   */
  public void renew(Instant now) {
    X509Certificate root = root();
    TestAuthority authority = new TestAuthority(KeyFolder.key(folder, ROOT, root), root);
    Algorithm algorithm = Algorithm.of(root.getPublicKey()).orElseThrow();
    TestAuthority.Issued signer = authority.signer(algorithm, authority.organization(), now);
    try {
      KeyFolder.write(folder, SIGNER, signer.key(), signer.certificate());
    } catch (IOException e) {
      throw io(e);
    }
  }

  /** How signing goes on from now. */
  public void use(KeySettings settings) {
    try {
      credential(settings);
      settings.write(folder);
    } catch (IOException e) {
      throw io(e);
    }
  }

  /** How signing goes. */
  public KeySettings settings() {
    return KeySettings.read(folder);
  }

  /**
   * The test authority's certificate.
   *
   * @throws CredentialException KEY where there is none
   */
  public X509Certificate root() {
    return KeyFolder.certificate(folder, ROOT);
  }

  /** A certificate as PEM text. */
  public static String pem(X509Certificate certificate) {
    return KeyFolder.pem(certificate);
  }

  /** Whether files are signed with a test certificate. */
  public boolean test() {
    return settings().kind() == KeySettings.Kind.TEST;
  }

  /**
   * What claims are signed with.
   *
   * @throws CredentialException KEY where there is none, it cannot be read, others may read it, or
   *     its certificate is not valid now
   */
  public Credential credential(Instant now) {
    Credential c = credential(settings());
    X509Certificate leaf = c.chain().get(0);
    Instant until = leaf.getNotAfter().toInstant();
    if (now.isAfter(until) || now.isBefore(leaf.getNotBefore().toInstant())) {
      throw new CredentialException(
          CredentialException.Code.KEY,
          "the signing certificate is valid from %s to %s only; %s"
              .formatted(
                  leaf.getNotBefore().toInstant(),
                  until,
                  test()
                      ? "run 'likeness keys renew'"
                      : "get a new one and name it with 'likeness keys use'"));
    }
    return c;
  }

  private Credential credential(KeySettings s) {
    return switch (s.kind()) {
      case TEST -> {
        X509Certificate leaf = KeyFolder.certificate(folder, SIGNER);
        PrivateKey key = KeyFolder.key(folder, SIGNER, leaf);
        yield new Credential(key, List.of(leaf));
      }
      case PKCS12 -> {
        KeyFolder.requirePrivate(s.requireFile());
        yield KeyStores.pkcs12(s.requireFile(), KeyFolder.password(s), s.alias());
      }
      case PKCS11 -> KeyStores.pkcs11(s.requireFile(), KeyFolder.password(s), s.alias());
    };
  }

  /** Whoever gives time-stamps; null where none was named. */
  public @Nullable TimeStamper stamper() {
    URI tsa = settings().tsa();
    return tsa == null ? null : new HttpTimeStamper(tsa);
  }

  /** Trusts what the test authority issued, where there is one. */
  public Trust trust(Trust others) {
    Optional<X509Certificate> own = exist() ? KeyFolder.find(folder, ROOT) : Optional.empty();
    return own.map(c -> others.and(OWN_ROOT, List.of(c))).orElse(others);
  }

  private CredentialException io(IOException e) {
    return new CredentialException(
        CredentialException.Code.IO, "keys in " + folder + " cannot be written: " + e, e);
  }
}
