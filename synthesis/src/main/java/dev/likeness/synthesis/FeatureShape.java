package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;

/**
 * Where a face's features sit and how large they are, seen from the front: the part of a person's
 * shape that can be moved on somebody else's head without touching outline or expression. Six
 * features (eyes, brows, nose, mouth), each with its middle (x, y) and its width, in canonical
 * units of the head's own frame.
 */
final class FeatureShape {
  /** Values a shape has. */
  static final int SIZE = 18;

  private static final int FEATURES = 6;

  /** The farthest that a feature is moved, canonical units (about a centimetre). */
  private static final float LIMIT = .9f;

  private final int[][] rings;
  private final float[][] pull;
  private final float[] rim;

  FeatureShape(MeshAreas areas) {
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
    rim = areas.rim;
    pull = new float[FEATURES][f.vertexCount()];
    for (int v = 0; v < f.vertexCount(); v++) {
      float total = .02f;
      for (int g = 0; g < FEATURES; g++) {
        double near = Double.MAX_VALUE;
        for (int r : rings[g]) {
          near = Math.min(near, Math.hypot(f.x(v) - f.x(r), f.y(v) - f.y(r)));
        }
        float[] outline = new float[rings[g].length * 2];
        for (int i = 0; i < rings[g].length; i++) {
          outline[2 * i] = f.x(rings[g][i]);
          outline[2 * i + 1] = f.y(rings[g][i]);
        }
        boolean within = Rings.inside(outline, f.x(v), f.y(v)) >= 0 || near == 0;
        pull[g][v] = within ? 10 : (float) Math.exp(-near * near / (2 * 1.1 * 1.1));
        total += pull[g][v];
      }
      float keep = Rings.smooth(0, .12f, rim[v]);
      for (int g = 0; g < FEATURES; g++) {
        pull[g][v] *= keep / total;
      }
    }
  }

  /** The 18 values of one mesh. */
  float[] measure(FaceMesh m) {
    Pose p = FaceGeometry.pose(m);
    double[] r = p.rotation();
    double depth = meanDepth(m, p, r);
    float[] out = new float[SIZE];
    for (int g = 0; g < FEATURES; g++) {
      double x0 = Double.MAX_VALUE;
      double x1 = -Double.MAX_VALUE;
      double sx = 0;
      double sy = 0;
      for (int v : rings[g]) {
        double dx = (m.x(v) - p.x()) / p.scale();
        double dy = (m.y(v) - p.y()) / p.scale();
        double dz = m.z(v) / p.scale() - depth;
        double x = r[0] * dx + r[3] * dy + r[6] * dz;
        double y = r[1] * dx + r[4] * dy + r[7] * dz;
        sx += x;
        sy += y;
        x0 = Math.min(x0, x);
        x1 = Math.max(x1, x);
      }
      out[3 * g] = (float) (sx / rings[g].length);
      out[3 * g + 1] = (float) (sy / rings[g].length);
      out[3 * g + 2] = (float) (x1 - x0);
    }
    return out;
  }

  /** Depth of the head's origin: the nose bridge's depth less what the pose says it should be. */
  private static double meanDepth(FaceMesh m, Pose p, double[] r) {
    FaceTopology f = FaceTopology.canonical();
    double sum = 0;
    int[] stiff = {6, 168, 197, 195, 5, 33, 263, 133, 362};
    for (int v : stiff) {
      sum += m.z(v) / p.scale() - (r[6] * f.x(v) + r[7] * f.y(v) + r[8] * f.z(v));
    }
    return sum / stiff.length;
  }

  /**
   * The mesh with its features moved and sized {@code amount} of the way from {@code own} to {@code
   * wanted}; outline, articulation and depth stay.
   */
  FaceMesh shape(FaceMesh m, float[] own, float[] wanted, float amount) {
    if (amount == 0) {
      return m;
    }
    Pose p = FaceGeometry.pose(m);
    double[] r = p.rotation();
    float[] at = measure(m);
    float[] xyz = m.xyz().clone();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      move(v, v, m, p, r, at, own, wanted, amount, xyz);
    }
    for (int i = FaceMesh.POINTS; i < m.points(); i++) {
      int eye = i < FaceMesh.POINTS + FaceMesh.IRIS ? 159 : 386;
      move(i, eye, m, p, r, at, own, wanted, amount, xyz);
    }
    return new FaceMesh(xyz);
  }

  private void move(
      int point,
      int as,
      FaceMesh m,
      Pose p,
      double[] r,
      float[] at,
      float[] own,
      float[] wanted,
      float amount,
      float[] xyz) {
    double dx = (m.x(point) - p.x()) / p.scale();
    double dy = (m.y(point) - p.y()) / p.scale();
    double hx = r[0] * dx + r[3] * dy;
    double hy = r[1] * dx + r[4] * dy;
    double mx = 0;
    double my = 0;
    for (int g = 0; g < FEATURES; g++) {
      float w = pull[g][as] * amount;
      if (w > 1e-4f) {
        float grow = Math.max(.8f, Math.min(wanted[3 * g + 2] / own[3 * g + 2], 1.25f)) - 1;
        mx += w * (clip(wanted[3 * g] - own[3 * g]) + grow * (hx - at[3 * g]));
        my += w * (clip(wanted[3 * g + 1] - own[3 * g + 1]) + grow * (hy - at[3 * g + 1]));
      }
    }
    xyz[3 * point] += (float) ((r[0] * mx + r[1] * my) * p.scale());
    xyz[3 * point + 1] += (float) ((r[3] * mx + r[4] * my) * p.scale());
  }

  private static float clip(float v) {
    return Math.max(-LIMIT, Math.min(v, LIMIT));
  }
}
