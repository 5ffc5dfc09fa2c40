package dev.likeness.puppet;

/**
 * Many thin hairs of the same number of points. Either they sit on the skull and turn with it, or
 * each has a root on the fine mesh and keeps its place in the root's frame, so that lids, brows and
 * chin carry it along. Immutable; {@link Drawing} is what a frame works on.
 */
final class Strands {
  final int count;

  /** Points a strand. */
  final int points;

  /** Head space for hair on the skull, the root's frame for rooted hair. */
  final float[] at;

  /** Linear colour of each strand at its root, then at its tip. */
  final float[] colour;

  /** Centimetres at the root; tips are half as wide. */
  final float[] width;

  /** The fine vertex each strand is rooted in, or empty. */
  final int[] root;

  /** How much of the surround each point sees. */
  final float[] open;

  /** How glossy. */
  final float gloss;

  /** Whether it hides a face, as fringe and beard do and brows do not. */
  final boolean covers;

  Strands(
      int points,
      float[] at,
      float[] colour,
      float[] width,
      int[] root,
      float[] open,
      float gloss,
      boolean covers) {
    this.points = points;
    this.at = at;
    this.colour = colour;
    this.width = width;
    this.count = width.length;
    this.root = root;
    this.open = open;
    this.gloss = gloss;
    this.covers = covers;
  }

  Strands opened(float[] seen) {
    return new Strands(points, at, colour, width, root, seen, gloss, covers);
  }

  /** World positions for a pose. */
  float[] place(Rig.Posed posed, float[] mesh, float[] normal, int[] beside) {
    float[] w = new float[at.length];
    if (root.length == 0) {
      System.arraycopy(at, 0, w, 0, w.length);
      for (int i = 0; i < w.length / 3; i++) {
        float y = w[3 * i + 1];
        posed.head.apply(w, i, y > -7 ? 1 : .25f + .75f * Sculptor.step(-17, -7, y));
      }
      return w;
    }
    float[] f = new float[9];
    for (int s = 0; s < count; s++) {
      frame(mesh, normal, root[s], beside[root[s]], f);
      int o = 3 * root[s];
      for (int k = 0; k < points; k++) {
        int i = 3 * (s * points + k);
        for (int c = 0; c < 3; c++) {
          w[i + c] = mesh[o + c] + at[i] * f[c] + at[i + 1] * f[3 + c] + at[i + 2] * f[6 + c];
        }
      }
    }
    return w;
  }

  /** Side, along and normal at a vertex: three rows. */
  static void frame(float[] mesh, float[] normal, int v, int beside, float[] f) {
    float nx = normal[3 * v];
    float ny = normal[3 * v + 1];
    float nz = normal[3 * v + 2];
    float tx = mesh[3 * beside] - mesh[3 * v];
    float ty = mesh[3 * beside + 1] - mesh[3 * v + 1];
    float tz = mesh[3 * beside + 2] - mesh[3 * v + 2];
    float d = tx * nx + ty * ny + tz * nz;
    tx -= d * nx;
    ty -= d * ny;
    tz -= d * nz;
    float k = 1 / (float) Math.sqrt(tx * tx + ty * ty + tz * tz + 1e-12f);
    f[0] = tx * k;
    f[1] = ty * k;
    f[2] = tz * k;
    f[3] = ny * f[2] - nz * f[1];
    f[4] = nz * f[0] - nx * f[2];
    f[5] = nx * f[1] - ny * f[0];
    f[6] = nx;
    f[7] = ny;
    f[8] = nz;
  }
}
