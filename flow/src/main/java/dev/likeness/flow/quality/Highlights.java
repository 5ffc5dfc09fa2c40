package dev.likeness.flow.quality;

import dev.likeness.faces.FaceGeometry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Frames of a result that are worth a look. */
final class Highlights {
  private double least = Double.MAX_VALUE;
  private double most = -Double.MAX_VALUE;
  private int leftmost = -1;
  private int rightmost = -1;

  /** Takes in a frame with a face, for the turns. */
  void add(int frame, Reading in) {
    double yaw = FaceGeometry.pose(in.mesh()).yaw();
    if (yaw < least) {
      least = yaw;
      leftmost = frame;
    }
    if (yaw > most) {
      most = yaw;
      rightmost = frame;
    }
  }

  /** By what for: blinks, widest mouth, turns, the worst leak. 0-based frames. */
  Map<String, Integer> of(CellMeter m) {
    Map<String, Integer> out = new HashMap<>();
    List<Blink> blinks =
        m.eyes().blinks().stream().sorted(Comparator.comparingDouble(Blink::kept)).toList();
    if (!blinks.isEmpty()) {
      out.put("blink kept least", blinks.getFirst().frame());
      out.put("blink kept most", blinks.getLast().frame());
    }
    top("mouth widest", m.mouth().before(), out);
    top("eyes apart most", difference(m.eyes()), out);
    top("mouth apart most", difference(m.mouth()), out);
    if (leftmost >= 0) {
      out.put("turned left", leftmost);
      out.put("turned right", rightmost);
    }
    if (m.leak.worstFrame() >= 0) {
      out.put("leak worst", m.leak.worstFrame());
    }
    return out;
  }

  private static double[] difference(Motion motion) {
    double[] d = new double[motion.before().length];
    double shift = Series.mean(motion.after()) - Series.mean(motion.before());
    for (int i = 0; i < d.length; i++) {
      d[i] = Math.abs(motion.after()[i] - motion.before()[i] - shift);
    }
    return d;
  }

  private static void top(String what, double[] v, Map<String, Integer> out) {
    int best = -1;
    for (int i = 0; i < v.length; i++) {
      if (!Double.isNaN(v[i]) && (best < 0 || v[i] > v[best])) {
        best = i;
      }
    }
    if (best >= 0) {
      out.put(what, best);
    }
  }
}
