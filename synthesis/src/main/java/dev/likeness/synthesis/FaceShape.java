package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;

/**
 * A person's face shape as far as it can be put on somebody else's head without touching the
 * expression: where six features (eyes, brows, nose, mouth) sit and how wide they are, and the
 * outline from ear to chin to ear. Measured in the head's own frame, canonical units (about a
 * centimetre), seen from the front.
 */
final class FaceShape {
  private static final int FEATURES = 6;
  private static final int OUTLINE = 3 * FEATURES;

  /** Points of the outline. */
  private static final int RIM = 36;

  /** Values a shape has. */
  static final int SIZE = OUTLINE + 2 * RIM;

  /** The farthest that anything is moved, canonical units. */
  private static final float LIMIT = .9f;

  private final int[][] rings;
  private final int[] oval;
  private final float[][] pull;
  private final float[][] drag;

  FaceShape(MeshAreas areas) {
    FaceTopology f = FaceTopology.canonical();
    rings =
        new int[][] {
          f.ring(Ring.RIGHT_EYE),
          f.ring(Ring.LEFT_EYE),
          f.ring(Ring.RIGHT_BROW),
          f.ring(Ring.LEFT_BROW),
          f.ring(Ring.NOSE_BASE),
          f.ring(Ring.LIPS_OUTER)
        };
    oval = f.ring(Ring.FACE_OVAL);
    pull = new float[FaceMesh.POINTS][FEATURES];
    drag = new float[FaceMesh.POINTS][RIM];
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      features(f, v, Rings.smooth(0, .12f, areas.rim[v]));
      outline(f, v, 1 - Rings.smooth(0, .22f, areas.rim[v]));
    }
  }

  /** How much vertex v goes along with each feature. */
  private void features(FaceTopology f, int v, float keep) {
    float total = .02f;
    for (int g = 0; g < FEATURES; g++) {
      double near = Double.MAX_VALUE;
      for (int r : rings[g]) {
        near = Math.min(near, Math.hypot(f.x(v) - f.x(r), f.y(v) - f.y(r)));
      }
      float[] line = new float[rings[g].length * 2];
      for (int i = 0; i < rings[g].length; i++) {
        line[2 * i] = f.x(rings[g][i]);
        line[2 * i + 1] = f.y(rings[g][i]);
      }
      boolean within = Rings.inside(line, f.x(v), f.y(v)) >= 0 || near == 0;
      pull[v][g] = within ? 10 : (float) Math.exp(-near * near / (2 * 1.1 * 1.1));
      total += pull[v][g];
    }
    for (int g = 0; g < FEATURES; g++) {
      pull[v][g] *= keep / total;
    }
  }

  /** How much vertex v goes along with each point of the outline. */
  private void outline(FaceTopology f, int v, float keep) {
    float total = 1e-6f;
    for (int i = 0; i < RIM; i++) {
      double d = Math.hypot(f.x(v) - f.x(oval[i]), f.y(v) - f.y(oval[i]));
      drag[v][i] = (float) Math.exp(-d * d / (2 * 1.4 * 1.4));
      total += drag[v][i];
    }
    for (int i = 0; i < RIM; i++) {
      drag[v][i] *= keep / total;
    }
  }

  /** The values of one mesh. */
  float[] measure(FaceMesh m) {
    Head h = new Head(m);
    float[] out = new float[SIZE];
    for (int g = 0; g < FEATURES; g++) {
      double x0 = Double.MAX_VALUE;
      double x1 = -Double.MAX_VALUE;
      double sy = 0;
      double sx = 0;
      for (int v : rings[g]) {
        double x = h.x(v);
        sx += x;
        sy += h.y(v);
        x0 = Math.min(x0, x);
        x1 = Math.max(x1, x);
      }
      out[3 * g] = (float) (sx / rings[g].length);
      out[3 * g + 1] = (float) (sy / rings[g].length);
      out[3 * g + 2] = (float) (x1 - x0);
    }
    for (int i = 0; i < RIM; i++) {
      out[OUTLINE + 2 * i] = (float) h.x(oval[i]);
      out[OUTLINE + 2 * i + 1] = (float) h.y(oval[i]);
    }
    return out;
  }

  /** A mesh in the head's own frame. */
  private static final class Head {
    private static final int[] STIFF = {6, 168, 197, 195, 5, 33, 263, 133, 362};
    final FaceMesh m;
    final Pose p;
    final double[] r;
    private final double depth;

    Head(FaceMesh m) {
      this.m = m;
      p = FaceGeometry.pose(m);
      r = p.rotation();
      FaceTopology f = FaceTopology.canonical();
      double sum = 0;
      for (int v : STIFF) {
        sum += m.z(v) / p.scale() - (r[6] * f.x(v) + r[7] * f.y(v) + r[8] * f.z(v));
      }
      depth = sum / STIFF.length;
    }

    double x(int v) {
      return along(v, 0);
    }

    double y(int v) {
      return along(v, 1);
    }

    private double along(int v, int axis) {
      return r[axis] * (m.x(v) - p.x()) / p.scale()
          + r[3 + axis] * (m.y(v) - p.y()) / p.scale()
          + r[6 + axis] * (m.z(v) / p.scale() - depth);
    }
  }

  /**
   * The mesh with its features moved and sized, and its outline moved, {@code amount} of the way
   * from {@code own} to {@code wanted}; articulation and depth stay.
   */
  FaceMesh shape(FaceMesh m, float[] own, float[] wanted, float amount) {
    if (amount == 0) {
      return m;
    }
    Head h = new Head(m);
    float[] at = measure(m);
    float[] rim = rim(own, wanted);
    float[] xyz = m.xyz().clone();
    for (int i = 0; i < m.points(); i++) {
      // irises go with their eye
      int as = i < FaceMesh.POINTS ? i : i < FaceMesh.POINTS + FaceMesh.IRIS ? 159 : 386;
      double hx = h.x(i);
      double hy = h.y(i);
      double mx = 0;
      double my = 0;
      for (int g = 0; g < FEATURES; g++) {
        float w = pull[as][g];
        float grow = Math.max(.8f, Math.min(wanted[3 * g + 2] / own[3 * g + 2], 1.25f)) - 1;
        mx += w * (clip(wanted[3 * g] - own[3 * g]) + grow * (hx - at[3 * g]));
        my += w * (clip(wanted[3 * g + 1] - own[3 * g + 1]) + grow * (hy - at[3 * g + 1]));
      }
      for (int k = 0; k < RIM; k++) {
        mx += drag[as][k] * rim[2 * k];
        my += drag[as][k] * rim[2 * k + 1];
      }
      double s = amount * h.p.scale();
      xyz[3 * i] += (float) ((h.r[0] * mx + h.r[1] * my) * s);
      xyz[3 * i + 1] += (float) ((h.r[3] * mx + h.r[4] * my) * s);
    }
    return new FaceMesh(xyz);
  }

  /** How the outline moves: each point averaged with its neighbours, so that it stays smooth. */
  private static float[] rim(float[] own, float[] wanted) {
    float[] out = new float[2 * RIM];
    for (int i = 0; i < RIM; i++) {
      for (int k = -2; k <= 2; k++) {
        int j = OUTLINE + 2 * ((i + k + RIM) % RIM);
        float w = (3 - Math.abs(k)) / 9f;
        out[2 * i] += w * clip(wanted[j] - own[j]);
        out[2 * i + 1] += w * clip(wanted[j + 1] - own[j + 1]);
      }
    }
    return out;
  }

  private static float clip(float v) {
    return Math.max(-LIMIT, Math.min(v, LIMIT));
  }
}
