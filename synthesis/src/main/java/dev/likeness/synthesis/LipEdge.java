package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;

/**
 * Where a picture's lips are drawn from once they part or close. Their inner lines in the picture
 * lie in the dark between shut lips, or on the teeth of parted ones, and both are spread over some
 * pixels: drawn from there, a lip that moved has a dirty or a white rim. So lips begin a little
 * further in their own flesh, the more the further they have moved from each other; a mouth that is
 * as in the picture is drawn as it is.
 */
final class LipEdge {
  /** Lips that have moved by so much, distances between the eyes, are drawn so in full. */
  private static final float MOVED = .07f;

  /** How far in, spreads of the picture's edges, and distances between the eyes. */
  private static final float SPREADS = 2;

  private static final float CREASE = .012f;

  /** At most this share of a lip. */
  private static final float MOST = .45f;

  /** The lips of points further out than so many times the way in stay. */
  private static final float FADES = 3.3f;

  private LipEdge() {}

  /**
   * The points with the lips' inner ones moved outwards.
   *
   * @param points the picture's, x, y and z of each, the face's first; not changed
   * @param focus how soft the picture is, pixels
   */
  static float[] of(float[] points, FaceMesh base, FaceMesh moved, float focus) {
    float[] out = points.clone();
    float eyes = (float) base.eyeDistance();
    int last = Expression.LIPS.length - 1;
    for (int i = 0; i < Expression.AROUND; i++) {
      int across = (Expression.AROUND - i) % Expression.AROUND;
      // the corners have no other lip: what is next to them tells
      int k = i % 10 == 0 ? (i + 1) % Expression.AROUND : i;
      int o = i % 10 == 0 ? (i + Expression.AROUND - 1) % Expression.AROUND : across;
      int[] inner = Expression.LIPS[last];
      double now = moved.distance(inner[k], inner[o]) / moved.eyeDistance();
      double then = base.distance(inner[k], inner[o]) / eyes;
      float much = Rings.smooth(.01f, MOVED, (float) Math.abs(now - then));
      float ux = base.x(Expression.LIPS[0][i]) - base.x(inner[i]);
      float uy = base.y(Expression.LIPS[0][i]) - base.y(inner[i]);
      float thick = (float) Math.hypot(ux, uy);
      float in = much * Math.min(SPREADS * focus + CREASE * eyes, MOST * thick);
      if (in <= 0) {
        continue;
      }
      for (int r = last; r > 0; r--) {
        int v = Expression.LIPS[r][i];
        float far = (float) base.distance(v, inner[i]);
        float by = in * Math.max(0, 1 - far / (FADES * in)) / thick;
        out[3 * v] += by * ux;
        out[3 * v + 1] += by * uy;
      }
    }
    return out;
  }
}
