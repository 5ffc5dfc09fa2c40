package dev.likeness.puppet;

/** Tilts normals by a height map's slopes, on the triangle that is being shaded. */
final class Bump {
  private final Surface s;

  Bump(Surface s) {
    this.s = s;
  }

  void tilt(Point p, float slopeU, float slopeV) {
    if (slopeU == 0 && slopeV == 0) {
      return;
    }
    int a = s.triangles[3 * p.triangle];
    int b = s.triangles[3 * p.triangle + 1];
    int c = s.triangles[3 * p.triangle + 2];
    float[] uv = s.uv;
    float u1 = uv[2 * b] - uv[2 * a];
    float v1 = uv[2 * b + 1] - uv[2 * a + 1];
    float u2 = uv[2 * c] - uv[2 * a];
    float v2 = uv[2 * c + 1] - uv[2 * a + 1];
    float det = u1 * v2 - u2 * v1;
    if (Math.abs(det) < 1e-12f) {
      return;
    }
    float[] w = s.world;
    float tx = 0;
    float ty = 0;
    float tz = 0;
    float bx = 0;
    float by = 0;
    float bz = 0;
    float k = 1 / det;
    float e1 = w[3 * b] - w[3 * a];
    float e2 = w[3 * c] - w[3 * a];
    tx = (e1 * v2 - e2 * v1) * k;
    bx = (e2 * u1 - e1 * u2) * k;
    e1 = w[3 * b + 1] - w[3 * a + 1];
    e2 = w[3 * c + 1] - w[3 * a + 1];
    ty = (e1 * v2 - e2 * v1) * k;
    by = (e2 * u1 - e1 * u2) * k;
    e1 = w[3 * b + 2] - w[3 * a + 2];
    e2 = w[3 * c + 2] - w[3 * a + 2];
    tz = (e1 * v2 - e2 * v1) * k;
    bz = (e2 * u1 - e1 * u2) * k;
    float tl = slopeU / (float) Math.sqrt(tx * tx + ty * ty + tz * tz);
    float bl = slopeV / (float) Math.sqrt(bx * bx + by * by + bz * bz);
    float nx = p.nx - tl * tx - bl * bx;
    float ny = p.ny - tl * ty - bl * by;
    float nz = p.nz - tl * tz - bl * bz;
    float n = 1 / (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
    p.nx = nx * n;
    p.ny = ny * n;
    p.nz = nz * n;
  }
}
