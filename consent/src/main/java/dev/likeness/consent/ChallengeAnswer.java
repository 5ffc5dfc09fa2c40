package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What became of a challenge: the video that answered it and how it did in each check.
 *
 * @param answered when it was brought; whole seconds, before the challenge expires
 * @param video SHA-256 of the video's file
 * @param pictures SHA-256 digests of the reference files that the face was compared with
 */
public record ChallengeAnswer(
    Challenge challenge,
    Instant answered,
    Digest video,
    List<Digest> pictures,
    List<Score> scores) {
  /**
   * The outcome of one check.
   *
   * @param check its name: {@code words}, {@code date}, {@code face}, {@code sync}, {@code take} …
   * @param value what was measured, and {@code bar} what it takes, as decimal numbers
   */
  public record Score(String check, String value, String bar, boolean passed) {
    public Score {
      Texts.require("score.check", check);
      Texts.require("score.value", value);
      Texts.require("score.bar", bar);
    }
  }

  public ChallengeAnswer {
    answered = answered.truncatedTo(ChronoUnit.SECONDS);
    pictures = GrantTerms.requirePictures(pictures);
    scores = List.copyOf(scores);
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("challenge.scores: needs at least one");
    }
    if (answered.isBefore(challenge.issued()) || !answered.isBefore(challenge.expires())) {
      throw new IllegalArgumentException(
          "challenge.answered: %s is not between %s and %s"
              .formatted(answered, challenge.issued(), challenge.expires()));
    }
  }

  /** SHA-256 of all of it as canonical JSON (RFC 8785), as the audit log tells of it. */
  public Digest digest() {
    return Digest.of(
        CanonicalJson.write(ChallengeFormat.toJson(this)).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it did well enough in every check. */
  public boolean passed() {
    return scores.stream().allMatch(Score::passed);
  }
}
