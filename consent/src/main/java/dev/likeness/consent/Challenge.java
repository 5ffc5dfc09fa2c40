package dev.likeness.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a person is asked to say before a camera: a date and words that nobody knew before. An
 * answer that is brought in time was therefore recorded between {@code issued} and {@code expires}.
 *
 * @param id what grants and records call it
 * @param subject the pseudonym of who is asked
 * @param date to be said first
 * @param words to be said next, in this order; all different
 * @param issued whole seconds
 * @param expires until when an answer is taken, exclusive; whole seconds
 */
public record Challenge(
    String id,
    String subject,
    LocalDate date,
    List<String> words,
    Instant issued,
    Instant expires) {
  public Challenge {
    Texts.requireId("challenge.id", id);
    Texts.require("challenge.subject", subject);
    words = List.copyOf(words);
    words.forEach(w -> Texts.require("challenge.words", w));
    if (words.isEmpty() || words.stream().distinct().count() != words.size()) {
      throw new IllegalArgumentException("challenge.words: needs different words, not " + words);
    }
    issued = issued.truncatedTo(ChronoUnit.SECONDS);
    expires = expires.truncatedTo(ChronoUnit.SECONDS);
    if (!expires.isAfter(issued)) {
      throw new IllegalArgumentException("challenge.expires: " + expires + " is not after issued");
    }
  }

  /**
   * Draws words.
   *
   * @param vocabulary to draw from; 93 words give 6.5 bits each
   * @param chance must be unguessable, such as {@link java.security.SecureRandom}
   */
  public static List<String> draw(List<String> vocabulary, int words, RandomGenerator chance) {
    if (words < 1 || words > vocabulary.size()) {
      throw new IllegalArgumentException(
          "%d words out of %d cannot be drawn".formatted(words, vocabulary.size()));
    }
    List<String> left = new java.util.ArrayList<>(vocabulary);
    List<String> drawn = new java.util.ArrayList<>();
    while (drawn.size() < words) {
      drawn.add(left.remove(chance.nextInt(left.size())));
    }
    return drawn;
  }
}
