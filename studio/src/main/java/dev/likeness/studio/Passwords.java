package dev.likeness.studio;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Keeps passwords as Argon2id (RFC 9106) with 19 MiB, two passes and one lane, as OWASP's Password
 * Storage Cheat Sheet asks for at least. One is computed at a time, so that guessing costs no
 * memory. Thread-safe.
 */
final class Passwords {
  static final int SHORTEST = 10;
  static final int LONGEST = 200;

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int BYTES = 32;
  private static final int SALT = 16;
  private static final Pattern KEPT =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([^$]+)\\$([^$]+)");

  private final SecureRandom chance = new SecureRandom();
  private final Semaphore turn = new Semaphore(1, true);
  private final String nobodys;

  Passwords() {
    nobodys = keep("a password that nobody has");
  }

  /**
   * Whether it can be a password.
   *
   * @throws StudioException BAD_REQUEST
   */
  static void require(String password) {
    int n = password.codePointCount(0, password.length());
    if (n < SHORTEST || n > LONGEST) {
      throw Call.bad("a password needs %d to %d characters".formatted(SHORTEST, LONGEST));
    }
  }

  /** As it is kept: the algorithm's own text form, with a salt. */
  String keep(String password) {
    byte[] salt = new byte[SALT];
    chance.nextBytes(salt);
    Base64.Encoder b64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            MEMORY_KIB,
            PASSES,
            b64.encodeToString(salt),
            b64.encodeToString(hash(password, salt, MEMORY_KIB, PASSES)));
  }

  /** Whether a password is the one that was kept. */
  boolean same(String password, String kept) {
    Matcher m = KEPT.matcher(kept);
    if (!m.matches()) {
      return false;
    }
    byte[] salt = Base64.getDecoder().decode(m.group(3));
    byte[] expected = Base64.getDecoder().decode(m.group(4));
    byte[] got = hash(password, salt, Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
    return MessageDigest.isEqual(expected, got);
  }

  /** Takes as long as {@link #same}, for a name that nobody has. */
  boolean nobody(String password) {
    same(password, nobodys);
    return false;
  }

  private byte[] hash(String password, byte[] salt, int memory, int passes) {
    Argon2BytesGenerator g = new Argon2BytesGenerator();
    g.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] out = new byte[BYTES];
    turn.acquireUninterruptibly();
    try {
      g.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
    } finally {
      turn.release();
    }
    return out;
  }
}
