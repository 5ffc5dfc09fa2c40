package dev.likeness.flow.quality;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Where the eyes look, as the place of the iris between the corners of its eye, in eye widths. Two
 * ways that share no model: {@link #second} by the 68 points and the iris's edge ({@link
 * IrisFinder}), which is the one the bar is held to, and {@link #first} by the iris network; {@link
 * #edge} takes the iris of the one and the corners of the other. The error is the mean distance
 * between before and after over the frames in which both have open eyes.
 */
final class Gaze {
  /** Eye aspect ratio by the 68 points under which an eye counts as shut. */
  static final double SHUT = .15;

  private static final double BLINKS = .75;

  private final Numbers[] before = numbers();
  private final Numbers[] after = numbers();

  /** How open the eyes are by the mesh, before and after. */
  private final Numbers[] open = {new Numbers(), new Numbers()};

  private static Numbers[] numbers() {
    return java.util.stream.Stream.generate(Numbers::new).limit(6).toArray(Numbers[]::new);
  }

  void add(Moment m) {
    Reading in = m.in();
    Reading out = m.out();
    open[0].add(in == null ? Double.NaN : in.eyes());
    open[1].add(out == null ? Double.NaN : out.eyes());
    put(0, in == null ? null : look68(m.before(), in), out == null ? null : look68(m.after(), out));
    put(
        4,
        in == null ? null : lookMesh(m.before(), in),
        out == null ? null : lookMesh(m.after(), out));
    put(2, in == null ? null : look(in.mesh()), out == null ? null : look(out.mesh()));
  }

  /** Error by the second landmarker, eye widths. */
  double second() {
    return error(0, 0, 0);
  }

  /** The same after taking out what is constant over the clip (another eye's shape). */
  double secondSteady() {
    return error(0, bias(0), bias(1));
  }

  /** Error of the iris's edge between the eye corners of the mesh, eye widths. */
  double edge() {
    return error(4, 0, 0);
  }

  /** Error by the iris network, eye widths; NaN where it did not run. */
  double first() {
    return error(2, 0, 0);
  }

  /** Frames in which the second way could compare. */
  int compared() {
    return Series.paired(before[0].toArray(), after[0].toArray()).length;
  }

  /** How much the clip's gaze moves: deviation of the place, both directions, eye widths. */
  double movement() {
    return Math.hypot(Series.deviation(before[0].toArray()), Series.deviation(before[1].toArray()));
  }

  /**
   * Correlation of sideways gaze by the second way, over the frames in which the eyes of both are
   * open by the mesh, too (within {@link #BLINKS} of their usual opening: next to a blink both
   * rulers see irises that are not there); NaN when it stands still.
   */
  double correlation() {
    return Series.correlation(opened(before[0]), after[0].toArray());
  }

  /** The same by the iris network. */
  double correlationFirst() {
    return Series.correlation(opened(before[2]), after[2].toArray());
  }

  /** Deviation of that after over before. */
  double amplitudeFirst() {
    return Series.amplitude(opened(before[2]), after[2].toArray());
  }

  private double[] opened(Numbers of) {
    double[] v = of.toArray();
    for (Numbers n : open) {
      double[] eyes = n.toArray();
      double least = BLINKS * Series.median(eyes);
      for (int i = 0; i < v.length; i++) {
        v[i] = eyes[i] >= least ? v[i] : Double.NaN;
      }
    }
    return v;
  }

  private void put(int at, double @Nullable [] b, double @Nullable [] a) {
    for (int i = 0; i < 2; i++) {
      before[at + i].add(b == null ? Double.NaN : b[i]);
      after[at + i].add(a == null ? Double.NaN : a[i]);
    }
  }

  private double bias(int i) {
    double[] b = before[i].toArray();
    double[] a = after[i].toArray();
    return Series.mean(Series.paired(a, b)) - Series.mean(Series.paired(b, a));
  }

  private double error(int at, double biasX, double biasY) {
    double[] bx = before[at].toArray();
    double[] by = before[at + 1].toArray();
    double[] ax = after[at].toArray();
    double[] ay = after[at + 1].toArray();
    double[] d = new double[bx.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = Math.hypot(ax[i] - bx[i] - biasX, ay[i] - by[i] - biasY);
    }
    return Series.mean(d);
  }

  /**
   * The iris by its edge between the eye corners of the 68 points: mean of both eyes, or of the one
   * that is open; null when both are shut.
   */
  static double @Nullable [] look68(Frame f, Reading r) {
    return mean(IrisFinder.find(f, r, 36, SHUT), IrisFinder.find(f, r, 42, SHUT));
  }

  /** Likewise, between those of the mesh. */
  private static double @Nullable [] lookMesh(Frame f, Reading r) {
    double[] right = IrisFinder.find(f, r, 36, SHUT);
    double[] left = IrisFinder.find(f, r, 42, SHUT);
    return mean(
        right == null ? null : inMesh(r, right, 36, 33, 133),
        left == null ? null : inMesh(r, left, 42, 362, 263));
  }

  private static double @Nullable [] mean(double @Nullable [] right, double @Nullable [] left) {
    if (right == null || left == null) {
      return right == null ? left : right;
    }
    return new double[] {(right[0] + left[0]) / 2, (right[1] + left[1]) / 2};
  }

  /** A place between two corners of the 68 points as one between two of the mesh. */
  private static double[] inMesh(Reading r, double[] at, int first, int corner, int other) {
    double dx = r.x68(first + 3) - r.x68(first);
    double dy = r.y68(first + 3) - r.y68(first);
    double x = (r.x68(first) + r.x68(first + 3)) / 2 + at[0] * dx - at[1] * dy;
    double y = (r.y68(first) + r.y68(first + 3)) / 2 + at[0] * dy + at[1] * dx;
    return place(r.mesh(), x, y, corner, other);
  }

  private static double @Nullable [] look(FaceMesh mesh) {
    if (!mesh.hasIris()) {
      return null;
    }
    int left = FaceMesh.POINTS + FaceMesh.IRIS;
    return mean(
        place(mesh, mesh.x(FaceMesh.POINTS), mesh.y(FaceMesh.POINTS), 33, 133),
        place(mesh, mesh.x(left), mesh.y(left), 362, 263));
  }

  private static double[] place(FaceMesh m, double x, double y, int corner, int other) {
    double dx = m.x(other) - m.x(corner);
    double dy = m.y(other) - m.y(corner);
    double w2 = dx * dx + dy * dy;
    double vx = x - (m.x(corner) + m.x(other)) / 2;
    double vy = y - (m.y(corner) + m.y(other)) / 2;
    return new double[] {(vx * dx + vy * dy) / w2, (vy * dx - vx * dy) / w2};
  }
}
