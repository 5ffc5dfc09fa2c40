package dev.likeness.core;

/** The plane map (x, y) ↦ (a·x + b·y + c, d·x + e·y + f), in pixels. */
public record Affine2(double a, double b, double c, double d, double e, double f) {
  public static final Affine2 IDENTITY = new Affine2(1, 0, 0, 0, 1, 0);

  public static Affine2 translate(double dx, double dy) {
    return new Affine2(1, 0, dx, 0, 1, dy);
  }

  public static Affine2 scale(double s) {
    return new Affine2(s, 0, 0, 0, s, 0);
  }

  /**
   * The map from a {@code size}×{@code size} square onto a square of {@code side} pixels around
   * (cx, cy) that is turned by {@code radians} (positive turns x towards y).
   */
  public static Affine2 squareTo(double cx, double cy, double side, double radians, int size) {
    double s = side / size;
    double cos = Math.cos(radians) * s;
    double sin = Math.sin(radians) * s;
    double h = size / 2.0;
    return new Affine2(cos, -sin, cx - cos * h + sin * h, sin, cos, cy - sin * h - cos * h);
  }

  /** The map that takes the three points of {@code from} (x0 y0 x1 y1 x2 y2) to those of to. */
  public static Affine2 ofTriangles(double[] from, double[] to) {
    double ux = from[2] - from[0];
    double uy = from[3] - from[1];
    double vx = from[4] - from[0];
    double vy = from[5] - from[1];
    double det = ux * vy - uy * vx;
    if (det == 0) {
      throw new IllegalArgumentException("triangle without area");
    }
    double px = to[2] - to[0];
    double py = to[3] - to[1];
    double qx = to[4] - to[0];
    double qy = to[5] - to[1];
    double a = (px * vy - qx * uy) / det;
    double b = (qx * ux - px * vx) / det;
    double d = (py * vy - qy * uy) / det;
    double e = (qy * ux - py * vx) / det;
    return new Affine2(
        a, b, to[0] - a * from[0] - b * from[1], d, e, to[1] - d * from[0] - e * from[1]);
  }

  /**
   * The least-squares similarity (turn, scale, shift) that takes {@code from} to {@code to}, both
   * x0 y0 x1 y1 …, at least two distinct points (Umeyama 1991, without reflection).
   */
  public static Affine2 similarity(double[] from, double[] to) {
    if (from.length != to.length || from.length < 4 || from.length % 2 != 0) {
      throw new IllegalArgumentException("need the same number of points, at least two");
    }
    int n = from.length / 2;
    double fx = 0;
    double fy = 0;
    double tx = 0;
    double ty = 0;
    for (int i = 0; i < n; i++) {
      fx += from[2 * i] / n;
      fy += from[2 * i + 1] / n;
      tx += to[2 * i] / n;
      ty += to[2 * i + 1] / n;
    }
    double dot = 0;
    double cross = 0;
    double norm = 0;
    for (int i = 0; i < n; i++) {
      double x = from[2 * i] - fx;
      double y = from[2 * i + 1] - fy;
      double u = to[2 * i] - tx;
      double v = to[2 * i + 1] - ty;
      dot += x * u + y * v;
      cross += x * v - y * u;
      norm += x * x + y * y;
    }
    if (norm == 0) {
      throw new IllegalArgumentException("points coincide");
    }
    double a = dot / norm;
    double b = cross / norm;
    return new Affine2(a, -b, tx - a * fx + b * fy, b, a, ty - b * fx - a * fy);
  }

  public double x(double x, double y) {
    return a * x + b * y + c;
  }

  public double y(double x, double y) {
    return d * x + e * y + f;
  }

  /** First {@code first}, then this. */
  public Affine2 after(Affine2 first) {
    return new Affine2(
        a * first.a + b * first.d,
        a * first.b + b * first.e,
        a * first.c + b * first.f + c,
        d * first.a + e * first.d,
        d * first.b + e * first.e,
        d * first.c + e * first.f + f);
  }

  /** The way back. */
  public Affine2 inverse() {
    double det = a * e - b * d;
    if (det == 0) {
      throw new IllegalArgumentException("map cannot be inverted: " + this);
    }
    double ia = e / det;
    double ib = -b / det;
    double id = -d / det;
    double ie = a / det;
    return new Affine2(ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f));
  }
}
