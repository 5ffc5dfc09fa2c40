package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Smoother;
import java.util.List;

/**
 * A mesh that rests where the face rests, after {@link Smoother}. Where the head is and what the
 * face does are steadied apart, as the network's tremble in them differs from what they really do:
 * the head's path is averaged over the window where the average keeps to it, and each point, seen
 * from the head, is averaged over the frames in which it lies within its own tremble of the same
 * place (a bilateral filter in time). What moves is left alone, so blinks, lips and turns stay as
 * they are. Nothing lags: both averages look as far ahead as back.
 */
final class Steady {
  /** How far a resting point trembles, distances between the eyes. */
  private static final double TREMBLE = .025;

  /** The same of lips, lids and irises, whose smallest movements mean something. */
  private static final double KEEN = .009;

  /** How far an average may take the head off its path, distances between the eyes. */
  private static final double OFF = .006;

  /** Over how many frames the head's path is averaged: a Gaussian's deviation. */
  private static final double PATH = 2.5;

  /** Over how many frames points are averaged: likewise. */
  private static final double REST = 4;

  private static final int[] STIFF;
  private static final double[] WEIGHT;
  private static final double[] TREMBLES = new double[FaceMesh.WITH_IRIS];

  static {
    FaceTopology face = FaceTopology.canonical();
    java.util.Arrays.fill(TREMBLES, KEEN);
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      double live = 0;
      for (Ring r : new Ring[] {Ring.LIPS_OUTER, Ring.LIPS_INNER, Ring.RIGHT_EYE, Ring.LEFT_EYE}) {
        for (int q : face.ring(r)) {
          double d = Math.hypot(face.x(v) - face.x(q), face.y(v) - face.y(q));
          live = Math.max(live, Math.exp(-d * d));
        }
      }
      TREMBLES[v] = TREMBLE + live * (KEEN - TREMBLE);
    }
    float[] w = face.poseWeights();
    STIFF = java.util.stream.IntStream.range(0, w.length).filter(v -> w[v] > 0).toArray();
    double sum = 0;
    for (int v : STIFF) {
      sum += w[v];
    }
    WEIGHT = new double[STIFF.length];
    for (int k = 0; k < STIFF.length; k++) {
      WEIGHT[k] = w[STIFF[k]] / sum;
    }
  }

  private Steady() {}

  static FaceMesh mesh(List<FaceObservation> run, int i) {
    FaceMesh now = Smoother.smooth(run, i);
    if (run.get(i).locked()) {
      return now;
    }
    Head[] heads = new Head[run.size()];
    for (int k = 0; k < heads.length; k++) {
      FaceMesh m = run.get(k).mesh();
      heads[k] = m.points() == now.points() ? new Head(m, now) : null;
    }
    float[] xyz = rested(run, i, now, heads);
    move(xyz, now, i, heads);
    return new FaceMesh(xyz);
  }

  /** Each point among its like in the frames around, with the head held still. */
  private static float[] rested(List<FaceObservation> run, int i, FaceMesh now, Head[] heads) {
    float[] xyz = now.xyz().clone();
    int points = now.points();
    double eyes = now.eyeDistance();
    // the smoothed point itself counts once more, so that a lone outlier does not lead
    double[] weight = new double[points];
    java.util.Arrays.fill(weight, 1);
    double[] sx = new double[points];
    double[] sy = new double[points];
    for (int k = 0; k < heads.length; k++) {
      Head h = heads[k];
      if (h == null) {
        continue;
      }
      float[] at = run.get(k).mesh().xyz();
      double near = gauss(k - i, REST);
      for (int v = 0; v < points; v++) {
        double x = at[3 * v] - h.cx;
        double y = at[3 * v + 1] - h.cy;
        double dx = h.tx + h.a * x - h.b * y - now.x(v);
        double dy = h.ty + h.b * x + h.a * y - now.y(v);
        double scale = 1 / (TREMBLES[v] * eyes);
        double w = near * Math.exp(-(dx * dx + dy * dy) * scale * scale);
        weight[v] += w;
        sx[v] += w * dx;
        sy[v] += w * dy;
      }
    }
    for (int v = 0; v < points; v++) {
      xyz[3 * v] += (float) (sx[v] / weight[v]);
      xyz[3 * v + 1] += (float) (sy[v] / weight[v]);
    }
    return xyz;
  }

  /** Takes the head to where its path is on average, as far as that is still its path. */
  private static void move(float[] xyz, FaceMesh now, int i, Head[] heads) {
    double total = 0;
    double dx = 0;
    double dy = 0;
    double turn = 0;
    double grow = 0;
    // an end of the track has neighbours on one side only: an average would lag there
    for (int k = 1; i - k >= 0 && i + k < heads.length; k++) {
      double w = gauss(k, PATH);
      for (Head h : new Head[] {heads[i - k], heads[i + k]}) {
        if (h == null) {
          return;
        }
        total += w;
        dx += w * (h.cx - h.tx);
        dy += w * (h.cy - h.ty);
        turn -= w * Math.atan2(h.b, h.a);
        grow -= w * .5 * Math.log(h.a * h.a + h.b * h.b);
      }
    }
    if (total == 0) {
      return;
    }
    total += 1;
    double unit = now.eyeDistance();
    double off = Math.hypot(Math.hypot(dx, dy) / unit, Math.hypot(turn, grow)) / total;
    double share = Math.exp(-off * off / (OFF * OFF)) / total;
    double s = Math.exp(share * grow);
    double cos = s * Math.cos(share * turn);
    double sin = s * Math.sin(share * turn);
    double[] c = centre(now);
    for (int v = 0; v < xyz.length; v += 3) {
      double x = xyz[v] - c[0];
      double y = xyz[v + 1] - c[1];
      xyz[v] = (float) (c[0] + share * dx + cos * x - sin * y);
      xyz[v + 1] = (float) (c[1] + share * dy + sin * x + cos * y);
    }
  }

  private static double gauss(int k, double deviation) {
    return Math.exp(-.5 * k * k / (deviation * deviation));
  }

  private static double[] centre(FaceMesh m) {
    double x = 0;
    double y = 0;
    for (int k = 0; k < STIFF.length; k++) {
      x += WEIGHT[k] * m.x(STIFF[k]);
      y += WEIGHT[k] * m.y(STIFF[k]);
    }
    return new double[] {x, y};
  }

  /**
   * How a head is moved onto another: about its centre, turned and sized by (a, b), to (tx, ty).
   */
  private static final class Head {
    final double cx;
    final double cy;
    final double tx;
    final double ty;
    final double a;
    final double b;

    Head(FaceMesh m, FaceMesh onto) {
      double[] c = centre(m);
      double[] t = centre(onto);
      cx = c[0];
      cy = c[1];
      tx = t[0];
      ty = t[1];
      double dot = 0;
      double cross = 0;
      double norm = 0;
      for (int k = 0; k < STIFF.length; k++) {
        double x = m.x(STIFF[k]) - cx;
        double y = m.y(STIFF[k]) - cy;
        double u = onto.x(STIFF[k]) - tx;
        double v = onto.y(STIFF[k]) - ty;
        dot += WEIGHT[k] * (x * u + y * v);
        cross += WEIGHT[k] * (x * v - y * u);
        norm += WEIGHT[k] * (x * x + y * y);
      }
      a = norm > 0 ? dot / norm : 1;
      b = norm > 0 ? cross / norm : 0;
    }
  }
}
