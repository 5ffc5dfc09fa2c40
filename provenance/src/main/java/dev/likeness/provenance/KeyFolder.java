package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.CredentialException;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Key files: private ones are 0600 PEM (RFC 7468), and read only while nobody else may. */
final class KeyFolder {
  private KeyFolder() {}

  /** What fills a new folder. */
  interface Filling {
    void in(Path part) throws IOException;
  }

  /** Makes a folder that is whole or not there; false where another one was faster. */
  static boolean create(Path folder, Filling filling) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path part =
        folder.resolveSibling("." + folder.getFileName() + "." + UUID.randomUUID() + ".part");
    Files.createDirectory(part, mode(part, "rwx------"));
    try {
      filling.in(part);
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) {
      // systems differ in how they say that the place is taken
      if (Files.isDirectory(folder)) {
        return false;
      }
      throw e;
    } finally {
      remove(part);
    }
  }

  private static void remove(Path part) throws IOException {
    if (Files.isDirectory(part)) {
      try (Stream<Path> all = Files.list(part)) {
        for (Path f : all.toList()) {
          Files.delete(f);
        }
      }
      Files.delete(part);
    }
  }

  /** Writes {@code NAME.key} and {@code NAME.pem}. */
  static void write(Path folder, String name, PrivateKey key, X509Certificate certificate)
      throws IOException {
    writePrivate(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    writePrivate(folder.resolve(name + ".pem"), pem(certificate).getBytes(StandardCharsets.UTF_8));
  }

  /** A certificate as text. */
  static String pem(X509Certificate c) {
    try {
      return new String(pem("CERTIFICATE", c.getEncoded()), StandardCharsets.US_ASCII);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read or made here", e);
    }
  }

  private static byte[] pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String text = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes beside and renames; nobody else may read it at any moment. */
  static void writePrivate(Path file, byte[] bytes) throws IOException {
    Path part = Beside.part(file);
    Files.deleteIfExists(part);
    try (var c =
        Files.newByteChannel(
            part,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode(part, "rw-------"))) {
      c.write(java.nio.ByteBuffer.wrap(bytes));
    }
    Beside.sync(part);
    Beside.move(part, file);
  }

  static Optional<X509Certificate> find(Path folder, String name) {
    return Files.exists(folder.resolve(name + ".pem"))
        ? Optional.of(certificate(folder, name))
        : Optional.empty();
  }

  static X509Certificate certificate(Path folder, String name) {
    Path file = folder.resolve(name + ".pem");
    try {
      return Trust.pem(Files.readString(file)).get(0);
    } catch (IOException | IllegalArgumentException e) {
      throw bad(file, "run 'likeness keys init' where there are no keys yet");
    }
  }

  static PrivateKey key(Path folder, String name, X509Certificate certificate) {
    Path file = folder.resolve(name + ".key");
    requirePrivate(file);
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      String body = text.replaceAll("-----[A-Z ]+-----", "").strip();
      String algorithm = certificate.getPublicKey().getAlgorithm();
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      // what the cause says could hold part of the file
      throw bad(file, "it is no private key in PEM form");
    }
  }

  /** The text of a password file without the line's end; none where no file was named. */
  static char[] password(KeySettings settings) {
    Path file = settings.password();
    if (file == null) {
      return new char[0];
    }
    requirePrivate(file);
    try {
      return Files.readString(file).stripTrailing().toCharArray();
    } catch (IOException e) {
      throw bad(file, "it is no text");
    }
  }

  static void requirePrivate(Path file) {
    try {
      if (!Files.exists(file)) {
        throw bad(file, "it is not there");
      }
      if (posix(file)) {
        Set<PosixFilePermission> p = new HashSet<>(Files.getPosixFilePermissions(file));
        p.removeAll(PosixFilePermissions.fromString("rwx------"));
        if (!p.isEmpty()) {
          throw bad(file, "others may read it; run chmod 600 on it");
        }
      }
    } catch (IOException e) {
      throw bad(file, e.getClass().getSimpleName());
    }
  }

  private static boolean posix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] mode(Path file, String bits) {
    return posix(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(bits))
        }
        : new FileAttribute<?>[0];
  }

  private static CredentialException bad(Path file, String why) {
    return new CredentialException(
        CredentialException.Code.KEY, "key file " + file + " cannot be used: " + why);
  }
}
