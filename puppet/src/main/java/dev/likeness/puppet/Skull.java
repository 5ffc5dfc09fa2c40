package dev.likeness.puppet;

/** How far a head at rest reaches in every direction from a point inside it. */
final class Skull {
  static final float X = 0;
  static final float Y = 1.5f;
  static final float Z = -4.5f;
  private static final int AROUND = 96;
  private static final int UP = 64;

  private final float[] radius = new float[AROUND * UP];

  /**
   * @param mesh the fine mesh at rest
   */
  Skull(float[] mesh) {
    for (int v = 0; v < mesh.length / 3; v++) {
      float x = mesh[3 * v] - X;
      float y = mesh[3 * v + 1] - Y;
      float z = mesh[3 * v + 2] - Z;
      if (mesh[3 * v + 1] < -15) {
        continue;
      }
      float r = (float) Math.sqrt(x * x + y * y + z * z);
      int a = Math.floorMod((int) Math.floor(turn(x, z) * AROUND), AROUND);
      int b = Math.min(UP - 1, (int) (height(y / r) * UP));
      int i = b * AROUND + a;
      radius[i] = Math.max(radius[i], r);
    }
    fill();
  }

  private static float turn(float x, float z) {
    return (float) (Math.atan2(x, z) / (2 * Math.PI));
  }

  private static float height(float y) {
    return (float) (Math.asin(Math.max(-1, Math.min(1, y))) / Math.PI + .5);
  }

  private void fill() {
    for (int pass = 0; pass < 40; pass++) {
      float[] old = radius.clone();
      boolean hole = false;
      for (int b = 0; b < UP; b++) {
        for (int a = 0; a < AROUND; a++) {
          if (old[b * AROUND + a] > 0) {
            continue;
          }
          float sum = 0;
          int n = 0;
          for (int j = -1; j <= 1; j++) {
            for (int i = -1; i <= 1; i++) {
              int y = Math.max(0, Math.min(UP - 1, b + j));
              float r = old[y * AROUND + Math.floorMod(a + i, AROUND)];
              if (r > 0) {
                sum += r;
                n++;
              }
            }
          }
          if (n > 0) {
            radius[b * AROUND + a] = sum / n;
          } else {
            hole = true;
          }
        }
      }
      if (!hole) {
        return;
      }
    }
  }

  /** Reach in the direction of an offset from the middle. */
  float reach(float x, float y, float z) {
    float r = (float) Math.sqrt(x * x + y * y + z * z);
    float fa = turn(x, z) * AROUND - .5f;
    float fb = height(y / r) * UP - .5f;
    int a = (int) Math.floor(fa);
    int b = (int) Math.floor(fb);
    float ta = fa - a;
    float tb = fb - b;
    float low = at(a, b) + ta * (at(a + 1, b) - at(a, b));
    float high = at(a, b + 1) + ta * (at(a + 1, b + 1) - at(a, b + 1));
    return low + tb * (high - low);
  }

  private float at(int a, int b) {
    return radius[Math.max(0, Math.min(UP - 1, b)) * AROUND + Math.floorMod(a, AROUND)];
  }
}
