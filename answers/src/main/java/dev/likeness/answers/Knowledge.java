package dev.likeness.answers;

import dev.likeness.answers.AnswersException.Code;
import dev.likeness.core.Digest;
import dev.likeness.core.Trouble;
import dev.likeness.models.SentenceEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A collection of documents, cut into passages and indexed with Lucene in a folder. Passages are
 * found by BM25 (Robertson and Zaragoza 2009) over their text and headings. A change is there whole
 * or not at all. Thread-safe; sees what other processes change.
 */
public final class Knowledge implements AutoCloseable {
  private static final String SOURCE = "source";
  private static final String KIND = "kind";
  private static final String PASSAGE = "passage";
  private static final String HEADINGS = "heading_";
  private static final String TEXTS = "text_";

  /** A word in a heading says more than one in a text. */
  private static final float HEADING = 1.4f;

  private static final float TIE = .3f;

  /** What nearness of meaning counts against words, when passages are put in order. */
  private static final double MEANT = 1.5;

  /** Held, since the platform forgets what is set on a logger that nobody holds. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene.internal.vectorization");

  static {
    // it would advise a JVM option for larger collections of vectors than are kept here
    LUCENE.setLevel(Level.SEVERE);
  }

  private static final String MEANING = "meaning";
  private static final String VECTORS = "vectors";

  private final Path folder;
  private final Directory directory;
  private final Supplier<SentenceEmbedder> embedder;
  private final Thesaurus thesaurus = new Thesaurus();
  private final SearcherManager searchers;

  /** What is the same until the next change. */
  private volatile Known known = new Known(-1, List.of(), Map.of());

  private record Known(long version, List<Source> sources, Map<String, Double> weights) {}

  /**
   * A document that is in it.
   *
   * @param name by which it is cited and replaced: the file's
   * @param sha256 of the file when it was added
   * @param language after ISO 639-1
   */
  public record Source(String name, String sha256, String language, int passages) {}

  /**
   * A passage that was found.
   *
   * @param words how well by its words: BM25, over that of the best; 0 where it was not
   * @param meaning where it lies; null where its language is none that meaning is told of
   */
  record Hit(Passage passage, Language language, double words, @Nullable Meaning meaning) {}

  private Knowledge(Path folder, Directory directory, Supplier<SentenceEmbedder> embedder)
      throws IOException {
    this.folder = folder;
    this.directory = directory;
    this.embedder = embedder;
    searchers = new SearcherManager(directory, null);
  }

  /**
   * Opens a collection, and makes it where there is none.
   *
   * @param embedder tells what English sentences mean; asked for when it is first needed, and not
   *     closed here
   * @throws AnswersException INDEX
   */
  public static Knowledge open(Path folder, Supplier<SentenceEmbedder> embedder) {
    try {
      Files.createDirectories(folder);
      Directory d = new NIOFSDirectory(folder);
      if (!DirectoryReader.indexExists(d)) {
        try (IndexWriter w = new IndexWriter(d, config())) {
          w.commit();
        }
      }
      return new Knowledge(folder, d, embedder);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** Whether a collection is there. */
  public static boolean exists(Path folder) {
    try (Directory d = Files.isDirectory(folder) ? new NIOFSDirectory(folder) : null) {
      return d != null && DirectoryReader.indexExists(d);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private static IndexWriterConfig config() {
    Map<String, Analyzer> fields = new HashMap<>();
    for (Language l : Language.values()) {
      fields.put(HEADINGS + l.code(), l.analyzer());
      fields.put(TEXTS + l.code(), l.analyzer());
    }
    return new IndexWriterConfig(new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), fields));
  }

  private static AnswersException failed(Path folder, IOException e) {
    String why =
        e instanceof LockObtainFailedException
            ? "another process changes it; wait for it"
            : Trouble.of(e);
    return new AnswersException(
        Code.INDEX, "the index in %s cannot be used (%s)".formatted(folder, why), e);
  }

  /**
   * Reads a document and takes it in; one of the same name is replaced.
   *
   * @throws AnswersException READ, KIND, EMPTY: nothing is changed then; INDEX
   */
  public Source add(Path file) {
    List<Passage> passages = Documents.passages(file);
    String name = String.valueOf(file.getFileName());
    StringBuilder all = new StringBuilder();
    passages.forEach(p -> all.append(p.text()).append(' '));
    Language language = Language.of(all.toString());
    try {
      Source source =
          new Source(
              name, Digest.of(Files.readAllBytes(file)).hex(), language.code(), passages.size());
      try (IndexWriter w = new IndexWriter(directory, config())) {
        w.deleteDocuments(new Term(SOURCE, name));
        for (Passage p : passages) {
          w.addDocument(document(p, language, embedder));
        }
        w.addDocument(document(source));
        w.commit();
      }
      return source;
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /**
   * Takes a document out.
   *
   * @throws AnswersException UNKNOWN, INDEX
   */
  public void remove(String name) {
    if (sources().stream().noneMatch(s -> s.name().equals(name))) {
      throw new AnswersException(Code.UNKNOWN, "there is no document " + name);
    }
    try (IndexWriter w = new IndexWriter(directory, config())) {
      w.deleteDocuments(new Term(SOURCE, name));
      w.commit();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** What is done with the index as it is now. */
  private interface Search<T> {
    T in(IndexSearcher searcher) throws IOException;
  }

  private <T> T look(Search<T> search) {
    try {
      searchers.maybeRefresh();
      IndexSearcher s = searchers.acquire();
      try {
        return search.in(s);
      } finally {
        searchers.release(s);
      }
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private Known known(IndexSearcher s) throws IOException {
    long version = ((DirectoryReader) s.getIndexReader()).getVersion();
    Known k = known;
    if (k.version != version) {
      k = new Known(version, sources(s), new ConcurrentHashMap<>());
      known = k;
    }
    return k;
  }

  private static Document document(Passage p, Language l, Supplier<SentenceEmbedder> embedder) {
    Document d = new Document();
    d.add(new StringField(KIND, PASSAGE, Field.Store.NO));
    d.add(new StringField(SOURCE, p.source(), Field.Store.YES));
    d.add(new StoredField("place", p.place()));
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

  private static Document document(Source s) {
    Document d = new Document();
    d.add(new StringField(KIND, SOURCE, Field.Store.NO));
    d.add(new StringField(SOURCE, s.name(), Field.Store.YES));
    d.add(new StoredField("sha256", s.sha256()));
    d.add(new StoredField("language", s.language()));
    d.add(new StoredField("passages", s.passages()));
    return d;
  }

  /** The documents that are in it. */
  public List<Source> sources() {
    return look(s -> known(s).sources);
  }

  private static List<Source> sources(IndexSearcher searcher) throws IOException {
    StoredFields fields = searcher.storedFields();
    List<Source> out = new ArrayList<>();
    int most = Math.max(1, searcher.getIndexReader().maxDoc());
    for (ScoreDoc s : searcher.search(new TermQuery(new Term(KIND, SOURCE)), most).scoreDocs) {
      Document d = fields.document(s.doc);
      out.add(
          new Source(
              d.get(SOURCE),
              d.get("sha256"),
              d.get("language"),
              Objects.requireNonNull(d.getField("passages")).numericValue().intValue()));
    }
    out.sort(Comparator.comparing(Source::name));
    return List.copyOf(out);
  }

  /** Headings and sentences of all English passages, for those who have to expect their words. */
  public List<String> english() {
    return look(
        s -> {
          StoredFields fields = s.storedFields();
          Set<String> out = new LinkedHashSet<>();
          int most = Math.max(1, s.getIndexReader().maxDoc());
          for (ScoreDoc d : s.search(new TermQuery(new Term(KIND, PASSAGE)), most).scoreDocs) {
            Document p = fields.document(d.doc);
            if (Language.valueOf(p.get("language")) == Language.ENGLISH) {
              out.add(p.get("heading"));
              out.addAll(Sentences.of(p.get("text")));
            }
          }
          return List.copyOf(out);
        });
  }

  Question question(String text) {
    Language l = Language.of(text);
    List<Source> sources = sources();
    boolean there = sources.stream().anyMatch(s -> s.language().equals(l.code()));
    Language asked =
        there || sources.isEmpty()
            ? l
            : Arrays.stream(Language.values())
                .filter(x -> x.code().equals(sources.getFirst().language()))
                .findFirst()
                .orElse(l);
    float[] meaning = asked == Language.ENGLISH ? embedder.get().of(text) : null;
    return Question.of(text, asked, thesaurus, meaning);
  }

  /** The passages that fit best by their words and, as many, by their meaning; the best first. */
  List<Hit> search(Question q, int most) {
    return look(
        s -> {
          Map<Integer, Float> found = new LinkedHashMap<>();
          if (!q.terms().isEmpty()) {
            for (ScoreDoc d : s.search(words(q), most).scoreDocs) {
              found.put(d.doc, d.score);
            }
          }
          float best = found.values().stream().max(Float::compare).orElse(1f);
          float[] meaning = q.meaning();
          if (meaning != null) {
            for (ScoreDoc d :
                s.search(new KnnFloatVectorQuery(MEANING, meaning, most), most).scoreDocs) {
              found.putIfAbsent(d.doc, 0f);
            }
          }
          StoredFields fields = s.storedFields();
          List<Hit> out = new ArrayList<>();
          for (Map.Entry<Integer, Float> e : found.entrySet()) {
            out.add(hit(fields.document(e.getKey()), e.getValue() / best));
          }
          out.sort(Comparator.comparingDouble((Hit h) -> order(h, q)).reversed());
          return out;
        });
  }

  private static double order(Hit h, Question q) {
    float[] asked = q.meaning();
    double near = h.meaning == null || asked == null ? 0 : h.meaning.nearest(asked);
    return h.words + MEANT * near;
  }

  private Hit hit(Document d, double words) {
    Passage p =
        new Passage(
            d.get(SOURCE),
            d.get("place"),
            d.get("heading"),
            d.get("text"),
            Objects.requireNonNull(d.getField("ordinal")).numericValue().intValue());
    Language l = Language.valueOf(d.get("language"));
    BytesRef vectors = d.getBinaryValue(VECTORS);
    Meaning m = vectors == null ? null : Meaning.read(BytesRef.deepCopyOf(vectors).bytes);
    if (m == null && l == Language.ENGLISH) {
      m = Meaning.of(p, embedder.get()); // taken in before meaning was kept
    }
    return new Hit(p, l, words, m);
  }

  private static Query words(Question q) {
    String code = q.language().code();
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (Question.Term t : q.terms()) {
      List<Query> ways = new ArrayList<>();
      ways.add(term(TEXTS + code, t.stem(), 1));
      ways.add(term(HEADINGS + code, t.stem(), HEADING));
      t.others()
          .forEach(
              (stem, share) -> {
                ways.add(term(TEXTS + code, stem, .6f * share.floatValue()));
                ways.add(term(HEADINGS + code, stem, .6f * HEADING * share.floatValue()));
              });
      all.add(new DisjunctionMaxQuery(ways, TIE), BooleanClause.Occur.SHOULD);
    }
    return all.build();
  }

  private static Query term(String field, String stem, float boost) {
    return new BoostQuery(new TermQuery(new Term(field, stem)), boost);
  }

  /**
   * How much a stem tells one passage from others: inverse document frequency, 0 in all passages, 1
   * where no passage has it.
   */
  double weight(String stem, Language l) {
    return look(
        s -> {
          Map<String, Double> weights = known(s).weights;
          String key = l.code() + " " + stem;
          Double there = weights.get(key);
          if (there != null) {
            return there;
          }
          int n = Math.max(2, s.getIndexReader().numDocs());
          int has =
              s.getIndexReader().docFreq(new Term(TEXTS + l.code(), stem))
                  + s.getIndexReader().docFreq(new Term(HEADINGS + l.code(), stem)) / 2;
          double w = Math.log((n + 1.0) / (has + 1.0)) / Math.log(n + 1.0);
          weights.put(key, w);
          return w;
        });
  }

  @Override
  public void close() {
    try {
      searchers.close();
      directory.close();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }
}
