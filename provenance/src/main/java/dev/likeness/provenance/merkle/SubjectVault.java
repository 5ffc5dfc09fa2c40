package dev.likeness.provenance.merkle;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.PrivateFiles;
import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key for each person whom entries tell of, a file of mode 0600 each. What is personal in an
 * entry is encrypted with it (AES-256-GCM, NIST SP 800-38D), so that dropping the key erases it
 * from the log and from every copy, while tree and proofs stay as they are.
 */
public final class SubjectVault {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  /** Where a person's key was seen last; whether it is there still is looked at each time. */
  private final Map<String, Path> seen = new ConcurrentHashMap<>();

  public SubjectVault(Path folder) {
    this.folder = folder;
  }

  private record Key(String id, byte[] secret) {}

  /** The encrypted fields and the id of the key, which tells nothing of whose it is. */
  public record Sealed(String key, String data) {}

  /**
   * Encrypts fields with a person's key, which is made where there is none.
   *
   * @param sequence of the entry that they are for; they can be opened in no other
   */
  public Sealed seal(String subject, long sequence, ObjectNode fields) {
    try {
      Key key = find(subject).orElse(null);
      if (key == null) {
        key = make(subject);
      }
      byte[] nonce = new byte[NONCE];
      random.nextBytes(nonce);
      Cipher c = cipher(Cipher.ENCRYPT_MODE, key, nonce, sequence);
      byte[] text = c.doFinal(CanonicalJson.write(fields).getBytes(StandardCharsets.UTF_8));
      byte[] data = ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array();
      return new Sealed(key.id, Base64.getUrlEncoder().withoutPadding().encodeToString(data));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The fields; empty where the key is gone or does not fit. */
  public Optional<ObjectNode> open(Sealed sealed, long sequence) {
    Path file = folder.resolve(sealed.key + ".json");
    if (!sealed.key.matches("[0-9a-f]{24}") || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Key key = read(file).key;
      byte[] data = Base64.getUrlDecoder().decode(sealed.data);
      if (data.length < NONCE) {
        return Optional.empty();
      }
      Cipher c = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(data, NONCE), sequence);
      return Optional.of(CanonicalJson.read(c.doFinal(data, NONCE, data.length - NONCE)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Drops a person's key for good.
   *
   * @return the key's id; empty where no entry tells of this person
   */
  public Optional<String> forget(String subject) {
    try {
      Optional<Key> key = find(subject);
      if (key.isPresent()) {
        Path file = folder.resolve(key.get().id + ".json");
        try (FileChannel c = FileChannel.open(file, StandardOpenOption.WRITE)) {
          // the file system may keep the old blocks all the same; docs/leaving.md says so
          PrivateFiles.writeAll(c, new byte[(int) c.size()]);
          c.force(true);
        }
        Files.delete(file);
      }
      return key.map(Key::id);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Key make(String subject) throws IOException {
    byte[] secret = new byte[32];
    byte[] id = new byte[12];
    random.nextBytes(secret);
    random.nextBytes(id);
    Key key = new Key(HexFormat.of().formatHex(id), secret);
    Files.createDirectories(folder);
    ObjectNode o =
        CanonicalJson.object()
            .put("subject", subject)
            .put("key", Base64.getEncoder().encodeToString(secret));
    PrivateFiles.replace(
        folder.resolve(key.id + ".json"), CanonicalJson.write(o).getBytes(StandardCharsets.UTF_8));
    return key;
  }

  private Optional<Key> find(String subject) throws IOException {
    Path known = seen.get(subject);
    if (known != null && Files.exists(known)) {
      Owned o = read(known);
      if (o.subject.equals(subject)) {
        return Optional.of(o.key);
      }
    }
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.json")) {
      for (Path f : all) {
        Owned o = read(f);
        if (o.subject.equals(subject)) {
          seen.put(subject, f);
          return Optional.of(o.key);
        }
      }
    }
    return Optional.empty();
  }

  private record Owned(String subject, Key key) {}

  private static Owned read(Path file) throws IOException {
    String id = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    try {
      ObjectNode o = CanonicalJson.read(Files.readAllBytes(file));
      byte[] secret = Base64.getDecoder().decode(o.path("key").asString(""));
      if (secret.length == 32) {
        return new Owned(o.path("subject").asString(""), new Key(id, secret));
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new LogException(
        LogException.Code.KEY,
        file + " is no subject's key any more; put back a copy, or remove it to forget the person");
  }

  private static Cipher cipher(int mode, Key key, byte[] nonce, long sequence)
      throws GeneralSecurityException {
    Cipher c = Cipher.getInstance("AES/GCM/NoPadding");
    c.init(mode, new SecretKeySpec(key.secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    c.updateAAD(("likeness-audit/1 " + sequence).getBytes(StandardCharsets.US_ASCII));
    return c;
  }

  private LogException failed(IOException e) {
    return new LogException(
        LogException.Code.IO,
        "cannot read or write the keys in %s: %s; check that the folder is there and yours"
            .formatted(folder, Trouble.of(e)),
        e);
  }
}
