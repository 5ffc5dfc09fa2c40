package dev.likeness.voice;

import dev.likeness.core.AudioClip;
import dev.likeness.voice.speech.Phone;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.FloatData;
import edu.cmu.sphinx.frontend.FrontEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Follows a known text through a sound (forced alignment by CMU Sphinx's models of English sounds),
 * and says how well the sound fits each word; or tells the sounds alone, where no text is known.
 * Takes about a third of the sound's length. Not thread-safe.
 */
public final class Aligner {
  /** Every sound that the models tell apart, and silence. */
  private static final List<String> SOUNDS =
      List.of(
          "AA",
          "AE",
          "AH",
          "AO",
          "AW",
          "AY",
          "B",
          "CH",
          "D",
          "DH",
          "EH",
          "ER",
          "EY",
          "F",
          "G",
          "HH",
          "IH",
          "IY",
          "JH",
          "K",
          "L",
          "M",
          "N",
          "NG",
          "OW",
          "OY",
          "P",
          "R",
          "S",
          "SH",
          "T",
          "TH",
          "UH",
          "UW",
          "V",
          "W",
          "Y",
          "Z",
          "ZH",
          SoundGraph.SILENCE);

  /** From one sound to the next in free listening: what keeps it from chopping sounds up. */
  private static final float CHANGE = -14;

  private final Acoustics acoustics;
  private final PathSearch free;
  private final SoundGraph loop;
  private long sample;

  /**
   * A word of a text.
   *
   * @param sounds each way in which it is said, as ARPAbet without stress; at least one
   */
  public record Word(String text, List<List<String>> sounds) {
    public Word {
      sounds = sounds.stream().map(List::copyOf).toList();
      if (sounds.isEmpty() || sounds.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("nothing to be heard of '" + text + "'");
      }
    }
  }

  /**
   * Where a word was found.
   *
   * @param from seconds from the sound's beginning
   * @param to likewise
   * @param fit how much less likely its own sounds are than the likeliest ones, natural logarithm
   *     per reading of 10 ms; 0 or a little below where it is what is said
   */
  public record Found(String text, double from, double to, double fit) {}

  /**
   * A word that is not in the text, and where it does best against what the text says there.
   *
   * @param from seconds
   * @param to seconds
   * @param gain how much likelier it is than the text, natural logarithm, summed over the readings
   *     of 10 ms
   * @param fit how much less likely than the likeliest sounds, mean of a reading
   */
  public record Rival(String text, double from, double to, double gain, double fit) {}

  /**
   * A text in a sound.
   *
   * @param phones every sound and pause in order, without gaps
   * @param words every word in order
   * @param left seconds of speech in what the text counts as pauses
   * @param rivals where each word that was looked for besides does best against the text
   */
  public record Aligned(List<Phone> phones, List<Found> words, double left, List<Rival> rivals) {
    /** A text fits whose words do so well on average; wrong ones were at −5 to −8. */
    static final double WELL = -3;

    /** What a single word may be off: accents, words that are swallowed. */
    static final double BADLY = -6;

    /** The share of words that may be off even more. */
    static final double FEW = .1;

    /** What no word may be off: another one stands there, such as a "not". */
    static final double WRONG = -9;

    /** Speech besides the text that counts as breath, false starts and noise, seconds. */
    static final double SOME = .6;

    public Aligned {
      phones = List.copyOf(phones);
      words = List.copyOf(words);
      rivals = List.copyOf(rivals);
    }

    /** Mean over the words, longer ones counting more. */
    public double fit() {
      double sum = 0;
      double length = 0;
      for (Found f : words) {
        sum += f.fit() * (f.to() - f.from());
        length += f.to() - f.from();
      }
      return sum / Math.max(length, 1e-9);
    }

    /** Whether the text is what is said, as far as this can be heard. */
    public boolean fits() {
      double said = words.stream().mapToDouble(w -> w.to() - w.from()).sum();
      return fit() >= WELL
          && off().size() <= FEW * words.size()
          && words.stream().noneMatch(w -> w.fit() < WRONG)
          && left <= Math.max(SOME, .12 * said);
    }

    /** The words that do not fit. */
    public List<Found> off() {
      return words.stream().filter(w -> w.fit() < BADLY).toList();
    }
  }

  public Aligner() {
    this(new Acoustics());
  }

  Aligner(Acoustics acoustics) {
    this.acoustics = acoustics;
    float[][] follow = new float[SOUNDS.size()][SOUNDS.size()];
    for (float[] f : follow) {
      java.util.Arrays.fill(f, CHANGE);
    }
    loop = SoundGraph.loop(acoustics, SOUNDS, follow);
    free = new PathSearch(loop, Float.MAX_VALUE);
  }

  /** Every way in which the dictionary has a word, as ARPAbet; none where it lacks it. */
  public List<List<String>> pronunciations(String word) {
    return acoustics.pronunciations(word.toLowerCase(Locale.ROOT));
  }

  /**
   * The sounds that are likeliest, whatever words they make.
   *
   * @param clip of {@link Listener#RATE} in one channel
   */
  public List<Phone> listen(AudioClip clip) {
    List<Data> readings = readings(clip);
    int[] path = readings.isEmpty() ? null : free.best(readings);
    return path == null ? List.of() : phones(loop, path, clip.seconds());
  }

  /**
   * Finds the words in the sound.
   *
   * @param clip of {@link Listener#RATE} in one channel
   * @return null where the sound is too short for them
   */
  public @Nullable Aligned align(AudioClip clip, List<Word> words) {
    return align(clip, words, List.of());
  }

  /**
   * As {@link #align(AudioClip, List)}, and looks for other words in the same sound.
   *
   * @param others words that are not in the text
   */
  @Nullable Aligned align(AudioClip clip, List<Word> words, List<Word> others) {
    List<Data> readings = readings(clip);
    if (readings.isEmpty() || words.isEmpty()) {
      return null;
    }
    SoundGraph graph = SoundGraph.of(acoustics, words);
    PathSearch search = new PathSearch(graph, PathSearch.BEAM);
    int[] path = search.best(readings);
    if (path == null) {
      return null;
    }
    double[] sum = new double[words.size()];
    int[] count = new int[words.size()];
    int[] first = new int[words.size()];
    int[] last = new int[words.size()];
    int left = 0;
    float[] stated = new float[path.length];
    float[] likeliest = new float[path.length];
    for (int t = 0; t < path.length; t++) {
      int w = graph.sounds.get(graph.places.get(path[t])).word();
      float[] heard = likeliest(readings.get(t));
      stated[t] = search.score(path[t], readings.get(t));
      likeliest[t] = Math.max(heard[0], heard[1]);
      if (w < 0) {
        left += heard[0] > heard[1] + 2 ? 1 : 0;
        continue;
      }
      sum[w] += stated[t] - likeliest[t];
      first[w] = count[w]++ == 0 ? t : first[w];
      last[w] = t;
    }
    List<Found> found = new ArrayList<>();
    for (int w = 0; w < words.size(); w++) {
      found.add(
          new Found(
              words.get(w).text(),
              first[w] / 100.0,
              (last[w] + 1) / 100.0,
              sum[w] / Math.max(1, count[w])));
    }
    return new Aligned(
        phones(graph, path, clip.seconds()),
        found,
        left / 100.0,
        Rivals.of(acoustics, readings, stated, likeliest, others));
  }

  /** How likely a reading is as the likeliest sound, and as silence. */
  private float[] likeliest(Data reading) {
    float[] out = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int s = 0; s < loop.states.size(); s++) {
      int k = loop.sounds.get(loop.places.get(s)).sound().equals(SoundGraph.SILENCE) ? 1 : 0;
      out[k] = Math.max(out[k], free.score(s, reading));
    }
    return out;
  }

  private List<Data> readings(AudioClip clip) {
    Acoustics.check(clip);
    List<Data> out = new ArrayList<>();
    if (clip.frames() < Listener.RATE / 20) {
      return out;
    }
    FrontEnd f = acoustics.frontEnd(clip);
    for (Data d = f.getData(); d != null && !(d instanceof DataEndSignal); d = f.getData()) {
      if (d instanceof FloatData x) {
        // scores are kept by the readings' numbers: none may come twice
        out.add(new FloatData(x.getValues(), Listener.RATE, sample));
        sample += Listener.RATE / 100;
      }
    }
    return out;
  }

  private static List<Phone> phones(SoundGraph graph, int[] path, double seconds) {
    List<Phone> out = new ArrayList<>();
    int from = 0;
    for (int t = 1; t <= path.length; t++) {
      // a sound that follows itself starts anew at its first state
      boolean ends =
          t == path.length
              || !graph.places.get(path[t]).equals(graph.places.get(path[t - 1]))
              || path[t] < path[t - 1];
      if (ends) {
        String s = graph.sounds.get(graph.places.get(path[t - 1])).sound();
        double to = t == path.length ? Math.max(seconds, t / 100.0) : t / 100.0;
        out.add(new Phone(s, from / 100.0, to, false));
        from = t;
      }
    }
    return out;
  }
}
