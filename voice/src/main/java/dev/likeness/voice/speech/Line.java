package dev.likeness.voice.speech;

import java.util.List;

/**
 * One sentence, ready to be said: words as they are read out, punctuation and pauses.
 *
 * @param pieces in order, at least one of them a word or a pause
 */
public record Line(List<Piece> pieces) {

  /** What a sentence is made of. */
  public sealed interface Piece {
    Manner manner();
  }

  /**
   * A word.
   *
   * @param text letters and apostrophes, lower or upper case
   * @param letter whether it is the name of a single letter
   */
  public record Spoken(String text, boolean letter, Manner manner) implements Piece {}

  /** A comma, semicolon, colon or dash, or the mark that ends the sentence. */
  public record Mark(String text, Manner manner) implements Piece {}

  /** A pause of so many seconds. */
  public record Pause(double seconds, Manner manner) implements Piece {}

  /**
   * How something is said.
   *
   * @param rate speed, 1 as usual, .5 to 2
   * @param pitch height of the voice, 1 as usual, .5 to 2
   * @param gain loudness, factor on the amplitude, 0 to 4
   */
  public record Manner(double rate, double pitch, double gain) {
    public static final Manner PLAIN = new Manner(1, 1, 1);

    public Manner {
      rate = Math.max(.5, Math.min(rate, 2));
      pitch = Math.max(.5, Math.min(pitch, 2));
      gain = Math.max(0, Math.min(gain, 4));
    }
  }

  public Line {
    pieces = List.copyOf(pieces);
    if (pieces.stream().allMatch(Mark.class::isInstance)) {
      throw new IllegalArgumentException("a sentence without a word: " + pieces);
    }
  }

  /** The words alone, as plain text. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Piece p : pieces) {
      switch (p) {
        case Spoken s -> out.append(out.isEmpty() ? "" : " ").append(s.text());
        case Mark m -> out.append(m.text());
        case Pause x -> {}
      }
    }
    return out.toString();
  }
}
