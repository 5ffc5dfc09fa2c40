package dev.likeness.forensics;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a face changes from frame to frame against the skin right around it. Each frame is brought to
 * one place by the rigid points of the face, smoothed over three frames, so that what is left is
 * not the head's own movement; then the second difference over three frames is taken, which steady
 * movement leaves at nothing, and divided by how steep the picture is there, since what is steep
 * changes most when it is not quite in place. One that is drawn anew in each frame is less steady,
 * or, smoothed over time, steadier than what it was laid upon. Not thread-safe.
 */
final class Flicker {
  /** Side of the aligned picture. */
  static final int SIDE = 112;

  /** The face's width in it. */
  static final double WIDTH = 62;

  /** Fewer steps say nothing; the first of a run takes five frames. */
  static final int LEAST = 12;

  /** So many suffice. */
  static final int MOST = 90;

  private static final int INNER = 1;
  private static final int EDGE = 2;
  private static final int AROUND = 3;

  private final byte[] zones = zones();
  private final List<Affine2> places = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<double[]> steps = new ArrayList<>();
  private final List<Double> times = new ArrayList<>();
  private final List<Double> middles = new ArrayList<>();
  private final List<double[]> colours = new ArrayList<>();
  private int seen;

  /**
   * What was measured; logarithms, 0 where both are alike.
   *
   * @param face change inside the face against the skin around it
   * @param edge change at the face's border against both sides of it
   * @param colour how much its mean colour trembles against that around it
   * @param times of the frames
   * @param inner change inside, frame by frame
   * @param border likewise at the border
   */
  record Found(
      double face,
      double edge,
      double colour,
      List<Double> times,
      List<Double> inner,
      List<Double> border) {}

  /** Whether more frames would tell more. */
  boolean wants() {
    return seen < MOST;
  }

  /** Takes the next frame of one shot. */
  void add(Frame f, FaceMesh mesh, double seconds) {
    seen++;
    frames.add(f);
    places.add(place(mesh));
    times.add(seconds);
    if (places.size() == 5) {
      float[][] three = new float[3][];
      for (int k = 0; k < 3; k++) {
        three[k] = light(frames.get(1 + k).sample(smooth(1 + k).inverse(), SIDE, SIDE), k);
      }
      steps.add(step(three));
      middles.add(times.get(2));
      frames.removeFirst();
      places.removeFirst();
      times.removeFirst();
    }
  }

  /** The face is gone, or another shot begins: what follows is no neighbour of what was. */
  void cut() {
    frames.clear();
    places.clear();
    times.clear();
  }

  private Affine2 smooth(int at) {
    double[] w = {1, 2, 1};
    double[] v = new double[6];
    for (int k = 0; k < 3; k++) {
      Affine2 p = places.get(at - 1 + k);
      double[] q = {p.a(), p.b(), p.c(), p.d(), p.e(), p.f()};
      for (int i = 0; i < 6; i++) {
        v[i] += w[k] / 4 * q[i];
      }
    }
    return new Affine2(v[0], v[1], v[2], v[3], v[4], v[5]);
  }

  private float[] light(Frame f, int k) {
    float[] out = new float[SIDE * SIDE];
    double[] mean = new double[6];
    int[] n = new int[2];
    for (int i = 0; i < out.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      out[i] = .299f * f.at(x, y, 0) + .587f * f.at(x, y, 1) + .114f * f.at(x, y, 2);
      if (k == 1 && (zones[i] == INNER || zones[i] == AROUND)) {
        int z = zones[i] == INNER ? 0 : 1;
        n[z]++;
        for (int c = 0; c < 3; c++) {
          mean[3 * z + c] += f.at(x, y, c);
        }
      }
    }
    if (k == 1) {
      for (int i = 0; i < 6; i++) {
        mean[i] /= Math.max(1, n[i / 3]);
      }
      colours.add(mean);
    }
    return out;
  }

  /** Change over steepness for each zone. */
  private double[] step(float[][] three) {
    double[] change = new double[4];
    double[] steep = new double[4];
    float[] m = three[1];
    for (int y = 1; y < SIDE - 1; y++) {
      for (int x = 1; x < SIDE - 1; x++) {
        int i = y * SIDE + x;
        float d = three[0][i] - 2 * m[i] + three[2][i];
        float gx = m[i + 1] - m[i - 1];
        float gy = m[i + SIDE] - m[i - SIDE];
        change[zones[i]] += d * d;
        steep[zones[i]] += gx * gx + gy * gy + 8;
      }
    }
    double[] out = new double[4];
    for (int z = 1; z < 4; z++) {
      out[z] = Math.log((change[z] + 1) / steep[z]);
    }
    return out;
  }

  /** What was found; null where too few frames in a row had a face. */
  @Nullable Found found() {
    if (steps.size() < LEAST) {
      return null;
    }
    List<Double> inner = new ArrayList<>();
    List<Double> border = new ArrayList<>();
    double[] face = new double[steps.size()];
    double[] edge = new double[steps.size()];
    for (int i = 0; i < steps.size(); i++) {
      double[] s = steps.get(i);
      face[i] = s[INNER] - s[AROUND];
      edge[i] = s[EDGE] - .5 * (s[INNER] + s[AROUND]);
      inner.add(face[i]);
      border.add(edge[i]);
    }
    return new Found(median(face), median(edge), tremble(), List.copyOf(middles), inner, border);
  }

  private static double median(double[] v) {
    double[] s = v.clone();
    Arrays.sort(s);
    return s[s.length / 2];
  }

  private double tremble() {
    double[] sum = new double[2];
    for (int i = 1; i + 1 < colours.size(); i++) {
      for (int k = 0; k < 6; k++) {
        double d = colours.get(i - 1)[k] - 2 * colours.get(i)[k] + colours.get(i + 1)[k];
        sum[k / 3] += d * d;
      }
    }
    return Math.log((sum[0] + .01) / (sum[1] + .01));
  }

  /** Takes a face to the aligned picture. */
  static Affine2 place(FaceMesh m) {
    FaceTopology t = FaceTopology.canonical();
    float[] weight = t.poseWeights();
    List<Integer> stable = new ArrayList<>();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      if (weight[v] > 0) {
        stable.add(v);
      }
    }
    double[] from = new double[2 * stable.size()];
    double[] to = new double[from.length];
    double s = WIDTH / width();
    // The canonical face's y goes down, as a picture's does.
    for (int i = 0; i < stable.size(); i++) {
      int v = stable.get(i);
      from[2 * i] = m.x(v);
      from[2 * i + 1] = m.y(v);
      to[2 * i] = SIDE / 2.0 + s * t.x(v);
      to[2 * i + 1] = SIDE / 2.0 + s * t.y(v);
    }
    return Affine2.similarity(from, to);
  }

  private static double width() {
    FaceTopology t = FaceTopology.canonical();
    double low = 0;
    double high = 0;
    for (int v : t.ring(FaceTopology.Ring.FACE_OVAL)) {
      low = Math.min(low, t.x(v));
      high = Math.max(high, t.x(v));
    }
    return high - low;
  }

  /** Inside without eyes and mouth, which move by themselves; the rim; and what is around it. */
  private static byte[] zones() {
    FaceTopology t = FaceTopology.canonical();
    Path2D in = ring(t, FaceTopology.Ring.FACE_OVAL, .86);
    Path2D out = ring(t, FaceTopology.Ring.FACE_OVAL, 1.1);
    Path2D far = ring(t, FaceTopology.Ring.FACE_OVAL, 1.3);
    List<Path2D> moving =
        List.of(
            ring(t, FaceTopology.Ring.LIPS_OUTER, 1.3),
            ring(t, FaceTopology.Ring.RIGHT_LIDS, 1.2),
            ring(t, FaceTopology.Ring.LEFT_LIDS, 1.2));
    byte[] z = new byte[SIDE * SIDE];
    for (int i = 0; i < z.length; i++) {
      double x = i % SIDE + .5;
      double y = i / SIDE + .5;
      if (in.contains(x, y)) {
        z[i] = (byte) (moving.stream().anyMatch(p -> p.contains(x, y)) ? 0 : INNER);
      } else if (out.contains(x, y)) {
        z[i] = EDGE;
      } else if (far.contains(x, y)) {
        z[i] = AROUND;
      }
    }
    return z;
  }

  private static Path2D ring(FaceTopology t, FaceTopology.Ring ring, double by) {
    double s = WIDTH / width();
    return Outline.of(
        t.ring(ring),
        t::x,
        t::y,
        (i, x, y, dx, dy) ->
            new double[] {SIDE / 2.0 + s * (x + by * dx), SIDE / 2.0 - s * (y + by * dy)});
  }
}
