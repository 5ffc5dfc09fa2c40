package dev.likeness.answers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** A language that documents and questions may be in: how its words are cut and stemmed. */
public enum Language {
  ENGLISH(
      "en",
      new EnglishForms(stop(EnglishAnalyzer.getDefaultStopSet(), StopWords.ENGLISH)),
      EnglishAnalyzer.getDefaultStopSet()),
  GERMAN(
      "de",
      new GermanAnalyzer(stop(GermanAnalyzer.getDefaultStopSet(), StopWords.GERMAN)),
      GermanAnalyzer.getDefaultStopSet()),
  FRENCH(
      "fr",
      new FrenchAnalyzer(stop(FrenchAnalyzer.getDefaultStopSet(), StopWords.FRENCH)),
      FrenchAnalyzer.getDefaultStopSet()),
  SPANISH(
      "es",
      new SpanishAnalyzer(stop(SpanishAnalyzer.getDefaultStopSet(), StopWords.SPANISH)),
      SpanishAnalyzer.getDefaultStopSet()),
  ITALIAN(
      "it",
      new ItalianAnalyzer(stop(ItalianAnalyzer.getDefaultStopSet(), StopWords.ITALIAN)),
      ItalianAnalyzer.getDefaultStopSet());

  private final String code;
  private final Analyzer analyzer;
  private final CharArraySet usual;

  Language(String code, Analyzer analyzer, CharArraySet usual) {
    this.code = code;
    this.analyzer = analyzer;
    this.usual = usual;
  }

  /** After ISO 639-1. */
  public String code() {
    return code;
  }

  Analyzer analyzer() {
    return analyzer;
  }

  /**
   * A word of a text.
   *
   * @param surface as it stands there
   * @param stem what it is found by
   */
  record Word(String surface, String stem) {}

  /** The words that carry meaning, in their order. */
  List<Word> words(String text) {
    List<Word> out = new ArrayList<>();
    try (TokenStream s = analyzer.tokenStream("", text)) {
      CharTermAttribute term = s.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = s.addAttribute(OffsetAttribute.class);
      s.reset();
      while (s.incrementToken()) {
        out.add(
            new Word(text.substring(offset.startOffset(), offset.endOffset()), term.toString()));
      }
      s.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out;
  }

  /** The one with whose small words a text is fullest; English where none is. */
  static Language of(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
    Language best = ENGLISH;
    long most = 0;
    for (Language l : values()) {
      long n = Arrays.stream(words).filter(w -> !w.isEmpty() && l.usual.contains(w)).count();
      if (n > most) {
        most = n;
        best = l;
      }
    }
    return best;
  }

  private static CharArraySet stop(CharArraySet usual, List<String> more) {
    CharArraySet all = new CharArraySet(usual, true);
    all.addAll(more);
    return CharArraySet.unmodifiableSet(all);
  }
}
