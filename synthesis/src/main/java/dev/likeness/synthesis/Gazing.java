package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/**
 * One eyeball of a held picture behind moved lids, turned in its head, and looking elsewhere:
 * between the corners of the eye the picture is stretched sideways, and up or down where there is
 * room, so that the iris, unstretched, lies where it should (as {@link Eyes} does from another
 * picture).
 */
final class Gazing {
  private final float left;
  private final float top;
  private final float ax;
  private final float ay;
  private final float[] to = new float[6];
  private float iris = .5f;
  private float radius = .2f;
  private final float shift;
  private final float rise;

  /**
   * @param base as the picture shows it, {@code still} with the head turned
   * @param eye 0 right, 1 left
   * @param x how far the iris goes, eye widths, {@code y} likewise downwards
   */
  Gazing(FaceMesh base, FaceMesh still, int[] ring, int eye, float x, float y) {
    int a = MeshAreas.CORNERS[eye][0];
    int b = MeshAreas.CORNERS[eye][1];
    left = base.x(a);
    top = base.y(a);
    ax = base.x(b) - left;
    ay = base.y(b) - top;
    back(base, still, ring);
    int at = FaceMesh.POINTS + eye * FaceMesh.IRIS;
    boolean known = base.hasIris();
    if (known) {
      float d = ax * ax + ay * ay;
      iris = ((base.x(at) - left) * ax + (base.y(at) - top) * ay) / d;
      float r = 0;
      for (int p = 1; p < FaceMesh.IRIS; p++) {
        r += (float) base.distance(at, at + p) / (FaceMesh.IRIS - 1);
      }
      radius = r / (float) Math.sqrt(d);
    }
    // a little of the white stays at either side
    float room = .6f * radius;
    float want = Math.max(room, Math.min(iris + x, 1 - room));
    shift = known ? iris - want : 0;
    rise = known ? -y : 0;
  }

  /** The affine map from the turned eye to the picture's, least squares over the rim. */
  private void back(FaceMesh base, FaceMesh still, int[] ring) {
    double mx = 0;
    double my = 0;
    double bx = 0;
    double by = 0;
    for (int v : ring) {
      mx += still.x(v) / ring.length;
      my += still.y(v) / ring.length;
      bx += base.x(v) / ring.length;
      by += base.y(v) / ring.length;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double[] u = new double[4];
    for (int v : ring) {
      double x = still.x(v) - mx;
      double y = still.y(v) - my;
      xx += x * x;
      xy += x * y;
      yy += y * y;
      u[0] += x * (base.x(v) - bx);
      u[1] += y * (base.x(v) - bx);
      u[2] += x * (base.y(v) - by);
      u[3] += y * (base.y(v) - by);
    }
    double det = xx * yy - xy * xy;
    double a = det < 1e-6 ? 1 : (u[0] * yy - u[1] * xy) / det;
    double b = det < 1e-6 ? 0 : (u[1] * xx - u[0] * xy) / det;
    double d = det < 1e-6 ? 0 : (u[2] * yy - u[3] * xy) / det;
    double e = det < 1e-6 ? 1 : (u[3] * xx - u[2] * xy) / det;
    to[0] = (float) a;
    to[1] = (float) b;
    to[2] = (float) (bx - a * mx - b * my);
    to[3] = (float) d;
    to[4] = (float) e;
    to[5] = (float) (by - d * mx - e * my);
  }

  /**
   * Draws pixels i to end, which lie in a row from x on.
   *
   * @param box whose planes are written; {@code picture} has its own origin at {@code from}
   */
  void draw(Sampler picture, Box from, Box box, int x, int y, int i, int end, float[][] planes) {
    float[] p = new float[2];
    for (int k = i; k < end; k++) {
      place(box.x() + x + k - i + .5f, box.y() + y + .5f, p);
      picture.line(p[0] - from.x() - .5f, p[1] - from.y() - .5f, 0, 0, k, k + 1, 1, false, planes);
    }
  }

  /** Where the picture shows what belongs to a place of the turned eye. */
  private void place(float x, float y, float[] out) {
    float px = to[0] * x + to[1] * y + to[2] - left;
    float py = to[3] * x + to[4] * y + to[5] - top;
    float d = ax * ax + ay * ay;
    float u = (px * ax + py * ay) / d;
    float v = (py * ax - px * ay) / d;
    u = sideways(u);
    v += rise * Rings.smooth(0, .15f, Math.min(u, 1 - u));
    out[0] = left + u * ax - v * ay;
    out[1] = top + u * ay + v * ax;
  }

  /** Corners stay, the iris moves as a whole, the white between them stretches. */
  private float sideways(float u) {
    float low = iris - shift - radius;
    float high = iris - shift + radius;
    if (u >= low && u <= high) {
      return u + shift;
    }
    if (u < low) {
      return low < .02f ? u + shift : u < 0 ? u : u * (low + shift) / low;
    }
    return high > .98f ? u + shift : u > 1 ? u : 1 - (1 - u) * (1 - high - shift) / (1 - high);
  }
}
