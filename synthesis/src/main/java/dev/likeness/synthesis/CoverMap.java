package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import java.util.Arrays;

/**
 * A map over the small picture of a face and of what is next to it, and the way there from the big
 * one.
 *
 * @param hard what stays in it whatever hair the persona has: hands, a fringe
 * @param rims how surely rims of spectacles are there, which {@link RimMatte} parts from skin
 * @param fringe for each vertex of the face how far the target's hair hangs down over the forehead
 *     there, to the brows
 * @param hangs for each vertex of the face how far the target's hair hangs over that side of it
 */
record CoverMap(
    float[] map,
    float[] hard,
    float[] rims,
    float[] fringe,
    float[] hangs,
    int width,
    int height,
    Affine2 toSmall) {
  /**
   * As far as what lies over a face is followed beyond its border, as a share of its box: a
   * persona's face may be wider.
   */
  private static final float BEYOND = .12f;

  /** Distance between the eyes where thin things are drawn, at most, pixels of the map. */
  private static final float FINE = 96;

  /**
   * A map that says nothing of a face yet.
   *
   * @param fine whether thin things are to be drawn into it
   */
  static CoverMap nothing(FaceMesh own, boolean fine) {
    float eyes =
        fine ? Math.max(SmallFace.EYES, Math.min(FINE, (float) own.eyeDistance())) : SmallFace.EYES;
    Affine2 out = SmallFace.toPicture(own, eyes);
    Box b = own.bounds();
    double dx = BEYOND * b.width();
    double dy = BEYOND * b.height();
    Affine2 in = new Affine2(out.a(), 0, out.c() - dx, 0, out.e(), out.f() - dy).inverse();
    int w = SmallFace.width(own, in) + (int) Math.ceil(2 * BEYOND * b.width() * in.a());
    int h = SmallFace.height(own, in) + (int) Math.ceil(2 * BEYOND * b.height() * in.e());
    int n = w * h;
    return new CoverMap(
        new float[n],
        new float[n],
        new float[n],
        new float[FaceMesh.POINTS],
        new float[FaceMesh.POINTS],
        w,
        h,
        in);
  }

  /** Bilinear look at the middle of a pixel of the big picture. */
  float at(int x, int y) {
    return at(map, x, y);
  }

  /** Likewise at what is not hair. */
  float firm(int x, int y) {
    return at(hard, x, y);
  }

  /** Whether there are any rims in it. */
  boolean rimmed() {
    for (float r : rims) {
      if (r != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Bilinear looks into one of the maps at the middles of {@code n} pixels of the big picture, from
   * (x, y) to the right.
   *
   * @param line room for a row of the map
   * @param out takes them from place {@code at} on
   */
  void along(float[] of, int x, int y, int n, float[] line, float[] out, int at) {
    float v = (float) toSmall.y(0, y + .5) - .5f;
    if (v < 0 || v >= height - 1 || !between(of, v, line)) {
      Arrays.fill(out, at, at + n, 0);
      return;
    }
    float first = (float) toSmall.x(x + .5, 0) - .5f;
    float step = (float) toSmall.a();
    for (int k = 0; k < n; k++) {
      float u = first + k * step;
      int i = (int) u;
      out[at + k] = u < 0 || u >= width - 1 ? 0 : line[i] + (u - i) * (line[i + 1] - line[i]);
    }
  }

  /** A line between two rows of a map; false where there is nothing on it. */
  private boolean between(float[] of, float v, float[] line) {
    int top = (int) v * width;
    float share = v - (int) v;
    float most = 0;
    for (int i = 0; i < width; i++) {
      float above = of[top + i];
      line[i] = above + share * (of[top + width + i] - above);
      most = Math.max(most, line[i]);
    }
    return most > 0;
  }

  /** For each row of the map whether anything lies there. */
  boolean[] rows() {
    boolean[] out = new boolean[height];
    for (int i = 0; i < map.length; i++) {
      out[i / width] |= map[i] != 0 || rims[i] != 0;
    }
    return out;
  }

  /** Whether {@link #at} may be other than 0 in a row of the big picture. */
  boolean reaches(boolean[] rows, int y) {
    int j = (int) Math.floor(toSmall.y(0, y + .5) - .5);
    for (int k = j - 1; k <= j + 2; k++) {
      if (rows[Math.max(0, Math.min(k, height - 1))]) {
        return true;
      }
    }
    return false;
  }

  private float at(float[] of, int x, int y) {
    return View.Soft.at(
        of,
        width,
        height,
        (float) toSmall.x(x + .5, y + .5) - .5f,
        (float) toSmall.y(x + .5, y + .5) - .5f);
  }
}
