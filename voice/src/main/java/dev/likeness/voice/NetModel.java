package dev.likeness.voice;

import edu.cmu.sphinx.linguist.WordSequence;
import edu.cmu.sphinx.linguist.language.ngram.LanguageModel;
import edu.cmu.sphinx.util.LogMath;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which word follows which, as the recogniser wants it: a language model over pairs of words. */
final class NetModel implements LanguageModel {
  /** Far outside of every beam, and small enough to be added up without overflow. */
  private static final float NEVER = -1e9f;

  private final WordPairs net;
  private final float weight;
  private final LogMath log = LogMath.getLogMath();

  /**
   * @param weight what the words count against the sound
   */
  NetModel(WordPairs net, float weight) {
    this.net = net;
    this.weight = weight;
  }

  @Override
  public float getProbability(WordSequence words) {
    int n = words.size();
    if (n < 2) {
      // the lexical tree asks what to expect of a word wherever it stands: nothing in particular
      return LogMath.LOG_ONE;
    }
    double p =
        net.probability(words.getWord(n - 2).getSpelling(), words.getWord(n - 1).getSpelling());
    return p > 0 ? weight * log.linearToLog(p) : NEVER;
  }

  @Override
  public float getSmear(WordSequence words) {
    return LogMath.LOG_ONE;
  }

  @Override
  public Set<String> getVocabulary() {
    Set<String> all = new LinkedHashSet<>(net.words());
    all.add(WordNet.START);
    all.add(WordNet.END);
    return all;
  }

  @Override
  public int getMaxDepth() {
    return 2;
  }

  @Override
  public void allocate() {
    // nothing to load
  }

  @Override
  public void deallocate() {
    // nothing to let go
  }

  @Override
  public void onUtteranceEnd() {
    // keeps nothing between utterances
  }

  @Override
  public void newProperties(PropertySheet sheet) {
    // made by its constructor, not by sphinx's configuration
  }
}
