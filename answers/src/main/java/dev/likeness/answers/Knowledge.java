package dev.likeness.answers;

import dev.likeness.answers.AnswersException.Code;
import dev.likeness.core.Digest;
import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;

/**
 * A collection of documents, cut into passages and indexed with Lucene in a folder. Passages are
 * found by BM25 (Robertson and Zaragoza 2009) over their text and headings. A change is there whole
 * or not at all. One thread.
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

  private final Path folder;
  private final Directory directory;
  private final Thesaurus thesaurus = new Thesaurus();
  private final Map<String, Double> weights = new HashMap<>();
  private DirectoryReader reader;
  private IndexSearcher searcher;

  /**
   * A document that is in it.
   *
   * @param name by which it is cited and replaced: the file's
   * @param sha256 of the file when it was added
   * @param language after ISO 639-1
   */
  public record Source(String name, String sha256, String language, int passages) {}

  /** A passage that was found, and how well. */
  record Hit(Passage passage, Language language, double score) {}

  private Knowledge(Path folder, Directory directory) throws IOException {
    this.folder = folder;
    this.directory = directory;
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  /**
   * Opens a collection, and makes it where there is none.
   *
   * @throws AnswersException INDEX
   */
  public static Knowledge open(Path folder) {
    try {
      Files.createDirectories(folder);
      Directory d = new NIOFSDirectory(folder);
      if (!DirectoryReader.indexExists(d)) {
        try (IndexWriter w = new IndexWriter(d, config())) {
          w.commit();
        }
      }
      return new Knowledge(folder, d);
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
    List<Block> blocks = Documents.read(file);
    String name = String.valueOf(file.getFileName());
    List<Passage> passages = Chopper.passages(name, blocks);
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
          w.addDocument(document(p, language));
        }
        w.addDocument(document(source));
        w.commit();
      }
      reopen();
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
    try {
      reopen();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private void reopen() throws IOException {
    DirectoryReader fresh = DirectoryReader.openIfChanged(reader);
    if (fresh != null) {
      reader.close();
      reader = fresh;
      searcher = new IndexSearcher(reader);
      weights.clear();
    }
  }

  private static Document document(Passage p, Language l) {
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
    List<Source> out = new ArrayList<>();
    for (Document d : find(new TermQuery(new Term(KIND, SOURCE)), Integer.MAX_VALUE / 2)) {
      out.add(
          new Source(
              d.get(SOURCE),
              d.get("sha256"),
              d.get("language"),
              Objects.requireNonNull(d.getField("passages")).numericValue().intValue()));
    }
    out.sort(java.util.Comparator.comparing(Source::name));
    return out;
  }

  private List<Document> find(Query q, int most) {
    try {
      StoredFields fields = searcher.storedFields();
      List<Document> out = new ArrayList<>();
      for (ScoreDoc s :
          searcher.search(q, Math.max(1, Math.min(most, reader.maxDoc()))).scoreDocs) {
        out.add(fields.document(s.doc));
      }
      return out;
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  Question question(String text) {
    Language l = Language.of(text);
    boolean there = sources().stream().anyMatch(s -> s.language().equals(l.code()));
    Language asked =
        there || sources().isEmpty()
            ? l
            : java.util.Arrays.stream(Language.values())
                .filter(x -> x.code().equals(sources().getFirst().language()))
                .findFirst()
                .orElse(l);
    return Question.of(text, asked, thesaurus);
  }

  /** The passages that fit best, the best first. */
  List<Hit> search(Question q, int most) {
    if (q.terms().isEmpty() || reader.numDocs() == 0) {
      return List.of();
    }
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
    try {
      StoredFields fields = searcher.storedFields();
      List<Hit> out = new ArrayList<>();
      for (ScoreDoc s : searcher.search(all.build(), most).scoreDocs) {
        Document d = fields.document(s.doc);
        out.add(
            new Hit(
                new Passage(
                    d.get(SOURCE),
                    d.get("place"),
                    d.get("heading"),
                    d.get("text"),
                    Objects.requireNonNull(d.getField("ordinal")).numericValue().intValue()),
                Language.valueOf(d.get("language")),
                s.score));
      }
      return out;
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private static Query term(String field, String stem, float boost) {
    return new BoostQuery(new TermQuery(new Term(field, stem)), boost);
  }

  /**
   * How much a stem tells one passage from others: inverse document frequency, 0 in all passages, 1
   * where no passage has it.
   */
  double weight(String stem, Language l) {
    return weights.computeIfAbsent(
        l.code() + " " + stem,
        k -> {
          try {
            int n = Math.max(2, reader.numDocs());
            int has =
                reader.docFreq(new Term(TEXTS + l.code(), stem))
                    + reader.docFreq(new Term(HEADINGS + l.code(), stem)) / 2;
            return Math.log((n + 1.0) / (has + 1.0)) / Math.log(n + 1.0);
          } catch (IOException e) {
            throw failed(folder, e);
          }
        });
  }

  @Override
  public void close() {
    try {
      reader.close();
      directory.close();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }
}
