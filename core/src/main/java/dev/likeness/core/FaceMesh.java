package dev.likeness.core;

/**
 * The face-mesh points of one face in one picture: {@code POINTS} canonical vertices (MediaPipe
 * numbering), then optionally {@code IRIS} points a side (right eye of the person first: centre and
 * four rim points each).
 *
 * @param xyz x, y in picture pixels; z in the same unit, smaller is nearer the camera; 468 × 3 or
 *     478 × 3 values
 */
public record FaceMesh(float[] xyz) {
  public static final int POINTS = 468;
  public static final int IRIS = 5;
  public static final int WITH_IRIS = POINTS + 2 * IRIS;

  public FaceMesh {
    if (xyz.length != POINTS * 3 && xyz.length != WITH_IRIS * 3) {
      throw new IllegalArgumentException(
          "a face mesh has %d or %d points, not %s values"
              .formatted(POINTS, WITH_IRIS, xyz.length));
    }
  }

  public int points() {
    return xyz.length / 3;
  }

  public boolean hasIris() {
    return points() == WITH_IRIS;
  }

  public float x(int i) {
    return xyz[3 * i];
  }

  public float y(int i) {
    return xyz[3 * i + 1];
  }

  public float z(int i) {
    return xyz[3 * i + 2];
  }

  /** The distance of two points in the picture plane. */
  public double distance(int i, int j) {
    return Math.hypot(x(i) - x(j), y(i) - y(j));
  }

  /** The distance between the middles of the eyes (corner midpoints), in pixels. */
  public double eyeDistance() {
    return Math.hypot(
        (x(33) + x(133) - x(362) - x(263)) / 2.0, (y(33) + y(133) - y(362) - y(263)) / 2.0);
  }

  /** The points moved by a plane map; z is scaled along. */
  public FaceMesh map(Affine2 m) {
    float[] out = new float[xyz.length];
    float s = (float) Math.sqrt(Math.abs(m.a() * m.e() - m.b() * m.d()));
    for (int i = 0; i < xyz.length; i += 3) {
      out[i] = (float) m.x(xyz[i], xyz[i + 1]);
      out[i + 1] = (float) m.y(xyz[i], xyz[i + 1]);
      out[i + 2] = xyz[i + 2] * s;
    }
    return new FaceMesh(out);
  }

  /** The smallest box of whole pixels around the points. */
  public Box bounds() {
    float l = Float.MAX_VALUE;
    float t = Float.MAX_VALUE;
    float r = -Float.MAX_VALUE;
    float b = -Float.MAX_VALUE;
    for (int i = 0; i < POINTS; i++) {
      l = Math.min(l, x(i));
      r = Math.max(r, x(i));
      t = Math.min(t, y(i));
      b = Math.max(b, y(i));
    }
    int x = (int) Math.floor(l);
    int y = (int) Math.floor(t);
    return new Box(x, y, (int) Math.ceil(r) - x, (int) Math.ceil(b) - y);
  }
}
