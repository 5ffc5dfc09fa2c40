package dev.likeness.voice;

import dev.likeness.voice.Aligner.Rival;
import edu.cmu.sphinx.frontend.Data;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether certain words are heard where a text says others (keyword spotting by likelihood
 * ratio): for each word the stretch in which its sounds are likelier than the text's by most.
 */
final class Rivals {
  private static final float NEVER = -1e30f;

  /**
   * What a sound takes at least in a word that is said, readings; quicker ones are pieces of
   * others.
   */
  private static final int SOUND = 5;

  private Rivals() {}

  /**
   * @param stated how likely each reading is as what the text says, natural logarithm
   * @param likeliest how likely it is as the likeliest sound
   * @return the best stretch of each word that has one
   */
  static List<Rival> of(
      Acoustics acoustics,
      List<Data> readings,
      float[] stated,
      float[] likeliest,
      List<Aligner.Word> words) {
    List<Search> all = words.stream().map(w -> new Search(acoustics, w)).toList();
    // reading by reading: how likely one is as a sound is worked out once for all words
    for (int t = 0; t < stated.length; t++) {
      for (Search s : all) {
        s.step(readings.get(t), t, stated[t], likeliest[t]);
      }
    }
    return all.stream().flatMap(s -> Optional.ofNullable(s.best).stream()).toList();
  }

  /** One word, which may begin at any reading. */
  private static final class Search {
    private final String text;
    private final SoundGraph graph;
    private final PathSearch scores;

    /** States of the word's sounds, and of them those that it begins and ends with. */
    private final boolean[] own;

    private final boolean[] first;
    private final boolean[] last;

    /** How long each way of saying it takes at least, readings. */
    private final int[] least;

    private float[] gain;
    private float[] gains;
    private float[] missed;
    private float[] misses;
    private int[] began;
    private int[] begins;
    private @Nullable Rival best;

    Search(Acoustics acoustics, Aligner.Word word) {
      text = word.text();
      graph = SoundGraph.of(acoustics, List.of(word));
      least = word.sounds().stream().mapToInt(w -> w.size() * SOUND).toArray();
      scores = new PathSearch(graph, Float.MAX_VALUE);
      int n = graph.states.size();
      own = new boolean[n];
      first = new boolean[n];
      last = new boolean[n];
      for (int s = 0; s < n; s++) {
        own[s] = graph.sounds.get(graph.places.get(s)).word() >= 0;
      }
      for (int s = 0; s < n; s++) {
        for (int b : graph.before.get(s)) {
          first[s] |= own[s] && !own[b];
        }
      }
      graph.last.forEach(s -> last[s] = own[s]);
      gain = new float[n];
      gains = new float[n];
      missed = new float[n];
      misses = new float[n];
      began = new int[n];
      begins = new int[n];
      Arrays.fill(gain, NEVER);
    }

    void step(Data reading, int t, float stated, float likeliest) {
      for (int s = 0; s < own.length; s++) {
        gains[s] = NEVER;
        if (!own[s]) {
          continue;
        }
        int from = -1;
        for (int b : graph.before.get(s)) {
          if (own[b] && gain[b] > NEVER / 2 && (from < 0 || gain[b] > gain[from])) {
            from = b;
          }
        }
        boolean enters = first[s] && (from < 0 || gain[from] < 0);
        if (enters || from >= 0) {
          float score = scores.score(s, reading);
          gains[s] = (enters ? 0 : gain[from]) + score - stated;
          misses[s] = (enters ? 0 : missed[from]) + score - likeliest;
          begins[s] = enters ? t : began[from];
        }
      }
      swap();
      for (int s = 0; s < own.length; s++) {
        int length = t + 1 - began[s];
        if (last[s]
            && gain[s] > (best == null ? NEVER / 2 : best.gain())
            && length >= least[graph.sounds.get(graph.places.get(s)).variant()]) {
          double fit = missed[s] / length;
          best = new Rival(text, began[s] / 100.0, (t + 1) / 100.0, gain[s], fit);
        }
      }
    }

    private void swap() {
      float[] g = gain;
      gain = gains;
      gains = g;
      float[] m = missed;
      missed = misses;
      misses = m;
      int[] b = began;
      began = begins;
      begins = b;
    }
  }
}
