package dev.likeness.flow.quality;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Where the eyes look, as the place of the iris between the corners of its eye, in eye widths. Two
 * ways that share no model: {@link #second} by the 68 points and the iris's edge ({@link
 * IrisFinder}), which is the one the bar is held to, and {@link #first} by the iris network. The
 * error is the mean distance between before and after over the frames in which both have open eyes.
 */
final class Gaze {
  /** Eye aspect ratio by the 68 points under which an eye counts as shut. */
  static final double SHUT = .15;

  private static final double BLINKS = .75;

  private final Numbers[] before = {new Numbers(), new Numbers(), new Numbers(), new Numbers()};
  private final Numbers[] after = {new Numbers(), new Numbers(), new Numbers(), new Numbers()};

  /** How open the eyes are by the mesh, before and after. */
  private final Numbers[] open = {new Numbers(), new Numbers()};

  void add(Moment m) {
    Reading in = m.in();
    Reading out = m.out();
    open[0].add(in == null ? Double.NaN : in.eyes());
    open[1].add(out == null ? Double.NaN : out.eyes());
    double[] b = in == null ? null : look68(m.before(), in);
    double[] a = out == null ? null : look68(m.after(), out);
    put(0, b, a);
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

  /** Mean of both eyes, or of the one that is open; null when both are shut. */
  static double @Nullable [] look68(Frame f, Reading r) {
    double[] right = IrisFinder.find(f, r, 36, SHUT);
    double[] left = IrisFinder.find(f, r, 42, SHUT);
    if (right == null || left == null) {
      return right == null ? left : right;
    }
    return new double[] {(right[0] + left[0]) / 2, (right[1] + left[1]) / 2};
  }

  private static double @Nullable [] look(FaceMesh mesh) {
    if (!mesh.hasIris()) {
      return null;
    }
    double[] right = place(mesh, FaceMesh.POINTS, 33, 133);
    double[] left = place(mesh, FaceMesh.POINTS + FaceMesh.IRIS, 362, 263);
    return new double[] {(right[0] + left[0]) / 2, (right[1] + left[1]) / 2};
  }

  private static double[] place(FaceMesh m, int iris, int corner, int other) {
    double dx = m.x(other) - m.x(corner);
    double dy = m.y(other) - m.y(corner);
    double w2 = dx * dx + dy * dy;
    double vx = m.x(iris) - (m.x(corner) + m.x(other)) / 2;
    double vy = m.y(iris) - (m.y(corner) + m.y(other)) / 2;
    return new double[] {(vx * dx + vy * dy) / w2, (vy * dx - vx * dy) / w2};
  }
}
