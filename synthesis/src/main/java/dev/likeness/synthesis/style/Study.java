package dev.likeness.synthesis.style;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns a style from works: which of their parts to paint with. Of all parts those are kept, one
 * after the other, after which the tones and colours at hand come nearest to what the works have,
 * rare ones counting more than their share, so that there is paint for whatever a target shows.
 */
public final class Study {
  /** The short side that works are brought to, in pixels. */
  static final int SHORT = 512;

  /** The side of a part. */
  static final int SIDE = 160;

  private static final int STEP = 80;
  private static final int TONES = 16;
  private static final int HUES = 6;
  private static final int CELLS = TONES * HUES * HUES;

  private final List<Frame> parts = new ArrayList<>();
  private final List<float[]> counts = new ArrayList<>();
  private final double[] all = new double[CELLS];

  /** Takes a look at a work. */
  public void add(Frame work) {
    double by = 1.0 * Math.min(work.width(), work.height()) / SHORT;
    int w = Math.max(SHORT, (int) Math.round(work.width() / by));
    int h = Math.max(SHORT, (int) Math.round(work.height() / by));
    Frame f = work.sample(Affine2.scale(by), w, h, Math.clamp((int) Math.ceil(by), 1, 8));
    for (int y = 0; y + SIDE <= h; y += STEP) {
      for (int x = 0; x + SIDE <= w; x += STEP) {
        Frame part = f.crop(new Box(x, y, SIDE, SIDE));
        float[] c = count(part);
        parts.add(part);
        counts.add(c);
        for (int i = 0; i < CELLS; i++) {
          all[i] += c[i];
        }
      }
    }
  }

  /** Shares of the tones and colours that a part stands for. */
  private static float[] count(Frame part) {
    Planes p = Planes.of(part).blurred(2);
    float[] c = new float[CELLS];
    int n = p.c()[0].length;
    for (int i = 0; i < n; i++) {
      int t = Math.clamp((int) (p.c()[0][i] * TONES / 256), 0, TONES - 1);
      int u = Math.clamp((int) ((p.c()[1][i] + 90) * HUES / 180), 0, HUES - 1);
      int v = Math.clamp((int) ((p.c()[2][i] + 90) * HUES / 180), 0, HUES - 1);
      c[(t * HUES + u) * HUES + v] += 1f / n;
    }
    return c;
  }

  /**
   * What to paint with.
   *
   * @param most how many parts are kept
   * @throws StyleException where there were no works
   */
  public Works learnt(int most) {
    if (parts.isEmpty()) {
      throw new StyleException("there is no work to learn from");
    }
    double[] wanted = flattened();
    double[] have = new double[CELLS];
    boolean[] taken = new boolean[parts.size()];
    List<Frame> kept = new ArrayList<>();
    while (kept.size() < Math.min(most, parts.size())) {
      int best = -1;
      double least = Double.MAX_VALUE;
      for (int i = 0; i < parts.size(); i++) {
        double far =
            taken[i] ? Double.MAX_VALUE : distance(wanted, have, counts.get(i), kept.size() + 1);
        if (far < least) {
          least = far;
          best = i;
        }
      }
      taken[best] = true;
      kept.add(parts.get(best));
      for (int i = 0; i < CELLS; i++) {
        have[i] += counts.get(best)[i];
      }
    }
    return new Works(kept, (double) SIDE / SHORT);
  }

  private double[] flattened() {
    double[] out = new double[CELLS];
    double sum = 0;
    for (int i = 0; i < CELLS; i++) {
      out[i] = Math.sqrt(all[i] / parts.size());
      sum += out[i];
    }
    for (int i = 0; i < CELLS; i++) {
      out[i] /= sum;
    }
    return out;
  }

  private static double distance(double[] wanted, double[] have, float[] more, int n) {
    double sum = 0;
    for (int i = 0; i < CELLS; i++) {
      sum += Math.abs(wanted[i] - (have[i] + more[i]) / n);
    }
    return sum;
  }
}
