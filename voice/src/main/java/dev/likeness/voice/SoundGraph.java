package dev.likeness.voice;

import edu.cmu.sphinx.linguist.acoustic.HMM;
import edu.cmu.sphinx.linguist.acoustic.HMMPosition;
import edu.cmu.sphinx.linguist.acoustic.HMMState;
import edu.cmu.sphinx.linguist.acoustic.HMMStateArc;
import edu.cmu.sphinx.linguist.acoustic.LeftRightContext;
import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.util.LogMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which states of speech sounds may follow each other: the sounds of a text in their order, or all
 * sounds in any order. Costs are natural logarithms of probabilities.
 */
final class SoundGraph {
  static final String SILENCE = "SIL";

  /** Of a pause between two words, and of none. */
  private static final float PAUSE = (float) Math.log(.25);

  private static final float ON = (float) Math.log(.75);

  /** A sound at its place: three states in a row. */
  record Place(String sound, int word, int variant) {}

  final List<HMMState> states = new ArrayList<>();
  final List<Integer> places = new ArrayList<>();
  final List<Place> sounds = new ArrayList<>();

  /** For each state its predecessors and the cost of coming from there; itself first. */
  final List<int[]> before = new ArrayList<>();

  final List<float[]> costs = new ArrayList<>();

  /** Where a path may begin and end. */
  final List<Integer> first = new ArrayList<>();

  final List<Integer> last = new ArrayList<>();

  private final Acoustics acoustics;

  private SoundGraph(Acoustics acoustics) {
    this.acoustics = acoustics;
  }

  /** A way into a state. */
  private record From(int state, float cost) {}

  /** The words of a text in their order, with pauses between them where the sound has them. */
  static SoundGraph of(Acoustics acoustics, List<Aligner.Word> words) {
    SoundGraph g = new SoundGraph(acoustics);
    List<From> open = g.pause(List.of());
    g.first.add(0);
    boolean start = true;
    for (int w = 0; w < words.size(); w++) {
      String left = w == 0 ? SILENCE : lastOf(words.get(w - 1));
      String right = w + 1 == words.size() ? SILENCE : words.get(w + 1).sounds().get(0).get(0);
      List<From> ends = new ArrayList<>();
      for (int v = 0; v < words.get(w).sounds().size(); v++) {
        int begin = g.states.size();
        ends.add(g.word(words.get(w).sounds().get(v), w, v, left, right, open));
        if (start) {
          g.first.add(begin);
        }
      }
      start = false;
      open = new ArrayList<>();
      List<From> in = ends.stream().map(e -> new From(e.state(), e.cost() + PAUSE)).toList();
      List<From> through = g.pause(in);
      ends.forEach(e -> g.last.add(e.state()));
      open.addAll(through);
      for (From e : ends) {
        open.add(new From(e.state(), e.cost() + ON));
      }
      if (w + 1 < words.size()) {
        g.last.clear();
      } else {
        through.forEach(e -> g.last.add(e.state()));
      }
    }
    return g;
  }

  private static String lastOf(Aligner.Word w) {
    List<String> s = w.sounds().get(0);
    return s.get(s.size() - 1);
  }

  /**
   * All sounds in any order.
   *
   * @param follow natural logarithm of how likely one follows another, by their places in {@code
   *     names}
   */
  static SoundGraph loop(Acoustics acoustics, List<String> names, float[][] follow) {
    SoundGraph g = new SoundGraph(acoustics);
    List<From> exits = new ArrayList<>();
    for (String n : names) {
      int at = g.states.size();
      exits.add(g.sound(n, -1, 0, g.hmm(n, null, null, HMMPosition.INTERNAL), List.of()));
      g.first.add(at);
      g.last.add(at + 2);
    }
    for (int k = 0; k < names.size(); k++) {
      int s = 3 * k;
      int[] b = Arrays.copyOf(g.before.get(s), 1 + names.size());
      float[] c = Arrays.copyOf(g.costs.get(s), 1 + names.size());
      for (int j = 0; j < names.size(); j++) {
        b[1 + j] = exits.get(j).state();
        c[1 + j] = exits.get(j).cost() + follow[j][k];
      }
      g.before.set(s, b);
      g.costs.set(s, c);
    }
    return g;
  }

  private List<From> pause(List<From> in) {
    return List.of(sound(SILENCE, -1, 0, hmm(SILENCE, null, null, HMMPosition.SINGLE), in));
  }

  private From word(
      List<String> s, int word, int variant, String left, String right, List<From> in) {
    List<From> open = in;
    for (int i = 0; i < s.size(); i++) {
      HMMPosition at =
          s.size() == 1
              ? HMMPosition.SINGLE
              : i == 0
                  ? HMMPosition.BEGIN
                  : i == s.size() - 1 ? HMMPosition.END : HMMPosition.INTERNAL;
      String l = i == 0 ? left : s.get(i - 1);
      String r = i == s.size() - 1 ? right : s.get(i + 1);
      open = List.of(sound(s.get(i), word, variant, hmm(s.get(i), l, r, at), open));
    }
    return open.get(0);
  }

  private HMM hmm(
      String name,
      @org.jspecify.annotations.Nullable String left,
      @org.jspecify.annotations.Nullable String right,
      HMMPosition at) {
    boolean filler = name.equals(SILENCE);
    Unit u =
        left == null || right == null
            ? acoustics.units.getUnit(name, filler)
            : acoustics.units.getUnit(
                name, filler, LeftRightContext.get(context(left), context(right)));
    return acoustics.model.lookupNearestHMM(u, at, false);
  }

  private Unit[] context(String name) {
    return new Unit[] {acoustics.units.getUnit(name, name.equals(SILENCE))};
  }

  /** Adds a sound's three states; returns the way out. */
  private From sound(String name, int word, int variant, HMM hmm, List<From> in) {
    int place = sounds.size();
    sounds.add(new Place(name, word, variant));
    int n = hmm.getOrder();
    float out = 0;
    for (int k = 0; k < n; k++) {
      HMMState s = hmm.getState(k);
      float self = Float.NEGATIVE_INFINITY;
      float next = Float.NEGATIVE_INFINITY;
      for (HMMStateArc a : s.getSuccessors()) {
        float cost = LogMath.getLogMath().logToLn(a.getLogProbability());
        if (a.getHMMState().getState() == k && a.getHMMState().isEmitting()) {
          self = cost;
        } else if (a.getHMMState().getState() == k + 1) {
          next = cost;
        }
      }
      int at = states.size();
      List<From> from = k == 0 ? in : List.of(new From(at - 1, out));
      int[] b = new int[1 + from.size()];
      float[] c = new float[1 + from.size()];
      b[0] = at;
      c[0] = self;
      for (int i = 0; i < from.size(); i++) {
        b[1 + i] = from.get(i).state();
        c[1 + i] = from.get(i).cost();
      }
      states.add(s);
      places.add(place);
      before.add(b);
      costs.add(c);
      out = next;
    }
    return new From(states.size() - 1, out);
  }
}
