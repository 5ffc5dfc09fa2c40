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
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.linguist.lextree.LexTreeLinguist;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears which words of a closed vocabulary were said, and when: CMU Sphinx (hidden Markov models of
 * English speech sounds) with {@link WordPairs} in place of a language. It always gives the words
 * that fit best, also where something else was said; how many of those that were expected it gives
 * is what tells. Opening takes about 2 s and 100 MB, listening about a tenth of the sound's length.
 * Not thread-safe.
 */
public final class Listener {
  /** The sound must have this rate, in one channel. */
  public static final int RATE = 16_000;

  private static final int ACTIVE = 5000;
  private static final double BEAM = 1e-80;
  private static final double WORD_BEAM = 1e-60;
  private static final double WORD_COST = 1e-10;
  private static final double MODEL_WORD_COST = .1;

  /** What the words of a language count against the sound. */
  private static final float WEIGHT = 7;

  private static final double PAUSE_COST = .1;
  private static final double NOISE_COST = 1e-4;

  private final Acoustics acoustics;

  /** Loads the acoustic model and the dictionary from the class path. */
  public Listener() {
    this(new Acoustics());
  }

  Listener(Acoustics acoustics) {
    this.acoustics = acoustics;
  }

  /** Follows texts with the same models. */
  public Aligner aligner() {
    return new Aligner(acoustics);
  }

  /** Whether it knows how this word is pronounced. */
  public boolean knows(String word) {
    return acoustics.dictionary.getWord(word) != null;
  }

  /** How a word is pronounced, as ARPAbet; empty where it is not known. */
  public List<String> phones(String word) {
    return knows(word)
        ? List.of(acoustics.dictionary.getWord(word).getMostLikelyPronunciation().getUnits())
            .stream()
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
  public Heard listen(AudioClip clip, WordPairs net) {
    Acoustics.check(clip);
    for (String w : net.words()) {
      if (!knows(w)) {
        throw new IllegalArgumentException("the dictionary has no word '" + w + "'");
      }
    }
    Recognizer recognizer = new Recognizer(decoder(acoustics.frontEnd(clip), net), List.of());
    recognizer.allocate();
    @Nullable Result result = recognizer.recognize();
    @Nullable Token last = result == null ? null : result.getBestFinalToken();
    return last == null ? new Heard(List.of(), List.of()) : new PathReader().read(last);
  }

  private Decoder decoder(FrontEnd front, WordPairs net) {
    LexTreeLinguist linguist =
        new LexTreeLinguist(
            acoustics.model,
            acoustics.units,
            net instanceof SpeechModel ? new NetModel(net, WEIGHT) : new NetModel(net, 1),
            acoustics.dictionary,
            false,
            false,
            net instanceof SpeechModel ? MODEL_WORD_COST : WORD_COST,
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
