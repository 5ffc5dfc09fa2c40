package dev.likeness.answers;

import dev.likeness.answers.Knowledge.Page;
import dev.likeness.answers.Knowledge.Source;
import dev.likeness.models.SentenceEmbedder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * How documents and their passages stand in a Lucene index, and how they are asked for. Each
 * language has fields of its own, since each is stemmed by its own analyser.
 */
final class Shelfmarks {
  private static final String SOURCE = "source";
  private static final String KIND = "kind";
  private static final String PASSAGE = "passage";
  private static final String HEADINGS = "heading_";
  private static final String TEXTS = "text_";
  private static final String MEANING = "meaning";
  private static final String MARKS = "marks";
  private static final String VECTORS = "vectors";

  /** A word in a heading says more than one in a text. */
  private static final float HEADING = 1.4f;

  /** What another word for a word counts, times its share of the meaning. */
  private static final float OTHER = .6f;

  private static final float TIE = .3f;

  private Shelfmarks() {}

  static IndexWriterConfig config() {
    Map<String, Analyzer> fields = new HashMap<>();
    for (Language l : Language.values()) {
      fields.put(HEADINGS + l.code(), l.analyzer());
      fields.put(TEXTS + l.code(), l.analyzer());
    }
    return new IndexWriterConfig(new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), fields));
  }

  /** All that stands there of a document. */
  static Term of(String source) {
    return new Term(SOURCE, source);
  }

  static Query sources() {
    return new TermQuery(new Term(KIND, SOURCE));
  }

  static Query passages() {
    return new TermQuery(new Term(KIND, PASSAGE));
  }

  /** A passage as it is kept; English ones with their meaning. */
  static Document document(Passage p, Language l, Supplier<SentenceEmbedder> embedder) {
    Document d = new Document();
    d.add(new StringField(KIND, PASSAGE, Field.Store.NO));
    d.add(new StringField(SOURCE, p.source(), Field.Store.YES));
    d.add(new StoredField("place", p.place()));
    p.marks().forEach(m -> d.add(new StoredField(MARKS, m.at() + " " + m.place())));
    d.add(new StoredField("heading", p.heading()));
    d.add(new StoredField("text", p.text()));
    d.add(new StoredField("language", l.name()));
    d.add(new StoredField("ordinal", p.ordinal()));
    d.add(new TextField(HEADINGS + l.code(), p.heading(), Field.Store.NO));
    d.add(new TextField(TEXTS + l.code(), p.text(), Field.Store.NO));
    if (l == Language.ENGLISH) {
      Meaning m = Meaning.of(p, embedder.get());
      d.add(new KnnFloatVectorField(MEANING, m.whole(), VectorSimilarityFunction.DOT_PRODUCT));
      d.add(new StoredField(VECTORS, m.bytes()));
    }
    return d;
  }

  static Document document(Source s) {
    Document d = new Document();
    d.add(new StringField(KIND, SOURCE, Field.Store.NO));
    d.add(new StringField(SOURCE, s.name(), Field.Store.YES));
    d.add(new StoredField("sha256", s.sha256()));
    d.add(new StoredField("language", s.language()));
    d.add(new StoredField("passages", s.passages()));
    return d;
  }

  static Source source(Document d) {
    return new Source(d.get(SOURCE), d.get("sha256"), d.get("language"), whole(d, "passages"));
  }

  private static int whole(Document d, String field) {
    return Objects.requireNonNull(d.getField(field)).numericValue().intValue();
  }

  static Passage passage(Document d) {
    return new Passage(
        d.get(SOURCE),
        d.get("place"),
        d.get("heading"),
        d.get("text"),
        whole(d, "ordinal"),
        Stream.of(d.getValues(MARKS)).map(Shelfmarks::mark).toList());
  }

  private static Passage.Mark mark(String kept) {
    int space = kept.indexOf(' ');
    return new Passage.Mark(Integer.parseInt(kept.substring(0, space)), kept.substring(space + 1));
  }

  static Language language(Document d) {
    return Language.valueOf(d.get("language"));
  }

  /** A passage with all that is known of it. */
  static Page page(Document d, Supplier<SentenceEmbedder> embedder) {
    Passage p = passage(d);
    Language l = language(d);
    BytesRef vectors = d.getBinaryValue(VECTORS);
    Meaning m = vectors == null ? null : Meaning.read(BytesRef.deepCopyOf(vectors).bytes);
    if (m == null && l == Language.ENGLISH) {
      m = Meaning.of(p, embedder.get()); // taken in before meaning was kept
    }
    return new Page(p, l, m, Reading.of(p, l));
  }

  /** Passages by a question's words and by such as say as much. */
  static Query words(Question q) {
    String code = q.language().code();
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (Question.Term t : q.terms()) {
      List<Query> ways = new ArrayList<>();
      ways.add(term(TEXTS + code, t.stem(), 1));
      ways.add(term(HEADINGS + code, t.stem(), HEADING));
      t.others()
          .forEach(
              (stem, share) -> {
                ways.add(term(TEXTS + code, stem, OTHER * share.floatValue()));
                ways.add(term(HEADINGS + code, stem, OTHER * HEADING * share.floatValue()));
              });
      all.add(new DisjunctionMaxQuery(ways, TIE), BooleanClause.Occur.SHOULD);
    }
    return all.build();
  }

  private static Query term(String field, String stem, float boost) {
    return new BoostQuery(new TermQuery(new Term(field, stem)), boost);
  }

  /** Passages by what they mean. */
  static Query meaning(float[] asked, int most) {
    return new KnnFloatVectorQuery(MEANING, asked, most);
  }

  static Term inTexts(String stem, Language l) {
    return new Term(TEXTS + l.code(), stem);
  }

  static Term inHeadings(String stem, Language l) {
    return new Term(HEADINGS + l.code(), stem);
  }
}
