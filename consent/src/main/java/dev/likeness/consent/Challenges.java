package dev.likeness.consent;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The challenges of this installation: {@code ID.json} for each, {@code ID.answer.json} once it was
 * answered, {@code ID.used.json} once a grant stands on it. A challenge takes one answer, good or
 * bad, and a passed one carries one grant. Challenges and answers are signed by the operator's key,
 * so that none can be written by hand. Thread-safe, and safe among processes.
 */
public final class Challenges {
  /** How long an answer is taken. */
  public static final Duration OPEN = Duration.ofMinutes(15);

  private static final String SIGNATURE = "signature";

  private final Path folder;
  private final OperatorKey operator;

  private Challenges(Path folder, OperatorKey operator) {
    this.folder = folder;
    this.operator = operator;
  }

  /**
   * @param operator whose key answers are signed with
   */
  public static Challenges in(Path folder, OperatorKey operator) {
    return new Challenges(folder, operator);
  }

  /**
   * Sets a challenge and keeps it.
   *
   * @param subject the pseudonym of who is asked
   * @param words see {@link Challenge#draw}
   * @param today where the person is
   * @param chance for the id
   */
  public Challenge set(
      String subject, List<String> words, LocalDate today, Clock clock, RandomGenerator chance) {
    byte[] id = new byte[8];
    chance.nextBytes(id);
    Instant now = clock.instant();
    Challenge c =
        new Challenge(
            "challenge-" + HexFormat.of().formatHex(id),
            subject,
            today,
            words,
            now,
            now.plus(OPEN));
    try {
      create(file(c.id()), signed(ChallengeFormat.toJson(c)));
    } catch (FileAlreadyExistsException e) {
      throw new IllegalStateException("the same 64 random bits twice: " + c.id(), e);
    }
    return c;
  }

  /**
   * A challenge that was set here.
   *
   * @throws ConsentException UNKNOWN, FORMAT, IO
   */
  public Challenge get(String id) {
    return ChallengeFormat.challenge(own(id, file(id)));
  }

  /**
   * The answer that a challenge got, if it got one.
   *
   * @throws ConsentException FORMAT where it is not as this installation wrote it
   */
  public Optional<ChallengeAnswer> answer(String id) {
    Path f = answerFile(id);
    if (!Files.exists(f)) {
      return Optional.empty();
    }
    return Optional.of(ChallengeFormat.answer(own(id, f)));
  }

  /** What this installation wrote into a file, and nobody else. */
  private ObjectNode own(String id, Path file) {
    ObjectNode o = read(id, file);
    String signature = o.path(SIGNATURE).asString("");
    o.remove(SIGNATURE);
    if (!operator.pair().publicKey().verifies(CanonicalJson.write(o), signature)) {
      throw new ConsentException(
          ConsentException.Code.FORMAT,
          file + " is not as it was written here; set a new challenge");
    }
    return o;
  }

  private ObjectNode signed(ObjectNode o) {
    o.put(SIGNATURE, operator.pair().sign(CanonicalJson.write(o)));
    return o;
  }

  /**
   * Lets a grant stand on a passed challenge, which uses it up.
   *
   * @throws ConsentRefused CHALLENGE where another grant stands on it
   */
  public void use(String id, String grant) {
    try {
      create(
          folder.resolve(Texts.requireId("challenge", id) + ".used.json"),
          CanonicalJson.object().put("grant", grant));
    } catch (FileAlreadyExistsException e) {
      throw new ConsentRefused(
          ConsentRefused.Reason.CHALLENGE,
          "another grant stands on challenge %s already; set a new one with 'likeness consent"
                  .formatted(id)
              + " challenge'");
    }
  }

  /**
   * The challenge, if it still takes an answer: to be asked before a video is looked at.
   *
   * @throws ConsentRefused CHALLENGE when it was answered before, or its time is over
   */
  public Challenge open(String id, Clock clock) {
    Challenge c = get(id);
    if (Files.exists(answerFile(id))) {
      throw answered(c);
    }
    if (!clock.instant().isBefore(c.expires())) {
      throw new ConsentRefused(
          ConsentRefused.Reason.CHALLENGE,
          "challenge %s took answers until %s; set a new one with 'likeness consent challenge'"
              .formatted(id, c.expires()));
    }
    return c;
  }

  /**
   * Keeps an answer, which uses the challenge up.
   *
   * @throws ConsentRefused CHALLENGE when another answer was quicker
   */
  public void keep(ChallengeAnswer a) {
    try {
      create(answerFile(a.challenge().id()), signed(ChallengeFormat.toJson(a)));
    } catch (FileAlreadyExistsException e) {
      throw answered(a.challenge());
    }
  }

  private static ConsentRefused answered(Challenge c) {
    return new ConsentRefused(
        ConsentRefused.Reason.CHALLENGE,
        "challenge %s was answered before, and takes one answer only; set a new one with 'likeness"
                .formatted(c.id())
            + " consent challenge'");
  }

  private Path file(String id) {
    return folder.resolve(Texts.requireId("challenge", id) + ".json");
  }

  private Path answerFile(String id) {
    return folder.resolve(Texts.requireId("challenge", id) + ".answer.json");
  }

  private static void create(Path file, ObjectNode json) throws FileAlreadyExistsException {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      PrivateFiles.create(file, CanonicalJson.pretty(json).getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw new ConsentException(
          ConsentException.Code.IO, "cannot write " + file + ": " + Trouble.of(e), e);
    }
  }

  private static ObjectNode read(String id, Path file) {
    if (!Files.exists(file)) {
      throw new ConsentException(
          ConsentException.Code.UNKNOWN,
          "there is no challenge %s here; 'likeness consent challenge' sets one".formatted(id));
    }
    try {
      return CanonicalJson.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ConsentException(
          ConsentException.Code.IO, "cannot read " + file + ": " + Trouble.of(e), e);
    }
  }
}
