package dev.likeness.voice.speech;

import dev.likeness.voice.speech.Line.Manner;
import dev.likeness.voice.speech.Line.Mark;
import dev.likeness.voice.speech.Line.Pause;
import dev.likeness.voice.speech.Line.Piece;
import dev.likeness.voice.speech.Line.Spoken;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts sentences together from runs of text, each said in one manner. Not thread-safe. */
final class LineBuilder {
  /** How a run is read. */
  enum As {
    TEXT,
    LETTERS,
    DIGITS,
    CARDINAL,
    ORDINAL
  }

  /** A sentence of more words is cut at the next comma, of twice as many anywhere. */
  private static final int LONG = 40;

  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z]+(?:'[A-Za-z]+)*'?|[.!?]+|[,;:]|[-—–]+|[()\\[\\]]");

  private final Readings readings = new Readings();
  private final List<Line> lines = new ArrayList<>();
  private List<Piece> pieces = new ArrayList<>();
  private int words;

  /**
   * Adds a run.
   *
   * @param where the place of the run, for messages
   * @throws SpeechException SCRIPT
   */
  void text(String run, As as, Manner manner, String where) {
    String latin = latin(run, where);
    switch (as) {
      case TEXT -> tokens(guarded(latin), manner, loud(latin));
      case LETTERS -> letters(latin, manner);
      case DIGITS -> tokens(readings.digits(latin), manner, true);
      case CARDINAL -> tokens(readings.cardinal(latin), manner, true);
      case ORDINAL -> tokens(readings.ordinal(latin), manner, true);
    }
  }

  /** Points of abbreviations that stay do not end a sentence. */
  private String guarded(String text) {
    String out = readings.expand(text);
    // initials: J. R. Smith
    return out.replaceAll("\\b([A-Z])\\.(?=\\s*[A-Z])", "$1");
  }

  void pause(double seconds, Manner manner) {
    if (seconds > 0) {
      pieces.add(new Pause(Math.min(seconds, 10), manner));
      words++; // a pause alone is worth a line
    }
  }

  /** Ends the sentence, if one has begun. */
  void end() {
    if (words > 0) {
      lines.add(new Line(pieces));
    }
    pieces = new ArrayList<>();
    words = 0;
  }

  List<Line> lines() {
    end();
    return lines;
  }

  private void tokens(String text, Manner manner, boolean plainCapitals) {
    Matcher m = TOKEN.matcher(text);
    while (m.find()) {
      String t = m.group();
      char c = t.charAt(0);
      if (Character.isLetter(c)) {
        word(t, manner, plainCapitals);
      } else if (c == '.' || c == '!' || c == '?') {
        pieces.add(new Mark(t.indexOf('?') >= 0 ? "?" : t.substring(0, 1), manner));
        boolean more = m.end() < text.length() && !Character.isWhitespace(text.charAt(m.end()));
        if (words > 0 && !(more && Character.isLetterOrDigit(text.charAt(m.end())))) {
          end();
        }
      } else if (words > 0) {
        boolean hyphen = t.equals("-") && joined(text, m.start(), m.end());
        if (!hyphen) {
          pieces.add(new Mark(c == ';' || c == ':' ? t : ",", manner));
          if (words > LONG) {
            end();
          }
        }
      }
      if (words > 2 * LONG) {
        end();
      }
    }
  }

  private static boolean joined(String text, int from, int to) {
    return from > 0
        && to < text.length()
        && Character.isLetter(text.charAt(from - 1))
        && Character.isLetter(text.charAt(to));
  }

  private void word(String t, Manner manner, boolean plainCapitals) {
    if (!plainCapitals && acronym(t)) {
      letters(t, manner);
    } else {
      pieces.add(new Spoken(t, false, manner));
      words++;
    }
  }

  /** Capitals that are read letter by letter: short ones, and those without a vowel. */
  private static boolean acronym(String t) {
    boolean capitals = t.length() > 1 && t.equals(t.toUpperCase(Locale.ROOT)) && !t.contains("'");
    return capitals && (t.length() <= 3 || !t.matches(".*[AEIOUY].*"));
  }

  /** Whether somebody shouts: then capitals say nothing. */
  private static boolean loud(String t) {
    long upper = t.chars().filter(Character::isUpperCase).count();
    return upper > 12 && upper > t.chars().filter(Character::isLowerCase).count();
  }

  private void letters(String t, Manner manner) {
    for (char c : t.toCharArray()) {
      if (Character.isDigit(c)) {
        tokens(readings.digits(String.valueOf(c)), manner, true);
      } else if (Character.isLetter(c)) {
        pieces.add(new Spoken(String.valueOf(c), true, manner));
        words++;
      }
    }
  }

  /** Accents are taken off Latin letters; letters of other scripts cannot be read. */
  private static String latin(String run, String where) {
    String flat =
        Normalizer.normalize(run, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replace("ß", "ss")
            .replace("æ", "ae")
            .replace("Æ", "Ae")
            .replace("ø", "o")
            .replace("Ø", "O")
            .replace("ł", "l")
            .replace("Ł", "L")
            .replace("œ", "oe");
    int letters = 0;
    StringBuilder strange = new StringBuilder();
    for (int i = 0; i < flat.length(); ) {
      int c = flat.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetter(c)) {
        letters++;
        if (Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN) {
          strange.append(strange.length() < 12 ? Character.toString(c) : "");
        }
      }
    }
    if (!strange.isEmpty() && letters > 0) {
      throw new SpeechException(
          SpeechException.Code.SCRIPT,
          "%s: '%s' is not in Latin letters, and the voice reads English only; write it as it is"
                  .formatted(where, strange)
              + " said, or use an engine for that language");
    }
    return flat;
  }
}
