package dev.likeness.faces;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;

/**
 * Parts of the face that move by themselves, each with a soft share in the points around it; the
 * shares of a point add up to 1.
 */
enum FaceRegions {
  RIGHT_EYE(.008, Ring.RIGHT_EYE, -1, 1.2),
  LEFT_EYE(.008, Ring.LEFT_EYE, -1, 1.2),
  RIGHT_IRIS(.012, null, FaceMesh.POINTS, 0),
  LEFT_IRIS(.012, null, FaceMesh.POINTS + FaceMesh.IRIS, 0),
  MOUTH(.008, Ring.LIPS_INNER, -1, 2.5),
  REST(.011, null, -1, 0);

  /** The stiff points, by which a head's place is told, and their weights. */
  static final int[] STIFF;

  static final double[] STIFF_WEIGHT;

  static {
    float[] w = FaceTopology.canonical().poseWeights();
    STIFF = java.util.stream.IntStream.range(0, w.length).filter(i -> w[i] > 0).toArray();
    double sum = 0;
    for (int p : STIFF) {
      sum += w[p];
    }
    STIFF_WEIGHT = new double[STIFF.length];
    for (int j = 0; j < STIFF.length; j++) {
      STIFF_WEIGHT[j] = w[STIFF[j]] / sum;
    }
  }

  /** The usual difference of two frames of a still face: root mean square, in eye distances. */
  final double noise;

  private final @org.jspecify.annotations.Nullable Ring ring;
  private final int iris;

  /** How far from its ring a region reaches, in canonical units. */
  private final double width;

  FaceRegions(double noise, @org.jspecify.annotations.Nullable Ring ring, int iris, double width) {
    this.noise = noise;
    this.ring = ring;
    this.iris = iris;
    this.width = width;
  }

  private static final class Shares {
    static final float[][] OF = new float[values().length][FaceMesh.WITH_IRIS];
    static final int[][] RINGS = new int[values().length][];

    static {
      FaceTopology face = FaceTopology.canonical();
      for (FaceRegions g : values()) {
        RINGS[g.ordinal()] = g.ring(face);
        if (g.ring != null) {
          for (int p = 0; p < FaceMesh.POINTS; p++) {
            double d = distance(face, p, RINGS[g.ordinal()]) / g.width;
            OF[g.ordinal()][p] = (float) Math.exp(-d * d * d);
          }
        } else if (g.iris >= 0) {
          java.util.Arrays.fill(OF[g.ordinal()], g.iris, g.iris + FaceMesh.IRIS, 1f);
        }
      }
      for (int p = 0; p < FaceMesh.WITH_IRIS; p++) {
        float sum = 0;
        for (float[] of : OF) {
          sum += of[p];
        }
        OF[REST.ordinal()][p] = Math.max(0, 1 - sum);
        for (float[] of : OF) {
          of[p] /= Math.max(1, sum);
        }
      }
    }

    private static double distance(FaceTopology f, int p, int[] ring) {
      double best = Double.MAX_VALUE;
      for (int q : ring) {
        double x = f.x(p) - f.x(q);
        double y = f.y(p) - f.y(q);
        double z = f.z(p) - f.z(q);
        best = Math.min(best, x * x + y * y + z * z);
      }
      return Math.sqrt(best);
    }
  }

  private int[] ring(FaceTopology face) {
    if (ring != null) {
      return face.ring(ring);
    }
    return iris >= 0 ? new int[] {iris} : STIFF;
  }

  /** How much of point p belongs to this region. */
  float share(int p) {
    return Shares.OF[ordinal()][p];
  }

  /** The root mean square distance of the region's ring in two aligned meshes, in their unit. */
  double difference(float[] a, float[] b) {
    int[] points = Shares.RINGS[ordinal()];
    double sum = 0;
    int n = 0;
    for (int p : points) {
      if (3 * p < a.length) {
        double x = a[3 * p] - b[3 * p];
        double y = a[3 * p + 1] - b[3 * p + 1];
        sum += x * x + y * y;
        n++;
      }
    }
    return n == 0 ? 0 : Math.sqrt(sum / n);
  }

  /** How well the region can be seen: 1, but less for an iris under lids that are nearly shut. */
  double seen(float[] m) {
    if (iris < 0) {
      return 1;
    }
    double open = FaceGeometry.eye(m, iris > FaceMesh.POINTS);
    return Math.max(.01, Math.min(1, (open - .14) / .06));
  }

  /** The weighted middle of the stiff points. */
  static double[] centre(FaceMesh m) {
    double x = 0;
    double y = 0;
    for (int j = 0; j < STIFF.length; j++) {
      x += STIFF_WEIGHT[j] * m.x(STIFF[j]);
      y += STIFF_WEIGHT[j] * m.y(STIFF[j]);
    }
    return new double[] {x, y};
  }
}
