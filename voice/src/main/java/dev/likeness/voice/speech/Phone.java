package dev.likeness.voice.speech;

/**
 * A speech sound and when it is said.
 *
 * @param symbol in ARPAbet without stress marks (CMU Pronouncing Dictionary), {@link #SILENCE} for
 *     a pause
 * @param from seconds from the beginning of the sound
 * @param to likewise, not before {@code from}
 * @param stressed whether it is the vowel of a stressed syllable
 */
public record Phone(String symbol, double from, double to, boolean stressed) {
  /** The symbol of a pause. */
  public static final String SILENCE = "SIL";

  public Phone {
    if (!(from >= 0 && to >= from)) {
      throw new IllegalArgumentException("%s from %f to %f s".formatted(symbol, from, to));
    }
  }

  public boolean silent() {
    return symbol.equals(SILENCE);
  }

  Phone later(double seconds) {
    return new Phone(symbol, from + seconds, to + seconds, stressed);
  }
}
