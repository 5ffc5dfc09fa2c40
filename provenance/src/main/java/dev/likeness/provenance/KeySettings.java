package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.CredentialException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How files are signed. Kept as {@code signing.properties}; it names files and never holds a
 * password.
 *
 * @param file the PKCS#12 file, or the configuration of the PKCS#11 provider; null for test keys
 * @param alias of the key; null where there is one only
 * @param password a file that only its owner may read and that holds the password or PIN alone
 * @param tsa a time-stamping authority; null for none
 */
public record KeySettings(
    Kind kind,
    @Nullable Path file,
    @Nullable String alias,
    @Nullable Path password,
    @Nullable URI tsa) {
  /** Where the signing key is. */
  public enum Kind {
    TEST,
    PKCS12,
    PKCS11
  }

  static final KeySettings TEST = new KeySettings(Kind.TEST, null, null, null, null);
  private static final String NAME = "signing.properties";

  /** The same with another time-stamping authority; null for none. */
  public KeySettings stampedBy(@Nullable URI authority) {
    return new KeySettings(kind, file, alias, password, authority);
  }

  Path requireFile() {
    if (file == null) {
      throw new CredentialException(
          CredentialException.Code.KEY, "the settings for signing name no key file");
    }
    return file;
  }

  void write(Path folder) throws IOException {
    Properties p = new Properties();
    p.setProperty("signer", kind.name().toLowerCase(Locale.ROOT));
    put(p, "file", file);
    put(p, "alias", alias);
    put(p, "password-file", password);
    put(p, "tsa", tsa);
    StringWriter out = new StringWriter();
    p.store(out, null);
    KeyFolder.writePrivate(folder.resolve(NAME), out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void put(Properties p, String key, @Nullable Object value) {
    if (value != null) {
      p.setProperty(key, value.toString());
    }
  }

  /**
   * @throws CredentialException KEY
   */
  static KeySettings read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return TEST;
    }
    try {
      Properties p = new Properties();
      p.load(new StringReader(Files.readString(file)));
      String tsa = p.getProperty("tsa");
      return new KeySettings(
          Kind.valueOf(p.getProperty("signer", "test").toUpperCase(Locale.ROOT)),
          path(p.getProperty("file")),
          p.getProperty("alias"),
          path(p.getProperty("password-file")),
          tsa == null ? null : URI.create(tsa));
    } catch (IOException | IllegalArgumentException e) {
      throw new CredentialException(
          CredentialException.Code.KEY,
          "the settings for signing in " + file + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }
}
