package dev.likeness.forensics.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How somebody writes: which small words, which groups of three characters, and which habits of
 * punctuation, capitals and lengths, each as a rate. Says nothing of what is written about, as far
 * as the vocabulary holds no such words.
 */
public final class Style {
  private static final String SMALL_WORDS = "small-words.txt";
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)*");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?…]+[\"”’)]*\\s+|\\n\\s*\\n");
  private static final Pattern EMOJI =
      Pattern.compile("[\\x{1F300}-\\x{1FAFF}\\x{2600}-\\x{27BF}]|[:;]-?[)(DPp/]");

  private Style() {}

  /** A habit and how it is said. */
  enum Habit {
    COMMAS("commas"),
    PERIODS("full stops"),
    SEMICOLONS("semicolons"),
    COLONS("colons"),
    EXCLAMATIONS("exclamation marks"),
    QUESTIONS("question marks"),
    DASHES("dashes"),
    ELLIPSES("three dots"),
    QUOTES("quotation marks"),
    BRACKETS("brackets"),
    CONTRACTIONS("contractions (don't, I'm)"),
    DIGITS("digits"),
    CAPITALS("capital letters"),
    SHOUTED("words all in capitals"),
    SMALL_I("a small i for I"),
    SMALL_STARTS("sentences that begin with a small letter"),
    EMOJI("emoji"),
    WORD_LENGTH("the length of words"),
    SENTENCE_LENGTH("the length of sentences"),
    SHORT_WORDS("words of up to three letters"),
    LONG_WORDS("words of eight letters and more"),
    NEW_LINES("new lines");

    private final String said;

    Habit(String said) {
      this.said = said;
    }
  }

  /** Words that say little of what a text is about. */
  static List<String> smallWords() {
    try (InputStream in =
        Objects.requireNonNull(Style.class.getResourceAsStream(SMALL_WORDS), SMALL_WORDS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.startsWith("#"))
          .flatMap(l -> Stream.of(l.split(" ")))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(SMALL_WORDS + " of the forensics jar cannot be read", e);
    }
  }

  static String said(int habit) {
    return Habit.values()[habit].said;
  }

  static int habits() {
    return Habit.values().length;
  }

  /** The words of a text, lower-case, in order. */
  static List<String> words(String text) {
    List<String> out = new ArrayList<>();
    Matcher m = WORD.matcher(text);
    while (m.find()) {
      out.add(m.group().toLowerCase(Locale.ROOT).replace('’', '\''));
    }
    return out;
  }

  /** Letters, marks and single spaces, as groups of three are taken from. */
  private static String plain(String text) {
    return (" " + text.toLowerCase(Locale.ROOT) + " ").replace('’', '\'').replaceAll("\\s+", " ");
  }

  static Map<String, Integer> groups(String text) {
    String p = plain(text);
    Map<String, Integer> out = new HashMap<>();
    for (int i = 0; i + 3 <= p.length(); i++) {
      out.merge(p.substring(i, i + 3), 1, Integer::sum);
    }
    return out;
  }

  /** The rates of a text: of the vocabulary's words, of its groups, then the habits. */
  static float[] of(String given, Vocabulary v) {
    String text = Normalizer.normalize(given, Normalizer.Form.NFKC);
    List<String> words = words(text);
    float[] out = new float[v.size()];
    Map<String, Integer> counts = new HashMap<>();
    words.forEach(w -> counts.merge(w, 1, Integer::sum));
    int n = Math.max(1, words.size());
    for (int i = 0; i < v.words().size(); i++) {
      out[i] = (float) counts.getOrDefault(v.words().get(i), 0) / n;
    }
    Map<String, Integer> groups = groups(text);
    int g = Math.max(1, groups.values().stream().mapToInt(Integer::intValue).sum());
    for (int i = 0; i < v.groups().size(); i++) {
      out[v.words().size() + i] = (float) groups.getOrDefault(v.groups().get(i), 0) / g;
    }
    habits(text, words, out, v.words().size() + v.groups().size());
    return out;
  }

  private static void habits(String text, List<String> words, float[] out, int at) {
    double n = Math.max(1, words.size());
    double[] h = new double[habits()];
    int letters = 0;
    int capitals = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      letters += Character.isLetter(c) ? 1 : 0;
      capitals += Character.isUpperCase(c) ? 1 : 0;
      Habit kind = mark(c);
      if (kind != null) {
        h[kind.ordinal()] += 1 / n;
      }
    }
    h[Habit.CAPITALS.ordinal()] = (double) capitals / Math.max(1, letters);
    h[Habit.ELLIPSES.ordinal()] += count(Pattern.compile("\\.\\.\\."), text) / n;
    h[Habit.EMOJI.ordinal()] = count(EMOJI, text) / n;
    h[Habit.SHOUTED.ordinal()] = count(Pattern.compile("\\b\\p{Lu}{2,}\\b"), text) / n;
    h[Habit.SMALL_I.ordinal()] = count(Pattern.compile("(?<![\\p{L}.'’])i(?![\\p{L}.])"), text) / n;
    double chars = 0;
    for (String w : words) {
      chars += w.length();
      h[Habit.CONTRACTIONS.ordinal()] += w.indexOf('\'') > 0 ? 1 / n : 0;
      h[Habit.SHORT_WORDS.ordinal()] += w.length() <= 3 ? 1 / n : 0;
      h[Habit.LONG_WORDS.ordinal()] += w.length() >= 8 ? 1 / n : 0;
    }
    h[Habit.WORD_LENGTH.ordinal()] = chars / n;
    sentences(text, h);
    for (int i = 0; i < h.length; i++) {
      out[at + i] = (float) h[i];
    }
  }

  private static void sentences(String text, double[] h) {
    int all = 0;
    int small = 0;
    double lengths = 0;
    for (String s : SENTENCE_END.split(text)) {
      List<String> words = words(s);
      Matcher first = WORD.matcher(s);
      if (!words.isEmpty() && first.find()) {
        all++;
        lengths += Math.log(words.size());
        small += Character.isLowerCase(s.charAt(first.start())) ? 1 : 0;
      }
    }
    h[Habit.SENTENCE_LENGTH.ordinal()] = lengths / Math.max(1, all);
    h[Habit.SMALL_STARTS.ordinal()] = (double) small / Math.max(1, all);
  }

  private static @org.jspecify.annotations.Nullable Habit mark(char c) {
    return switch (c) {
      case ',' -> Habit.COMMAS;
      case '.' -> Habit.PERIODS;
      case ';' -> Habit.SEMICOLONS;
      case ':' -> Habit.COLONS;
      case '!' -> Habit.EXCLAMATIONS;
      case '?' -> Habit.QUESTIONS;
      case '-', '–', '—' -> Habit.DASHES;
      case '…' -> Habit.ELLIPSES;
      case '"', '“', '”', '«', '»' -> Habit.QUOTES;
      case '(', ')', '[', ']' -> Habit.BRACKETS;
      case '\n' -> Habit.NEW_LINES;
      default -> Character.isDigit(c) ? Habit.DIGITS : null;
    };
  }

  private static double count(Pattern p, String text) {
    Matcher m = p.matcher(text);
    int n = 0;
    while (m.find()) {
      n++;
    }
    return n;
  }
}
