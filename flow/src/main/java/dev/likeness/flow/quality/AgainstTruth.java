package dev.likeness.flow.quality;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What only puppets can tell: how far re-measured landmarks and gaze are from what is true, in the
 * result and in the clip, and whether what lies over the face stayed there.
 *
 * <p>Gaze: the place of the iris by the second landmarker is turned to degrees by the straight line
 * that fits the truth best over the clip itself; the same line reads the result. The ratio of the
 * mean errors is 1 when the result's gaze is as true as what can be read in the clip.
 */
final class AgainstTruth {
  /** A pixel of an occluder is kept when it changes by less than this (ΔE*ab). */
  private static final double KEPT = 8;

  private static final int OVER = 200;

  private double before;
  private double after;
  private int faces;
  private long occluder;
  private long kept;
  private final Numbers[] gaze = {
    new Numbers(), new Numbers(), new Numbers(), new Numbers(), new Numbers(), new Numbers()
  };

  void add(Picture p, Picture q, @Nullable Reading in, @Nullable Reading out, TruthFile.Truth t) {
    if (in != null && out != null) {
      before += error(in.mesh(), t);
      after += error(out.mesh(), t);
      faces++;
      look(p, in, 0);
      look(q, out, 2);
      gaze[4].add(t.eyeX());
      gaze[5].add(t.eyeY());
    }
    occluder(p, q, t);
  }

  private void look(Picture p, Reading r, int at) {
    Moment m = Pairs.moment(0, p, p, r, null);
    Reading here = m.in();
    double[] look = here == null ? null : Gaze.look68(m.before(), here);
    gaze[at].add(look == null ? Double.NaN : look[0]);
    gaze[at + 1].add(look == null ? Double.NaN : look[1]);
  }

  private static double error(FaceMesh m, TruthFile.Truth t) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      if (t.visible().get(i)) {
        sum += Math.hypot(m.x(i) - t.mesh().x(i), m.y(i) - t.mesh().y(i));
        n++;
      }
    }
    return n == 0 ? 0 : sum / n / t.mesh().eyeDistance();
  }

  private void occluder(Picture p, Picture q, TruthFile.Truth t) {
    Frame a = null;
    Frame b = null;
    for (int i = 0; i < t.occluder().length; i += 3) {
      if ((t.occluder()[i] & 255) >= OVER) {
        a = a == null ? p.toFrame() : a;
        b = b == null ? q.toFrame() : b;
        int o = 3 * i;
        occluder++;
        kept += lab(a, o).distance76(lab(b, o)) < KEPT ? 1 : 0;
      }
    }
  }

  private static Lab lab(Frame f, int o) {
    return Lab.ofRgb(f.rgb()[o] & 255, f.rgb()[o + 1] & 255, f.rgb()[o + 2] & 255);
  }

  void put(Map<Measure, Double> v) {
    v.put(Measure.TRUTH, faces == 0 ? Double.NaN : after / before);
    v.put(Measure.GAZE_TRUTH, (degrees(2, 0) + degrees(3, 1)) / (degrees(0, 0) + degrees(1, 1)));
    v.put(Measure.OCCLUDER, occluder == 0 ? Double.NaN : (double) kept / occluder);
  }

  /** Mean error in degrees of a series read by the line that fits the clip's own series. */
  private double degrees(int series, int line) {
    double[] x = gaze[line].toArray();
    double[] truth = gaze[4 + line].toArray();
    double r = Series.correlation(x, truth);
    double slope = Double.isNaN(r) ? 0 : r * Series.amplitude(x, truth);
    double at = Series.mean(Series.paired(x, truth));
    double to = Series.mean(Series.paired(truth, x));
    double[] read = gaze[series].toArray();
    double[] error = new double[read.length];
    for (int i = 0; i < error.length; i++) {
      error[i] = Math.abs(to + slope * (read[i] - at) - truth[i]);
    }
    return Series.mean(error);
  }
}
