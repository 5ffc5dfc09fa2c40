package dev.likeness.puppet;

import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import java.util.ArrayList;
import java.util.List;

/**
 * The coarse mesh of a head: the canonical face, opened at eyes and mouth, with loops of 36
 * vertices that run from the face's oval over crown and throat down to the base of the neck, and
 * narrow strips that turn lids and lips inwards. One connected surface, so nothing can show a seam.
 *
 * <p>Head space (see the package). The same object for everybody; people differ by {@link
 * Sculptor}.
 */
final class Cage {
  /** How many loops lie between the oval and the base of the neck, that one included. */
  static final int LOOPS = 16;

  static final int AROUND = 36;
  static final int LID = 16;
  static final int LIP = 20;
  static final int FACE = 468;
  static final int FIRST_LOOP = FACE;
  static final int FIRST_LID = FIRST_LOOP + LOOPS * AROUND;
  static final int FIRST_LIP = FIRST_LID + 4 * LID;
  static final int VERTICES = FIRST_LIP + 2 * LIP;

  /** What a triangle is part of. */
  static final byte SKIN = 0;

  static final byte NECK = 1;
  static final byte LID_RIM = 2;
  static final byte LIP_INSIDE = 3;

  /**
   * Where each loop passes: crown or back (y, z), side (x, y, z), throat (y, z). The first row is
   * the oval itself.
   */
  private static final float[][] PATHS = {
    {8.26f, 4.48f, 7.66f, 0.67f, -2.43f, -9.40f, 4.26f},
    {10.65f, 3.30f, 7.72f, 0.90f, -3.80f, -10.00f, 2.90f},
    {12.35f, 1.20f, 7.72f, 1.00f, -5.20f, -10.00f, 1.20f},
    {13.25f, -1.60f, 7.65f, 0.90f, -6.70f, -9.95f, -0.50f},
    {13.45f, -4.70f, 7.40f, 0.60f, -8.20f, -10.30f, -1.90f},
    {12.85f, -7.90f, 6.90f, 0.00f, -9.40f, -11.20f, -2.70f},
    {11.20f, -10.80f, 6.35f, -1.10f, -10.00f, -12.20f, -2.90f},
    {8.60f, -12.80f, 5.90f, -2.70f, -9.90f, -13.10f, -2.85f},
    {5.70f, -13.80f, 5.55f, -4.40f, -9.40f, -13.70f, -2.75f},
    {2.40f, -13.70f, 5.30f, -6.20f, -8.80f, -14.30f, -2.60f},
    {-0.80f, -12.60f, 5.20f, -8.00f, -8.20f, -14.90f, -2.40f},
    {-3.70f, -11.60f, 5.25f, -9.70f, -7.80f, -15.30f, -2.20f},
    {-6.90f, -11.40f, 5.50f, -11.50f, -7.50f, -15.90f, -1.90f},
    {-10.20f, -11.70f, 6.00f, -13.40f, -7.30f, -16.70f, -1.60f},
    {-13.70f, -12.80f, 8.20f, -16.50f, -7.40f, -18.90f, -0.60f},
    {-18.60f, -14.20f, 11.70f, -20.50f, -7.60f, -22.80f, 1.20f},
    {-25.60f, -15.40f, 14.70f, -26.40f, -7.80f, -29.60f, 3.20f}
  };

  /** How much of the oval's own outline each loop still carries. */
  private static final float[] OUTLINE = {
    1, .9f, .68f, .42f, .2f, .07f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  final float[] xyz = new float[3 * VERTICES];
  final float[] uv = new float[2 * VERTICES];
  final int[] triangles;
  final byte[] parts;

  /**
   * The person's right eye, then left: the lid's rim, from the outer corner along the lower lid.
   */
  final int[][] eyes;

  /** Next ring outside each rim. */
  final int[][] lids;

  final int[] lipsInner;
  final int[] lipsOuter;
  final int[] oval;

  private static final class Holder {
    static final Cage ONE = new Cage(FaceTopology.canonical());
  }

  static Cage one() {
    return Holder.ONE;
  }

  private Cage(FaceTopology face) {
    eyes = new int[][] {face.ring(Ring.RIGHT_EYE), face.ring(Ring.LEFT_EYE)};
    lids = new int[][] {face.ring(Ring.RIGHT_LIDS), face.ring(Ring.LEFT_LIDS)};
    lipsInner = face.ring(Ring.LIPS_INNER);
    lipsOuter = face.ring(Ring.LIPS_OUTER);
    oval = face.ring(Ring.FACE_OVAL);
    float[] canonical = face.vertices();
    float[] flat = face.uv();
    for (int i = 0; i < FACE; i++) {
      put(i, canonical[3 * i], -canonical[3 * i + 1], -canonical[3 * i + 2]);
      uv[2 * i] = .5f + .78f * (flat[2 * i] - .5f);
      uv[2 * i + 1] = .5f + .78f * (flat[2 * i + 1] - .53f);
    }
    List<int[]> tris = new ArrayList<>();
    List<Byte> kinds = new ArrayList<>();
    for (int[] t : face.triangles(FaceTopology.Part.SKIN)) {
      tris.add(t);
      kinds.add(SKIN);
    }
    loops();
    for (int j = 0; j < LOOPS; j++) {
      int[] from = j == 0 ? oval : ids(FIRST_LOOP + (j - 1) * AROUND, AROUND);
      strip(from, ids(FIRST_LOOP + j * AROUND, AROUND), false, NECK, tris, kinds);
    }
    for (int e = 0; e < 2; e++) {
      int[] a = ids(FIRST_LID + 2 * e * LID, LID);
      int[] b = ids(FIRST_LID + (2 * e + 1) * LID, LID);
      inset(eyes[e], a, .25f);
      inset(eyes[e], b, .5f);
      strip(eyes[e], a, e == 1, LID_RIM, tris, kinds);
      strip(a, b, e == 1, LID_RIM, tris, kinds);
    }
    int[] a = ids(FIRST_LIP, LIP);
    int[] b = ids(FIRST_LIP + LIP, LIP);
    inset(lipsInner, a, .3f);
    inset(lipsInner, b, .6f);
    strip(lipsInner, a, false, LIP_INSIDE, tris, kinds);
    strip(a, b, false, LIP_INSIDE, tris, kinds);
    triangles = new int[3 * tris.size()];
    parts = new byte[tris.size()];
    for (int t = 0; t < parts.length; t++) {
      System.arraycopy(tris.get(t), 0, triangles, 3 * t, 3);
      parts[t] = kinds.get(t);
    }
  }

  private void put(int i, float x, float y, float z) {
    xyz[3 * i] = x;
    xyz[3 * i + 1] = y;
    xyz[3 * i + 2] = z;
  }

  static int[] ids(int first, int n) {
    int[] out = new int[n];
    for (int i = 0; i < n; i++) {
      out[i] = first + i;
    }
    return out;
  }

  /** Places the loops: ellipses through back, sides and throat that start as the oval. */
  private void loops() {
    float[] angle = new float[AROUND];
    float[] p0 = PATHS[0];
    float midY = (p0[0] + p0[5]) / 2;
    for (int i = 0; i < AROUND; i++) {
      float s = xyz[3 * oval[i]] / p0[2];
      float y = xyz[3 * oval[i] + 1] - midY - (p0[3] - midY) * s * s;
      angle[i] = (float) Math.atan2(s, y / ((p0[0] - p0[5]) / 2));
    }
    float[] at = new float[3];
    for (int i = 0; i < AROUND; i++) {
      on(p0, angle[i], at);
      float rx = xyz[3 * oval[i]] - at[0];
      float ry = xyz[3 * oval[i] + 1] - at[1];
      float rz = xyz[3 * oval[i] + 2] - at[2];
      float u = uv[2 * oval[i]] - .5f;
      float v = uv[2 * oval[i] + 1] - .5f;
      float len = (float) Math.hypot(u, v);
      for (int j = 1; j <= LOOPS; j++) {
        on(PATHS[j], angle[i], at);
        if (angle[i] > -Math.PI / 2 && angle[i] < Math.PI / 2) {
          at[0] *= fuller(angle[i], Math.min(1, (j - 1) / 3f));
        }
        int id = FIRST_LOOP + (j - 1) * AROUND + i;
        float k = OUTLINE[j];
        put(id, at[0] + k * rx, at[1] + k * ry, at[2] + k * rz);
        float r = len + .1f * j / LOOPS;
        uv[2 * id] = .5f + u / len * r;
        uv[2 * id + 1] = .5f + v / len * r;
      }
    }
  }

  /** Skulls are squarer on top than an ellipse: how much further out the side lies. */
  private static float fuller(float angle, float amount) {
    double c = Math.abs(Math.cos(angle));
    double s = Math.abs(Math.sin(angle));
    double square = Math.pow(1 - Math.pow(c, 2.6), 1 / 2.6);
    return s < .02 ? 1 : (float) (1 + amount * (square / s - 1));
  }

  /** The point of a loop at an angle from the crown (0) over the person's left side. */
  private static void on(float[] p, float angle, float[] out) {
    float c = (float) Math.cos(angle);
    float s = (float) Math.sin(angle);
    float cy = (p[0] + p[5]) / 2;
    float cz = (p[1] + p[6]) / 2;
    out[0] = p[2] * s;
    out[1] = cy + (p[0] - p[5]) / 2 * c + (p[3] - cy) * s * s;
    out[2] = cz + (p[1] - p[6]) / 2 * c + (p[4] - cz) * s * s;
  }

  /** Texture place of a strip inside an opening: towards its middle. */
  private void inset(int[] ring, int[] inner, float share) {
    float u = 0;
    float v = 0;
    for (int i : ring) {
      u += uv[2 * i] / ring.length;
      v += uv[2 * i + 1] / ring.length;
    }
    for (int i = 0; i < ring.length; i++) {
      uv[2 * inner[i]] = uv[2 * ring[i]] + share * (u - uv[2 * ring[i]]);
      uv[2 * inner[i] + 1] = uv[2 * ring[i] + 1] + share * (v - uv[2 * ring[i] + 1]);
      System.arraycopy(xyz, 3 * ring[i], xyz, 3 * inner[i], 3);
    }
  }

  /**
   * Two triangles between each pair of neighbours of two rings. The diagonal leans the other way on
   * the other side of a ring that crosses the middle, so that the mesh is its own mirror image.
   */
  private void strip(
      int[] a, int[] b, boolean flip, byte kind, List<int[]> tris, List<Byte> kinds) {
    int n = a.length;
    float middle = 0;
    for (int v : a) {
      middle += xyz[3 * v] / n;
    }
    for (int i = 0; i < n; i++) {
      int j = (i + 1) % n;
      boolean lean = Math.abs(middle) < 1 && xyz[3 * a[i]] + xyz[3 * a[j]] < 0;
      int[] one = lean ? new int[] {a[i], a[j], b[j]} : new int[] {a[i], a[j], b[i]};
      int[] two = lean ? new int[] {a[i], b[j], b[i]} : new int[] {a[j], b[j], b[i]};
      tris.add(flip ? new int[] {one[1], one[0], one[2]} : one);
      tris.add(flip ? new int[] {two[1], two[0], two[2]} : two);
      kinds.add(kind);
      kinds.add(kind);
    }
  }
}
