package dev.likeness.voice;

import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.util.LogMath;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The likeliest way through a {@link SoundGraph} (Viterbi 1967), within a beam. What is kept for
 * the way back is a byte for each state and reading that was within it.
 */
final class PathSearch {
  /**
   * So much less likely than the best, in natural logarithms, and a state of a text is given up.
   */
  static final float BEAM = 500;

  private static final float NEVER = -1e30f;

  private final SoundGraph graph;
  private final int reach;
  private final float beam;
  private float[] now;
  private float[] next;

  PathSearch(SoundGraph graph, float beam) {
    this.graph = graph;
    this.beam = beam;
    int far = 0;
    for (int s = 0; s < graph.states.size(); s++) {
      for (int b : graph.before.get(s)) {
        far = Math.max(far, Math.abs(s - b));
      }
    }
    reach = far;
    now = new float[graph.states.size()];
    next = new float[graph.states.size()];
  }

  /** The state at each reading; null where the sound is too short for the graph. */
  int @Nullable [] best(List<Data> readings) {
    int n = graph.states.size();
    byte[][] back = new byte[readings.size()][];
    int[] from = new int[readings.size()];
    Arrays.fill(now, NEVER);
    Arrays.fill(next, NEVER);
    int low = n;
    int high = -1;
    for (int f : graph.first) {
      now[f] = score(f, readings.get(0));
      low = Math.min(low, f);
      high = Math.max(high, f);
    }
    for (int t = 1; t < readings.size(); t++) {
      int a = Math.max(0, low - reach);
      int b = Math.min(n - 1, high + reach);
      back[t] = new byte[b - a + 1];
      from[t] = a;
      float most = step(readings.get(t), a, b, back[t]);
      float[] swap = now;
      now = next;
      next = swap;
      Arrays.fill(next, NEVER);
      low = n;
      high = -1;
      for (int s = a; s <= b; s++) {
        if (now[s] < most - beam) {
          now[s] = NEVER;
        } else {
          low = Math.min(low, s);
          high = s;
        }
      }
    }
    return trace(readings.size(), back, from);
  }

  private float step(Data reading, int a, int b, byte[] back) {
    float most = NEVER;
    for (int s = a; s <= b; s++) {
      int[] before = graph.before.get(s);
      float[] costs = graph.costs.get(s);
      float best = NEVER;
      for (int k = 0; k < before.length; k++) {
        float v = now[before[k]] + costs[k];
        if (v > best) {
          best = v;
          back[s - a] = (byte) k;
        }
      }
      if (best > NEVER / 2) {
        next[s] = best + score(s, reading);
        most = Math.max(most, next[s]);
      }
    }
    return most;
  }

  private int @Nullable [] trace(int length, byte[][] back, int[] from) {
    int at = -1;
    for (int s : graph.last) {
      if (now[s] > NEVER / 2 && (at < 0 || now[s] > now[at])) {
        at = s;
      }
    }
    if (at < 0) {
      return null;
    }
    int[] out = new int[length];
    for (int t = length - 1; t > 0; t--) {
      out[t] = at;
      at = graph.before.get(at)[back[t][at - from[t]]];
    }
    out[0] = at;
    return out;
  }

  /** Natural logarithm of how likely a reading is in a state. */
  float score(int state, Data reading) {
    return LogMath.getLogMath().logToLn(graph.states.get(state).getScore(reading));
  }
}
