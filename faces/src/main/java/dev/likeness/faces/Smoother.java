package dev.likeness.faces;

import dev.likeness.core.FaceMesh;
import java.util.List;

/**
 * Takes the tremble out of meshes without delay, when frames after the one in question are known.
 *
 * <p>A mesh is split into where the head is (a similarity of its stiff points) and its shape. The
 * first is averaged over {@value #REACH} frames on either side where it rests or moves evenly, and
 * smoothed by a quadratic least-squares fit (Savitzky and Golay 1964), which keeps accelerations,
 * where it does not. The shape is smoothed by a local linear fit whose weights fall with time and
 * with how differently eyes, irises, lips and the rest look in that frame (a bilateral filter in
 * time): a blink, a glance or a plosive differs from its neighbours and so stays as it is.
 *
 * <p>A pure function, thread-safe. Gaps, cuts and the ends of a track are not crossed; meshes set
 * by hand stay untouched.
 */
public final class Smoother {
  /** How many frames on either side count. */
  public static final int REACH = 3;

  private static final double[] TIME = {1, .75, .3, .05};

  /** Weights in time of a head that rests or moves evenly. */
  private static final double[] CALM = {1, .9, .65, .3};

  /** How far a plain average may leave the path of the head, distances between the eyes. */
  private static final double TREMBLE = .015;

  private Smoother() {}

  /**
   * The smoothed mesh of {@code run.get(i)}.
   *
   * @param run observations of one track, ascending by frame; more than {@link #REACH} on either
   *     side of {@code i} make no difference
   */
  public static FaceMesh smooth(List<FaceObservation> run, int i) {
    FaceObservation now = run.get(i);
    int from = i;
    while (from > 0 && i - from < REACH && joined(run.get(from - 1), run.get(from))) {
      from--;
    }
    int to = i;
    while (to + 1 < run.size() && to - i < REACH && joined(run.get(to), run.get(to + 1))) {
      to++;
    }
    if (now.locked() || to == from) {
      return now.mesh();
    }
    return new Window(run.subList(from, to + 1), i - from).smoothed();
  }

  private static boolean joined(FaceObservation a, FaceObservation b) {
    return !b.start()
        && b.frame() == a.frame() + 1
        && a.track() == b.track()
        && a.mesh().points() == b.mesh().points();
  }

  /** The work on one frame. */
  private static final class Window {
    final int taps;
    final int now;
    final FaceMesh mesh;
    final float[][] aligned;
    final double[] dx;
    final double[] dy;
    final double[] turn;
    final double[] grow;
    final double cx;
    final double cy;

    Window(List<FaceObservation> run, int now) {
      this.taps = run.size();
      this.now = now;
      this.mesh = run.get(now).mesh();
      aligned = new float[taps][];
      dx = new double[taps];
      dy = new double[taps];
      turn = new double[taps];
      grow = new double[taps];
      double[] c = FaceRegions.centre(mesh);
      cx = c[0];
      cy = c[1];
      for (int k = 0; k < taps; k++) {
        align(run.get(k).mesh(), k);
      }
    }

    /** Moves tap k onto this frame's head and remembers how. */
    private void align(FaceMesh m, int k) {
      double[] c = FaceRegions.centre(m);
      double dot = 0;
      double cross = 0;
      double norm = 0;
      for (int j = 0; j < FaceRegions.STIFF.length; j++) {
        int p = FaceRegions.STIFF[j];
        double w = FaceRegions.STIFF_WEIGHT[j];
        double x = m.x(p) - c[0];
        double y = m.y(p) - c[1];
        double u = mesh.x(p) - cx;
        double v = mesh.y(p) - cy;
        dot += w * (x * u + y * v);
        cross += w * (x * v - y * u);
        norm += w * (x * x + y * y);
      }
      double a = norm > 0 ? dot / norm : 1;
      double b = norm > 0 ? cross / norm : 0;
      double s = Math.hypot(a, b);
      dx[k] = c[0] - cx;
      dy[k] = c[1] - cy;
      turn[k] = -Math.atan2(b, a);
      grow[k] = s > 0 ? -Math.log(s) : 0;
      float[] in = m.xyz();
      float[] out = new float[in.length];
      for (int i = 0; i < in.length; i += 3) {
        double x = in[i] - c[0];
        double y = in[i + 1] - c[1];
        out[i] = (float) (a * x - b * y);
        out[i + 1] = (float) (b * x + a * y);
        out[i + 2] = (float) (in[i + 2] * s);
      }
      aligned[k] = out;
    }

    FaceMesh smoothed() {
      double[] path = path();
      double mx = dot(path, dx);
      double my = dot(path, dy);
      double angle = dot(path, turn);
      double scale = Math.exp(dot(path, grow));
      double cos = Math.cos(angle) * scale;
      double sin = Math.sin(angle) * scale;
      float[] shape = shape();
      float[] out = new float[shape.length];
      for (int i = 0; i < shape.length; i += 3) {
        out[i] = (float) (cos * shape[i] - sin * shape[i + 1] + cx + mx);
        out[i + 1] = (float) (sin * shape[i] + cos * shape[i + 1] + cy + my);
        out[i + 2] = (float) (shape[i + 2] * scale);
      }
      return new FaceMesh(out);
    }

    private float[] shape() {
      double unit = Math.max(FaceGeometry.unit(FaceGeometry.pose(mesh)), 1e-3);
      FaceRegions[] regions = FaceRegions.values();
      double[][] weights = new double[regions.length][];
      for (int g = 0; g < regions.length; g++) {
        weights[g] = local(regions[g], unit);
      }
      float[] out = new float[mesh.xyz().length];
      double[] w = new double[taps];
      for (int p = 0; p < out.length / 3; p++) {
        for (int k = 0; k < taps; k++) {
          w[k] = 0;
          for (int g = 0; g < regions.length; g++) {
            w[k] += regions[g].share(p) * weights[g][k];
          }
        }
        for (int c = 3 * p; c < 3 * p + 3; c++) {
          double v = 0;
          for (int k = 0; k < taps; k++) {
            v += w[k] * aligned[k][c];
          }
          out[c] = (float) v;
        }
      }
      return out;
    }

    /** Weights of a local linear fit, with a brake on the slope where only one side looks alike. */
    private double[] local(FaceRegions region, double unit) {
      double[] w = new double[taps];
      double s0 = 0;
      double s1 = 0;
      double s2 = .5;
      double seen = region.seen(aligned[now]);
      for (int k = 0; k < taps; k++) {
        int t = k - now;
        double d = region.difference(aligned[k], aligned[now]) / unit;
        double over = seen * Math.max(0, d - region.noise) / region.noise;
        w[k] = TIME[Math.abs(t)] * region.seen(aligned[k]) * Math.exp(-over * over);
        s0 += w[k];
        s1 += w[k] * t;
        s2 += w[k] * t * t;
      }
      double det = s0 * s2 - s1 * s1;
      for (int k = 0; k < taps; k++) {
        w[k] *= (s2 - s1 * (k - now)) / det;
      }
      return w;
    }

    /**
     * Weights for where the head is: a plain average in time where that leaves it within its
     * tremble, the quadratic fit where the head speeds up or turns back.
     */
    private double[] path() {
      double[] keen = quadratic();
      double[] calm = new double[taps];
      double sum = 0;
      for (int k = 0; k < taps; k++) {
        calm[k] = CALM[Math.abs(k - now)];
        sum += calm[k];
      }
      for (int k = 0; k < taps; k++) {
        calm[k] = calm[k] / sum - keen[k];
      }
      double unit = Math.max(FaceGeometry.unit(FaceGeometry.pose(mesh)), 1e-3);
      double off = Math.hypot(dot(calm, dx), dot(calm, dy)) / unit;
      off = Math.hypot(off, Math.hypot(dot(calm, turn), dot(calm, grow)));
      // an end of the track has neighbours on one side only: an average would lag there
      boolean even = now * 2 == taps - 1;
      double share = even ? Math.exp(-off * off / (TREMBLE * TREMBLE)) : 0;
      for (int k = 0; k < taps; k++) {
        keen[k] += share * calm[k];
      }
      return keen;
    }

    /** Weights of the quadratic (few taps: linear) least-squares fit, read at this frame. */
    private double[] quadratic() {
      double[] w = new double[taps];
      if (taps < 3) {
        w[now] = 1;
        return w;
      }
      double[] s = new double[5];
      for (int k = 0; k < taps; k++) {
        double power = 1;
        for (int n = 0; n < 5; n++, power *= k - now) {
          s[n] += power;
        }
      }
      if (taps < 5) {
        double det = s[0] * s[2] - s[1] * s[1];
        for (int k = 0; k < taps; k++) {
          w[k] = (s[2] - s[1] * (k - now)) / det;
        }
        return w;
      }
      // first row of the inverse of [[s0 s1 s2] [s1 s2 s3] [s2 s3 s4]]
      double a = s[2] * s[4] - s[3] * s[3];
      double b = s[2] * s[3] - s[1] * s[4];
      double c = s[1] * s[3] - s[2] * s[2];
      double det = s[0] * a + s[1] * b + s[2] * c;
      for (int k = 0; k < taps; k++) {
        double t = k - now;
        w[k] = (a + b * t + c * t * t) / det;
      }
      return w;
    }

    private static double dot(double[] a, double[] b) {
      double v = 0;
      for (int i = 0; i < a.length; i++) {
        v += a[i] * b[i];
      }
      return v;
    }
  }
}
