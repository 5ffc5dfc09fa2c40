package dev.likeness.consent;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 key pair with which a person signs grants and revocations. It belongs in that
 * person's hands, not in the operator's. Nothing of the private key is ever printed. Thread-safe.
 */
public final class SubjectKeys {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");
  private static final String PROBE = "likeness: do these two keys belong together?";

  private final PrivateKey secret;
  private final SubjectKey key;

  private SubjectKeys(PrivateKey secret, SubjectKey key) {
    this.secret = secret;
    this.key = key;
  }

  /** A new pair from the platform's secure random. */
  public static SubjectKeys generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SubjectKeys(pair.getPrivate(), SubjectKey.of(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  /**
   * Writes the private key as PKCS#8 PEM with mode 0600, and beside it, with {@code .pub} appended,
   * the public key as SubjectPublicKeyInfo PEM (RFC 7468).
   *
   * @throws ConsentException KEY_FILE when a file of that name exists: no key is ever overwritten
   */
  public void store(Path file) {
    Path pub = publicFile(file);
    try {
      PrivateFiles.create(file, pem("PRIVATE KEY", secret.getEncoded()));
      PrivateFiles.create(pub, pem("PUBLIC KEY", key.encoded()));
    } catch (FileAlreadyExistsException e) {
      throw bad(e.getMessage() + " exists already; keys are not overwritten, name another file", e);
    } catch (IOException e) {
      throw new ConsentException(
          ConsentException.Code.IO, "cannot write key " + file + ": " + Trouble.of(e), e);
    }
  }

  /**
   * Reads what {@link #store} wrote.
   *
   * @throws ConsentException KEY_FILE when it is no such key, the two files do not belong together,
   *     or others may read the private one
   */
  public static SubjectKeys load(Path file) {
    try {
      if (PrivateFiles.openToOthers(file)) {
        throw bad("key " + file + " may be read by others; run chmod 600 on it", null);
      }
      PrivateKey secret =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(read(file, "PRIVATE KEY")));
      if (!(secret instanceof EdECPrivateKey)) {
        throw bad("key " + file + " is not an Ed25519 key", null);
      }
      SubjectKeys keys = new SubjectKeys(secret, loadPublic(publicFile(file)));
      if (!keys.key.verifies(PROBE, keys.sign(PROBE))) {
        throw bad("keys " + file + " and " + publicFile(file) + " do not belong together", null);
      }
      return keys;
    } catch (GeneralSecurityException e) {
      throw bad("key " + file + " is not an Ed25519 key in PKCS#8", null);
    } catch (IOException e) {
      throw new ConsentException(
          ConsentException.Code.IO, "cannot read key " + file + ": " + Trouble.of(e), e);
    }
  }

  /** Reads a public key file. */
  public static SubjectKey loadPublic(Path file) {
    try {
      byte[] spki = read(file, "PUBLIC KEY");
      return SubjectKey.of(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw bad("key " + file + " is not a public Ed25519 key", e);
    } catch (IOException e) {
      throw new ConsentException(
          ConsentException.Code.IO, "cannot read key " + file + ": " + Trouble.of(e), e);
    }
  }

  public SubjectKey publicKey() {
    return key;
  }

  /** Signs the UTF-8 of a text; base64url without padding. */
  public String sign(String text) {
    try {
      Signature s = Signature.getInstance("Ed25519");
      s.initSign(secret);
      s.update(text.getBytes(StandardCharsets.UTF_8));
      return SubjectKey.encode(s.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key that cannot sign", e);
    }
  }

  /** Names the public key only. */
  @Override
  public String toString() {
    return "SubjectKeys[" + key.x() + "]";
  }

  private static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  private static byte[] pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String text = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] read(Path file, String label) throws IOException {
    if (Files.size(file) > 10_000) {
      throw bad("key " + file + " is too long for a key in PEM", null);
    }
    Matcher m = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (!m.matches() || !m.group(1).equals(label)) {
      throw bad("key " + file + " is not PEM with a " + label + " and nothing else", null);
    }
    try {
      return Base64.getMimeDecoder().decode(m.group(2));
    } catch (IllegalArgumentException e) {
      throw bad("key " + file + " is not base64 inside", null);
    }
  }

  private static ConsentException bad(String message, @Nullable Throwable cause) {
    return new ConsentException(ConsentException.Code.KEY_FILE, message, cause);
  }
}
