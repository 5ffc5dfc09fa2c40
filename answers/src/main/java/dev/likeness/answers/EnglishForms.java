package dev.likeness.answers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.sf.extjwnl.dictionary.Dictionary;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * English words as Lucene's own analyser has them, and irregular forms ("lent", "children") by what
 * they are forms of, from WordNet's lists of exceptions.
 */
final class EnglishForms extends Analyzer {
  private static final List<String> LISTS = List.of("noun.exc", "verb.exc");
  private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/";

  private final CharArraySet stop;
  private final StemmerOverrideFilter.StemmerOverrideMap forms;

  EnglishForms(CharArraySet stop) {
    this.stop = stop;
    forms = forms();
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = new StandardTokenizer();
    TokenStream s = new LowerCaseFilter(new EnglishPossessiveFilter(words));
    s = new StemmerOverrideFilter(new StopFilter(s, stop), forms);
    return new TokenStreamComponents(words, new PorterStemFilter(s));
  }

  @Override
  protected TokenStream normalize(String field, TokenStream in) {
    return new LowerCaseFilter(in);
  }

  private static StemmerOverrideFilter.StemmerOverrideMap forms() {
    Map<String, String> all = new HashMap<>();
    Plain plain = new Plain();
    for (String list : LISTS) {
      try (InputStream in =
              Objects.requireNonNull(Dictionary.class.getResourceAsStream(FOLDER + list), list);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String l = lines.readLine(); l != null; l = lines.readLine()) {
          String[] w = l.split(" ");
          if (w.length > 1 && l.indexOf('_') < 0) {
            all.putIfAbsent(w[0], stem(plain, w[1]));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    StemmerOverrideFilter.Builder b = new StemmerOverrideFilter.Builder();
    all.forEach(b::add);
    plain.close();
    try {
      return b.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stem(Analyzer plain, String word) {
    try (TokenStream s = plain.tokenStream("", word)) {
      CharTermAttribute term = s.addAttribute(CharTermAttribute.class);
      s.reset();
      String stem = s.incrementToken() ? term.toString() : word;
      s.end();
      return stem;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stems alone. */
  private static final class Plain extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = new StandardTokenizer();
      return new TokenStreamComponents(words, new PorterStemFilter(words));
    }
  }
}
