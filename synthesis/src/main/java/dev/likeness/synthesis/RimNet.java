package dev.likeness.synthesis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whether a face wears spectacles: a small network (features → {@link #HIDDEN} tanh → 1) over what
 * {@link LineMaps} say. RimTrainer among the tests trains it, from puppets and from people who do
 * not exist. Immutable.
 */
final class RimNet {
  static final int HIDDEN = 12;
  static final int FEATURES = 27;
  private static final String WEIGHTS = "rims.txt";

  /** The rays from the temple down and around to the nose; above them are brows. */
  private static final int FIRST = 1;

  private static final int LAST = 24;

  /** The farthest place of a rim on a ray. */
  static final int REACH = 18;

  /** How far beside a rim skin is clean. */
  private static final int[] BESIDE = {-5, -4, -3, 3, 4, 5};

  private final float[] w;

  /**
   * @param weights mean and spread of each feature, then the hidden layer's weights row by row, its
   *     biases, the output's weights and its bias
   */
  RimNet(float[] weights) {
    if (weights.length != size()) {
      throw new IllegalArgumentException(weights.length + " weights instead of " + size());
    }
    w = weights.clone();
  }

  static int size() {
    return 2 * FEATURES + HIDDEN * (FEATURES + 2) + 1;
  }

  /** The one that is shipped. */
  static RimNet shipped() {
    try (InputStream in =
            Objects.requireNonNull(RimNet.class.getResourceAsStream(WEIGHTS), WEIGHTS);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      List<Float> all = new ArrayList<>();
      for (String l = lines.readLine(); l != null; l = lines.readLine()) {
        if (!l.isBlank() && !l.startsWith("#")) {
          for (String word : l.strip().split(" ")) {
            all.add(Float.parseFloat(word));
          }
        }
      }
      float[] out = new float[all.size()];
      for (int i = 0; i < out.length; i++) {
        out[i] = all.get(i);
      }
      return new RimNet(out);
    } catch (IOException e) {
      throw new UncheckedIOException(WEIGHTS + " of the synthesis jar cannot be read", e);
    }
  }

  /** 0 to 1. */
  float worn(LineMaps maps) {
    float[] f = features(maps);
    int hidden = 2 * FEATURES;
    int bias = hidden + HIDDEN * FEATURES;
    float sum = w[bias + 2 * HIDDEN];
    for (int h = 0; h < HIDDEN; h++) {
      float s = w[bias + h];
      for (int i = 0; i < FEATURES; i++) {
        s += w[hidden + h * FEATURES + i] * scaled(f[i], w[2 * i], w[2 * i + 1]);
      }
      sum += w[bias + HIDDEN + h] * (float) Math.tanh(s);
    }
    return (float) (1 / (1 + Math.exp(-sum)));
  }

  static float scaled(float f, float mean, float spread) {
    return Math.max(-4, Math.min(4, (f - mean) / spread));
  }

  /**
   * How clear the best line under both eyes is and of which kind, how clean the skin beside it, how
   * lined the rest; the same of the bridge; how smooth, far out and alike for both eyes it runs.
   */
  static float[] features(LineMaps m) {
    float[] any = m.any();
    float[] both = Trail.both(any);
    int n = LAST - FIRST;
    int[] path = Trail.best(both, 0, FIRST, n, LineMaps.RAYS, LineMaps.PLACES, REACH);
    float[] out = new float[FEATURES];
    int at = 0;
    for (float[] kind : m.maps()) {
      at = kind(kind, path, out, at);
    }
    float on = 0;
    float covered = 0;
    float rough = 0;
    float far = 0;
    for (int k = 0; k < n; k++) {
      float v = both[(FIRST + k) * LineMaps.PLACES + path[k]];
      on += v / n;
      covered += v > .2f ? 1f / n : 0;
      far += path[k] / (10f * n);
      rough += k < 2 ? 0 : Math.abs(path[k] - 2 * path[k - 1] + path[k - 2]) / (float) n;
    }
    int[] right = Trail.best(any, 0, FIRST, n, LineMaps.RAYS, LineMaps.PLACES, REACH);
    int[] left = Trail.best(any, LineMaps.EYE, FIRST, n, LineMaps.RAYS, LineMaps.PLACES, REACH);
    float unlike = 0;
    for (int k = 0; k < n; k++) {
      unlike += Math.min(4, Math.abs(right[k] - left[k])) / (4f * n);
    }
    out[at++] = on;
    out[at++] = covered;
    out[at++] = rough;
    out[at++] = far;
    out[at++] = unlike;
    out[at] = above(both);
    return out;
  }

  private static int kind(float[] map, int[] path, float[] out, int from) {
    int at = from;
    int n = path.length;
    float[] third = new float[3];
    float beside = 0;
    float lined = 0;
    int count = 0;
    for (int k = 0; k < n; k++) {
      int o = (FIRST + k) * LineMaps.PLACES;
      third[Math.min(2, 3 * k / n)] +=
          .5f * (Trail.near(map, 0, o + path[k]) + Trail.near(map, 1, o + path[k])) * 3 / n;
      for (int d : BESIDE) {
        int r = path[k] + d;
        if (r >= 0 && r < LineMaps.PLACES) {
          beside += map[o + r] + map[LineMaps.EYE + o + r];
          count += 2;
        }
      }
      for (int r = 0; r < LineMaps.PLACES; r++) {
        lined += (map[o + r] + map[LineMaps.EYE + o + r]) / (2 * n * LineMaps.PLACES);
      }
    }
    LineMaps.Strip b = LineMaps.BRIDGE;
    float around = 0;
    for (int i = 0; i < b.size(); i++) {
      around += map[b.from() + i] / b.size();
    }
    out[at++] = third[0];
    out[at++] = third[1];
    out[at++] = third[2];
    out[at++] = beside / count;
    out[at++] = lined;
    out[at++] = Trail.clear(map, b, Trail.strip(map, b));
    out[at++] = around;
    return at;
  }

  /** The clearest places over the eyes. */
  private static float above(float[] both) {
    float sum = 0;
    for (int a = 28; a < 44; a++) {
      float best = 0;
      for (int r = 0; r < 14; r++) {
        best = Math.max(best, both[a * LineMaps.PLACES + r]);
      }
      sum += best / 16;
    }
    return sum;
  }
}
