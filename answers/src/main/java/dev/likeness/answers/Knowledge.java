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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * A collection of documents, cut into passages and indexed with Lucene in a folder. Passages are
 * found by BM25 (Robertson and Zaragoza 2009) over their text and headings. A change is there whole
 * or not at all. Thread-safe; sees what other processes change.
 */
public final class Knowledge implements AutoCloseable {
  /** What nearness of meaning counts against words, when passages are put in order. */
  private static final double MEANT = 1.5;

  /** So many passages are kept in memory, about 15 KB each. */
  private static final int HELD = 2000;

  /** Held, since the platform forgets what is set on a logger that nobody holds. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene.internal.vectorization");

  static {
    // it would advise a JVM option for larger collections of vectors than are kept here
    LUCENE.setLevel(Level.SEVERE);
  }

  private final Path folder;
  private final Directory directory;
  private final Supplier<SentenceEmbedder> embedder;
  private final Thesaurus thesaurus = new Thesaurus();
  private final SearcherManager searchers;

  /** What is the same until the next change. */
  private volatile Known known = new Known(-1, List.of(), Map.of(), Map.of());

  /**
   * @param pages by their numbers in the index; not more than {@link #HELD}
   */
  private record Known(
      long version, List<Source> sources, Map<String, Double> weights, Map<Integer, Page> pages) {}

  /**
   * A document that is in it.
   *
   * @param name by which it is cited and replaced: the file's
   * @param sha256 of the file when it was added
   * @param language after ISO 639-1
   */
  public record Source(String name, String sha256, String language, int passages) {}

  /**
   * A passage with all that is known of it, whatever is asked.
   *
   * @param meaning where it lies; null where its language is none that meaning is told of
   */
  record Page(Passage passage, Language language, @Nullable Meaning meaning, Reading reading) {}

  /**
   * A passage that was found.
   *
   * @param words how well by its words: BM25, over that of the best; 0 where it was not
   */
  record Hit(Page page, double words) {
    Passage passage() {
      return page.passage;
    }

    Language language() {
      return page.language;
    }

    @Nullable Meaning meaning() {
      return page.meaning;
    }

    Reading reading() {
      return page.reading;
    }
  }

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
        try (IndexWriter w = new IndexWriter(d, Shelfmarks.config())) {
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
      try (IndexWriter w = new IndexWriter(directory, Shelfmarks.config())) {
        w.deleteDocuments(Shelfmarks.of(name));
        for (Passage p : passages) {
          w.addDocument(Shelfmarks.document(p, language, embedder));
        }
        w.addDocument(Shelfmarks.document(source));
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
    try (IndexWriter w = new IndexWriter(directory, Shelfmarks.config())) {
      w.deleteDocuments(Shelfmarks.of(name));
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
      k = new Known(version, sources(s), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
      known = k;
    }
    return k;
  }

  /** The documents that are in it. */
  public List<Source> sources() {
    return look(s -> known(s).sources);
  }

  private static List<Source> sources(IndexSearcher searcher) throws IOException {
    StoredFields fields = searcher.storedFields();
    List<Source> out = new ArrayList<>();
    int most = Math.max(1, searcher.getIndexReader().maxDoc());
    for (ScoreDoc s : searcher.search(Shelfmarks.sources(), most).scoreDocs) {
      out.add(Shelfmarks.source(fields.document(s.doc)));
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
          for (ScoreDoc d : s.search(Shelfmarks.passages(), most).scoreDocs) {
            Document p = fields.document(d.doc);
            if (Shelfmarks.language(p) == Language.ENGLISH) {
              Passage passage = Shelfmarks.passage(p);
              out.add(passage.heading());
              out.addAll(Sentences.of(passage.text()));
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
    float[] meaning = asked == Language.ENGLISH ? meaning(text) : null;
    return Question.of(text, asked, thesaurus, meaning);
  }

  /** Where an English sentence lies by its meaning. */
  float[] meaning(String sentence) {
    return embedder.get().of(sentence);
  }

  /** The passages that fit best by their words and, as many, by their meaning; the best first. */
  List<Hit> search(Question q, int most) {
    return look(
        s -> {
          Map<Integer, Float> found = new LinkedHashMap<>();
          if (!q.terms().isEmpty()) {
            for (ScoreDoc d : s.search(Shelfmarks.words(q), most).scoreDocs) {
              found.put(d.doc, d.score);
            }
          }
          float best = found.values().stream().max(Float::compare).orElse(1f);
          float[] meaning = q.meaning();
          if (meaning != null) {
            for (ScoreDoc d : s.search(Shelfmarks.meaning(meaning, most), most).scoreDocs) {
              found.putIfAbsent(d.doc, 0f);
            }
          }
          StoredFields fields = s.storedFields();
          List<Hit> out = new ArrayList<>();
          for (Map.Entry<Integer, Float> e : found.entrySet()) {
            out.add(new Hit(page(s, fields, e.getKey()), e.getValue() / best));
          }
          out.sort(Comparator.comparingDouble((Hit h) -> order(h, q)).reversed());
          return out;
        });
  }

  private Page page(IndexSearcher s, StoredFields fields, int number) throws IOException {
    Map<Integer, Page> pages = known(s).pages;
    Page there = pages.get(number);
    if (there == null) {
      there = Shelfmarks.page(fields.document(number), embedder);
      if (pages.size() < HELD) {
        pages.put(number, there);
      }
    }
    return there;
  }

  private static double order(Hit h, Question q) {
    float[] asked = q.meaning();
    Meaning meaning = h.meaning();
    double near = meaning == null || asked == null ? 0 : meaning.nearest(asked);
    return h.words + MEANT * near;
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
              s.getIndexReader().docFreq(Shelfmarks.inTexts(stem, l))
                  + s.getIndexReader().docFreq(Shelfmarks.inHeadings(stem, l)) / 2;
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
