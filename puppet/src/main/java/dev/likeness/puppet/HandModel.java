package dev.likeness.puppet;

/** An open hand, back to the camera, fingers up, with a wrist and a sleeve. */
final class HandModel {
  /** Capsules: from (x, y, z) to (x, y, z), radius at either end. */
  private static final float[][] FINGERS = {
    {-3.1f, 3.6f, .1f, -3.55f, 6.3f, .0f, .80f, .74f},
    {-3.55f, 6.3f, .0f, -3.75f, 8.2f, -.35f, .72f, .66f},
    {-3.75f, 8.2f, -.35f, -3.8f, 9.7f, -.8f, .64f, .54f},
    {-1.05f, 4.1f, .25f, -1.2f, 7.3f, .15f, .84f, .78f},
    {-1.2f, 7.3f, .15f, -1.25f, 9.5f, -.2f, .76f, .70f},
    {-1.25f, 9.5f, -.2f, -1.25f, 11.1f, -.7f, .68f, .56f},
    {1.0f, 3.9f, .2f, 1.2f, 7.0f, .1f, .80f, .74f},
    {1.2f, 7.0f, .1f, 1.35f, 9.1f, -.3f, .72f, .66f},
    {1.35f, 9.1f, -.3f, 1.4f, 10.6f, -.8f, .64f, .53f},
    {2.9f, 3.1f, .0f, 3.45f, 5.4f, -.15f, .70f, .64f},
    {3.45f, 5.4f, -.15f, 3.75f, 7.0f, -.5f, .62f, .57f},
    {3.75f, 7.0f, -.5f, 3.9f, 8.3f, -.95f, .56f, .47f},
    {-3.2f, -2.6f, -.7f, -5.3f, .2f, -1.3f, 1.15f, .95f},
    {-5.3f, .2f, -1.3f, -6.3f, 2.9f, -1.5f, .90f, .80f},
    {-6.3f, 2.9f, -1.5f, -6.7f, 4.7f, -1.6f, .78f, .62f}
  };

  private static final float[][] PALM = {
    {-2.6f, -2.9f, -.2f, -3.0f, 3.4f, .05f, 1.05f, .95f},
    {-.8f, -3.4f, .05f, -1.05f, 3.8f, .2f, 1.12f, 1.0f},
    {.9f, -3.4f, .0f, 1.0f, 3.6f, .15f, 1.08f, .98f},
    {2.2f, -3.0f, -.2f, 2.8f, 2.9f, -.05f, 1.05f, .90f},
    {-.9f, -3.4f, -.2f, -1.1f, -9.5f, -.4f, 1.75f, 1.95f},
    {.9f, -3.4f, -.2f, 1.1f, -9.5f, -.4f, 1.75f, 1.95f}
  };

  /** Middles of the nails and the way they face. */
  private static final float[][] NAILS = {
    {-3.8f, 9.75f, -.35f},
    {-1.25f, 11.15f, -.25f},
    {1.4f, 10.65f, -.35f},
    {3.9f, 8.35f, -.55f},
    {-6.75f, 4.75f, -1.0f}
  };

  private static final float[][] KNUCKLES = {
    {-3.05f, 3.5f, 1}, {-1.05f, 4.0f, 1.1f}, {1.0f, 3.8f, 1.1f}, {2.85f, 3.0f, .8f},
    {-3.55f, 6.3f, .7f}, {-1.2f, 7.3f, .8f}, {1.2f, 7.0f, .8f}, {3.45f, 5.4f, .5f},
    {-3.75f, 8.2f, .3f}, {-1.25f, 9.5f, .4f}, {1.35f, 9.1f, .3f}, {3.75f, 7.0f, .0f},
    {-5.3f, .2f, -.6f}, {-6.3f, 2.9f, -.8f}
  };

  private static final int SLEEVE_AROUND = 28;
  private static final int SLEEVE_ROWS = 12;

  private final SurfaceNets.Mesh mesh;
  private final float[] marks;
  private final float[] open;
  private final float[] sleeve = new float[3 * SLEEVE_AROUND * SLEEVE_ROWS];
  private final int[] sleeveTriangles;

  private static final class Holder {
    static final HandModel ONE = new HandModel();
  }

  static HandModel one() {
    return Holder.ONE;
  }

  private HandModel() {
    mesh =
        SurfaceNets.mesh(
            HandModel::distance, new float[] {-8.5f, -10, -4}, new float[] {6, 12.6f, 3}, .27f);
    int n = mesh.points().length / 3;
    marks = new float[2 * n];
    for (int v = 0; v < n; v++) {
      float x = mesh.points()[3 * v];
      float y = mesh.points()[3 * v + 1];
      float z = mesh.points()[3 * v + 2];
      for (float[] m : NAILS) {
        float dx = (x - m[0]) / .46f;
        float dy = (y - m[1]) / .60f;
        float dz = (z - m[2]) / .5f;
        marks[2 * v] = Math.max(marks[2 * v], 1.35f - (dx * dx + dy * dy + dz * dz));
      }
      for (float[] m : KNUCKLES) {
        float d = sq((x - m[0]) / .8f) + sq((y - m[1]) / .5f) + sq((z - m[2]) / .8f);
        marks[2 * v + 1] += (float) Math.exp(-d);
      }
    }
    open = new float[n];
    float[] normal = new float[3 * n];
    Surface.normals(mesh.triangles(), mesh.points(), normal);
    for (int v = 0; v < n; v++) {
      float sum = 0;
      for (int k = 1; k <= 4; k++) {
        float d = .38f * k;
        float x = mesh.points()[3 * v] + d * normal[3 * v];
        float y = mesh.points()[3 * v + 1] + d * normal[3 * v + 1];
        float z = mesh.points()[3 * v + 2] + d * normal[3 * v + 2];
        sum += (d - Math.max(0, distance(x, y, z))) / d * .42f / k;
      }
      open[v] = Math.max(.12f, 1 - sum);
    }
    for (int r = 0; r < SLEEVE_ROWS; r++) {
      for (int i = 0; i < SLEEVE_AROUND; i++) {
        double a = 2 * Math.PI * i / SLEEVE_AROUND;
        float t = (float) r / (SLEEVE_ROWS - 1);
        float y = r == 0 ? -6.9f : -6.7f - 34 * t;
        float k = (r == 0 ? .88f : 1 + .55f * t) + .05f * Noise.value(i * .5f, r * .9f, 1, 3);
        int o = 3 * (r * SLEEVE_AROUND + i);
        sleeve[o] = (float) (3.5f * k * Math.cos(a)) + 2 * t;
        sleeve[o + 1] = y;
        sleeve[o + 2] = -.4f + (float) (2.75f * k * Math.sin(a)) - 3 * t;
      }
    }
    sleeveTriangles = new int[6 * SLEEVE_AROUND * (SLEEVE_ROWS - 1)];
    int o = 0;
    for (int r = 0; r + 1 < SLEEVE_ROWS; r++) {
      for (int i = 0; i < SLEEVE_AROUND; i++) {
        int a = r * SLEEVE_AROUND + i;
        int b = r * SLEEVE_AROUND + (i + 1) % SLEEVE_AROUND;
        int c = SLEEVE_AROUND;
        System.arraycopy(new int[] {a, b, a + c, b, b + c, a + c}, 0, sleeveTriangles, o, 6);
        o += 6;
      }
    }
  }

  private static float sq(float v) {
    return v * v;
  }

  /** Smooth union of all capsules; fingers stay apart, the palm melts together. */
  private static float distance(float x, float y, float z) {
    float palm = 9;
    for (float[] c : PALM) {
      palm = melt(palm, capsule(c, x, y, z), 1.1f);
    }
    float out = palm;
    for (int i = 0; i < FINGERS.length; i += 3) {
      float finger = capsule(FINGERS[i], x, y, z);
      finger = melt(finger, capsule(FINGERS[i + 1], x, y, z), .22f);
      finger = melt(finger, capsule(FINGERS[i + 2], x, y, z), .22f);
      out = melt(out, finger, i == 12 ? .9f : .5f);
    }
    return out;
  }

  private static float melt(float a, float b, float k) {
    float h = Math.max(0, k - Math.abs(a - b)) / k;
    return Math.min(a, b) - h * h * k * .25f;
  }

  private static float capsule(float[] c, float x, float y, float z) {
    float dx = c[3] - c[0];
    float dy = c[4] - c[1];
    float dz = c[5] - c[2];
    float px = x - c[0];
    float py = y - c[1];
    float pz = z - c[2];
    float t = (px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz);
    t = t < 0 ? 0 : Math.min(1, t);
    float ex = px - t * dx;
    float ey = py - t * dy;
    float ez = pz - t * dz;
    return (float) Math.sqrt(ex * ex + ey * ey + ez * ez) - (c[6] + t * (c[7] - c[6]));
  }

  /** Hand and sleeve before the face, in world space. */
  Surface[] surfaces(Occluder.Hand at, Identity person) {
    float[] p = mesh.points().clone();
    float[] s = sleeve.clone();
    place(p, at);
    place(s, at);
    Surface hand =
        new Surface(mesh.triangles(), p, marks, open, new HandMaterial(person.skin()), true);
    Surface cuff =
        new Surface(
            sleeveTriangles,
            s,
            new float[2 * s.length / 3],
            Surface.ones(s.length / 3),
            new ClothMaterial(person.wear()),
            false);
    hand.normals();
    cuff.normals();
    return new Surface[] {hand, cuff};
  }

  private static void place(float[] p, Occluder.Hand at) {
    double a = Math.toRadians(at.turn());
    float c = (float) Math.cos(a);
    float s = (float) Math.sin(a);
    for (int i = 0; i < p.length; i += 3) {
      float x = p[i];
      float y = p[i + 1];
      p[i] = (float) (x * c + y * s + at.x() * 15.5);
      p[i + 1] = (float) (y * c - x * s - at.y() * 15.5 - 1);
      p[i + 2] += 13.5f;
    }
  }
}
