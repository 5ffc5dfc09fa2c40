package dev.likeness.voice;

import dev.likeness.core.AudioClip;
import edu.cmu.sphinx.decoder.Decoder;
import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.ActiveListFactory;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleActiveListManager;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.decoder.search.WordPruningBreadthFirstSearchManager;
import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.DataBlocker;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.feature.BatchCMN;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.feature.FeatureTransform;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.linguist.lextree.LexTreeLinguist;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hears which words of a closed vocabulary were said, and when: CMU Sphinx (hidden Markov models of
 * English speech sounds) with a {@link WordNet} in place of a language. It always gives the words
 * that fit best, also where something else was said; how many of those that were expected it gives
 * is what tells. Opening takes about 2 s and 100 MB, listening about a tenth of the sound's length.
 * Not thread-safe.
 */
public final class Listener {
  /** The sound must have this rate, in one channel. */
  public static final int RATE = 16_000;

  private static final String MODELS = "/edu/cmu/sphinx/models/en-us/";
  private static final int ACTIVE = 5000;
  private static final double BEAM = 1e-80;
  private static final double WORD_BEAM = 1e-60;
  private static final double WORD_COST = 1e-10;
  private static final double PAUSE_COST = .1;
  private static final double NOISE_COST = 1e-4;

  /**
   * Sphinx tells every step to loggers named for its parts. Held, since the platform forgets what
   * is set on a logger that nobody holds.
   */
  private final List<Logger> quiet =
      Stream.of(
              "edu.cmu.sphinx",
              "AutoCepstrum",
              "BatchCMN",
              "ClipSource",
              "DataBlocker",
              "DeltasFeatureExtractor",
              "DiscreteFourierTransform",
              "FeatureTransform",
              "FrontEnd",
              "Preemphasizer",
              "RaisedCosineWindower",
              "SimpleAcousticScorer")
          .map(Logger::getLogger)
          .toList();

  private final UnitManager units = new UnitManager();
  private final Loader loader;
  private final TiedStateAcousticModel acoustics;
  private final TextDictionary dictionary;

  /** Loads the acoustic model and the dictionary from the class path. */
  public Listener() {
    quiet.forEach(l -> l.setLevel(Level.OFF));
    try {
      loader = new Sphinx3Loader(resource("en-us"), units, 0, 1e-7f, 1e-4f, 4, true);
      acoustics = new TiedStateAcousticModel(loader, units, true);
      acoustics.allocate();
      dictionary =
          new TextDictionary(
              resource("cmudict-en-us.dict"), resource("en-us/noisedict"), List.of(), null, units);
      dictionary.allocate();
    } catch (IOException e) {
      throw new IllegalStateException("the packaged speech models cannot be read", e);
    }
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(TextDictionary.class.getResource(MODELS + name), name);
  }

  /** Whether it knows how this word is pronounced. */
  public boolean knows(String word) {
    return dictionary.getWord(word) != null;
  }

  /** How a word is pronounced, as ARPAbet; empty where it is not known. */
  public List<String> phones(String word) {
    return knows(word)
        ? List.of(dictionary.getWord(word).getMostLikelyPronunciation().getUnits()).stream()
            .map(Unit::getName)
            .toList()
        : List.of();
  }

  /**
   * The words of the net that fit the sound best.
   *
   * @throws IllegalArgumentException when the sound is not of {@link #RATE} in one channel, or the
   *     net has a word that the dictionary lacks
   */
  public Heard listen(AudioClip clip, WordNet net) {
    if (clip.rate() != RATE || clip.channels() != 1) {
      throw new IllegalArgumentException(
          "sound of %d Hz, %d channels: needs 16000 Hz in one"
              .formatted(clip.rate(), clip.channels()));
    }
    for (String w : net.words()) {
      if (!knows(w)) {
        throw new IllegalArgumentException("the dictionary has no word '" + w + "'");
      }
    }
    Recognizer recognizer = new Recognizer(decoder(frontEnd(clip), net), List.of());
    recognizer.allocate();
    @Nullable Result result = recognizer.recognize();
    @Nullable Token last = result == null ? null : result.getBestFinalToken();
    return last == null ? new Heard(List.of(), List.of()) : new PathReader().read(last);
  }

  private FrontEnd frontEnd(AudioClip clip) {
    try {
      FrontEnd f =
          new FrontEnd(
              List.of(
                  new ClipSource(clip),
                  new DataBlocker(10),
                  new Preemphasizer(.97),
                  new RaisedCosineWindower(.46, 25.625f, 10),
                  new DiscreteFourierTransform(-1, false),
                  new AutoCepstrum(loader),
                  new BatchCMN(),
                  new DeltasFeatureExtractor(3),
                  new FeatureTransform(loader)));
      f.initialize();
      return f;
    } catch (IOException e) {
      throw new IllegalStateException("the packaged speech models cannot be read", e);
    }
  }

  private Decoder decoder(FrontEnd front, WordNet net) {
    LexTreeLinguist linguist =
        new LexTreeLinguist(
            acoustics,
            units,
            new NetModel(net),
            dictionary,
            false,
            false,
            WORD_COST,
            PAUSE_COST,
            NOISE_COST,
            1,
            1,
            true,
            false,
            1,
            0);
    ActiveListFactory states = new PartitionActiveListFactory(ACTIVE, BEAM);
    ActiveListFactory words = new PartitionActiveListFactory(ACTIVE, WORD_BEAM);
    var lists =
        new SimpleActiveListManager(List.of(states, words, words, states, states, states), false);
    var scorer = new SimpleAcousticScorer(front, null);
    var search =
        new WordPruningBreadthFirstSearchManager(
            linguist,
            new SimplePruner(),
            scorer,
            lists,
            false,
            WORD_BEAM,
            0,
            false,
            false,
            0,
            1.7f,
            true);
    return new Decoder(search, true, false, List.of(), Integer.MAX_VALUE);
  }
}
