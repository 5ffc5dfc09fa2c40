package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;

/**
 * A mesh's own axes, from its outline's ends, in pixels for one canonical unit (x to the picture's
 * right, y up, z to the viewer), and where its middle is. {@link HeadFrame} is fitted to all stiff
 * points instead. Immutable.
 */
final class HeadAxes {
  /** The outer corners of the eyes. */
  private static final int[] EYES = {33, 263};

  final float[] right = new float[3];
  final float[] up = new float[3];
  final float[] out = new float[3];
  final float[] middle = new float[3];

  /** Pixels of a canonical unit. */
  final float size;

  private HeadAxes(FaceMesh m, float unit) {
    float[] p = m.xyz();
    for (int c = 0; c < 3; c++) {
      right[c] = p[3 * 454 + c] - p[3 * 234 + c];
      up[c] = p[3 * 10 + c] - p[3 * 152 + c];
      middle[c] = (p[3 * 454 + c] + p[3 * 234 + c]) / 2;
    }
    float s = (float) (eyes(m) / unit);
    scale(right, s);
    float along = dot(up, right) / dot(right, right);
    for (int c = 0; c < 3; c++) {
      up[c] -= along * right[c];
    }
    scale(up, s);
    // to the viewer: right × down, as y points down in pictures and z away
    out[0] = (right[1] * up[2] - right[2] * up[1]) / s;
    out[1] = (right[2] * up[0] - right[0] * up[2]) / s;
    out[2] = (right[0] * up[1] - right[1] * up[0]) / s;
    if (out[2] > 0) {
      for (int c = 0; c < 3; c++) {
        out[c] = -out[c];
      }
    }
    size = (float) Math.sqrt(dot(right, right));
  }

  static HeadAxes of(FaceMesh m) {
    FaceTopology face = FaceTopology.canonical();
    float dx = face.x(EYES[0]) - face.x(EYES[1]);
    float dy = face.y(EYES[0]) - face.y(EYES[1]);
    return new HeadAxes(m, (float) Math.hypot(dx, dy));
  }

  private static double eyes(FaceMesh m) {
    float[] p = m.xyz();
    double x = p[3 * EYES[0]] - p[3 * EYES[1]];
    double y = p[3 * EYES[0] + 1] - p[3 * EYES[1] + 1];
    double z = p[3 * EYES[0] + 2] - p[3 * EYES[1] + 2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  private static float dot(float[] a, float[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static void scale(float[] v, float length) {
    float k = length / (float) Math.sqrt(dot(v, v));
    for (int c = 0; c < 3; c++) {
      v[c] *= k;
    }
  }

  /** Adds to a point what is given along these axes. */
  void add(float[] p, int v, float dx, float dy, float dz) {
    for (int c = 0; c < 3; c++) {
      p[3 * v + c] += dx * right[c] + dy * up[c] + dz * out[c];
    }
  }
}
