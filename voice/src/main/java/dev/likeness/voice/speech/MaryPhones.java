package dev.likeness.voice.speech;

import java.util.Map;

/** The speech sounds of MaryTTS' US English voices (SAMPA) in ARPAbet, and letters' names. */
final class MaryPhones {
  private static final Map<String, String> ARPABET =
      Map.ofEntries(
          Map.entry("A", "AA"),
          Map.entry("{", "AE"),
          Map.entry("V", "AH"),
          Map.entry("@", "AH"),
          Map.entry("O", "AO"),
          Map.entry("aU", "AW"),
          Map.entry("AI", "AY"),
          Map.entry("aI", "AY"),
          Map.entry("b", "B"),
          Map.entry("tS", "CH"),
          Map.entry("d", "D"),
          Map.entry("D", "DH"),
          Map.entry("E", "EH"),
          Map.entry("r=", "ER"),
          Map.entry("EI", "EY"),
          Map.entry("f", "F"),
          Map.entry("g", "G"),
          Map.entry("h", "HH"),
          Map.entry("I", "IH"),
          Map.entry("i", "IY"),
          Map.entry("dZ", "JH"),
          Map.entry("k", "K"),
          Map.entry("l", "L"),
          Map.entry("m", "M"),
          Map.entry("n", "N"),
          Map.entry("N", "NG"),
          Map.entry("@U", "OW"),
          Map.entry("OI", "OY"),
          Map.entry("p", "P"),
          Map.entry("r", "R"),
          Map.entry("s", "S"),
          Map.entry("S", "SH"),
          Map.entry("t", "T"),
          Map.entry("T", "TH"),
          Map.entry("U", "UH"),
          Map.entry("u", "UW"),
          Map.entry("v", "V"),
          Map.entry("w", "W"),
          Map.entry("j", "Y"),
          Map.entry("z", "Z"),
          Map.entry("Z", "ZH"),
          Map.entry("_", Phone.SILENCE));

  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("a", "' EI"),
          Map.entry("b", "' b i"),
          Map.entry("c", "' s i"),
          Map.entry("d", "' d i"),
          Map.entry("e", "' i"),
          Map.entry("f", "' E f"),
          Map.entry("g", "' dZ i"),
          Map.entry("h", "' EI tS"),
          Map.entry("i", "' AI"),
          Map.entry("j", "' dZ EI"),
          Map.entry("k", "' k EI"),
          Map.entry("l", "' E l"),
          Map.entry("m", "' E m"),
          Map.entry("n", "' E n"),
          Map.entry("o", "' @U"),
          Map.entry("p", "' p i"),
          Map.entry("q", "' k j u"),
          Map.entry("r", "' A r"),
          Map.entry("s", "' E s"),
          Map.entry("t", "' t i"),
          Map.entry("u", "' j u"),
          Map.entry("v", "' v i"),
          Map.entry("w", "' d V - b @ l - j u"),
          Map.entry("x", "' E k s"),
          Map.entry("y", "' w AI"),
          Map.entry("z", "' z i"));

  private MaryPhones() {}

  /**
   * One symbol.
   *
   * @throws SpeechException ENGINE for one that is not known
   */
  static String arpabet(String sampa) {
    String out = ARPABET.get(sampa);
    if (out == null) {
      throw new SpeechException(
          SpeechException.Code.ENGINE, "the voice says a sound '" + sampa + "' that is not known");
    }
    return out;
  }

  /** How a letter's name is said; letters outside a–z have none. */
  static String letter(String letter) {
    return LETTERS.getOrDefault(letter.toLowerCase(java.util.Locale.ROOT), "");
  }
}
