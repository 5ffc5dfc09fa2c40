package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import org.jspecify.annotations.Nullable;

/**
 * Trembling of the landmarks: the mean length of the second difference p(t−1) − 2 p(t) + p(t+1)
 * over the 468 points and all frames, in eye distances (the discrete acceleration, as in the
 * stability measures of video face alignment, e.g. Tai et al. 2019, "Towards highly accurate and
 * stable face alignment"). Before and after are measured over the same triples of frames: those
 * where both have a face, without cuts (an eye distance or a nose that jumps).
 */
final class Jitter {
  private @Nullable Reading[] in = new Reading[3];
  private @Nullable Reading[] out = new Reading[3];
  private final Numbers before = new Numbers();
  private final Numbers after = new Numbers();

  void add(Moment m) {
    // In the picture, not in the cut-out: that one jumps by whole pixels as it follows the face.
    Affine2 there = Affine2.translate(m.left(), m.top());
    Reading read = m.in();
    in = new Reading[] {in[1], in[2], read == null ? null : read.map(there)};
    read = m.out();
    out = new Reading[] {out[1], out[2], read == null ? null : read.map(there)};
    Reading a = in[0];
    Reading b = in[1];
    Reading c = in[2];
    Reading d = out[0];
    Reading e = out[1];
    Reading f = out[2];
    if (a == null || b == null || c == null || d == null || e == null || f == null) {
      return;
    }
    if (isCut(a.mesh(), b.mesh()) || isCut(b.mesh(), c.mesh())) {
      return;
    }
    double unit = b.mesh().eyeDistance();
    before.add(tremble(a.mesh(), b.mesh(), c.mesh()) / unit);
    after.add(tremble(d.mesh(), e.mesh(), f.mesh()) / unit);
  }

  /** Eye distances a frame², of the clip. */
  double before() {
    return Series.mean(before.toArray());
  }

  /** The same of the result. */
  double after() {
    return Series.mean(after.toArray());
  }

  /** After over before: 1 when the result trembles as the clip does. */
  double ratio() {
    return after() / before();
  }

  /** Did the scene change between two neighbouring frames? */
  static boolean isCut(FaceMesh a, FaceMesh b) {
    double unit = a.eyeDistance();
    return Math.hypot(b.x(1) - a.x(1), b.y(1) - a.y(1)) > unit
        || Math.abs(Math.log(b.eyeDistance() / unit)) > .35;
  }

  private static double tremble(FaceMesh a, FaceMesh b, FaceMesh c) {
    double sum = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      sum += Math.hypot(a.x(i) - 2 * b.x(i) + c.x(i), a.y(i) - 2 * b.y(i) + c.y(i));
    }
    return sum / FaceMesh.POINTS;
  }
}
