package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;
import java.util.List;

/**
 * A person's face shape as far as it can be put on somebody else's head without touching the
 * expression: where each point of the mesh sits in the head's own frame, canonical units (about a
 * centimetre), seen from the front. The lips' gap and corners and the shut part of the lids are
 * expression, so around them only what the lips' line and the lids' line do not do is taken (how
 * full a lip is, how deep a lid), and the lines themselves are moved and sized as a whole.
 */
final class FaceShape {
  /** Values a shape has: x and y of each point. */
  static final int SIZE = 2 * FaceMesh.POINTS;

  /** The farthest that anything is moved, canonical units. */
  private static final float LIMIT = 1.1f;

  /** How far a line's movement is felt along the skin, canonical units. */
  private static final float FELT = 1.5f;

  private final List<Line> lines;

  FaceShape(MeshAreas areas) {
    FaceTopology f = FaceTopology.canonical();
    Edges edges = new Edges(f, areas);
    lines =
        List.of(
            new Line(edges, areas.rightEye),
            new Line(edges, areas.leftEye),
            new Line(edges, areas.mouth));
  }

  /** The edges of skin, triangle by triangle: two points each, and how long it is. */
  private static final class Edges {
    private final int[] ends;
    private final float[] length;

    Edges(FaceTopology f, MeshAreas areas) {
      int[][] skin =
          java.util.stream.IntStream.range(0, areas.triangles.length)
              .filter(t -> !areas.hole[t])
              .mapToObj(t -> areas.triangles[t])
              .toArray(int[][]::new);
      ends = new int[6 * skin.length];
      length = new float[3 * skin.length];
      for (int n = 0; n < length.length; n++) {
        int i = skin[n / 3][n % 3];
        int j = skin[n / 3][(n + 1) % 3];
        ends[2 * n] = i;
        ends[2 * n + 1] = j;
        length[n] = (float) Math.hypot(f.x(i) - f.x(j), f.y(i) - f.y(j));
      }
    }

    /** The shortest ways from one point to all (Bellman 1958, Ford 1956). */
    float[] ways(int from) {
      float[] way = new float[FaceMesh.POINTS];
      java.util.Arrays.fill(way, 99);
      way[from] = 0;
      for (boolean better = true; better; ) {
        better = false;
        for (int n = 0; n < length.length; n++) {
          int i = ends[2 * n];
          int j = ends[2 * n + 1];
          float d = length[n];
          if (way[i] + d < way[j]) {
            way[j] = way[i] + d;
            better = true;
          } else if (way[j] + d < way[i]) {
            way[i] = way[j] + d;
            better = true;
          }
        }
      }
      return way;
    }
  }

  /**
   * A line that opens and shuts.
   *
   * @param ring its points
   * @param pull for each point of the mesh how much it goes along with each point of the line: by
   *     the way over the skin, so that an upper lip never follows a lower one
   */
  private record Line(int[] ring, float[][] pull) {
    Line(Edges edges, int[] ring) {
      this(ring, new float[FaceMesh.POINTS][ring.length]);
      float[][] way = new float[ring.length][];
      for (int k = 0; k < ring.length; k++) {
        way[k] = edges.ways(ring[k]);
      }
      for (int v = 0; v < FaceMesh.POINTS; v++) {
        float near = Float.MAX_VALUE;
        for (float[] w : way) {
          near = Math.min(near, w[v]);
        }
        // a point of the line itself follows exactly, its neighbours an average
        float width = near == 0 ? 1e-3f : .35f;
        float total = 0;
        for (int k = 0; k < ring.length; k++) {
          float d = (way[k][v] - near) / width;
          pull[v][k] = (float) Math.exp(-.5 * d * d);
          total += pull[v][k];
        }
        float felt = (float) Math.exp(-near * near / (2 * FELT * FELT)) / total;
        for (int k = 0; k < ring.length; k++) {
          pull[v][k] *= felt;
        }
      }
    }

    /** Middle x, middle y and width, of values x and y a point. */
    float[] whole(float[] at) {
      float x = 0;
      float y = 0;
      float low = Float.MAX_VALUE;
      float high = -Float.MAX_VALUE;
      for (int v : ring) {
        x += at[2 * v] / ring.length;
        y += at[2 * v + 1] / ring.length;
        low = Math.min(low, at[2 * v]);
        high = Math.max(high, at[2 * v]);
      }
      return new float[] {x, y, high - low};
    }
  }

  /** The values of one mesh. */
  static float[] measure(FaceMesh m) {
    return measure(new Head(m));
  }

  private static float[] measure(Head h) {
    float[] out = new float[SIZE];
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      out[2 * v] = (float) h.along(v, 0);
      out[2 * v + 1] = (float) h.along(v, 1);
    }
    return out;
  }

  /** A mesh in the head's own frame. */
  private static final class Head {
    private static final int[] STIFF = {6, 168, 197, 195, 5, 33, 263, 133, 362};
    final FaceMesh m;
    final Pose p;
    final double[] r;
    private final double depth;

    Head(FaceMesh m) {
      this.m = m;
      p = FaceGeometry.pose(m);
      r = p.rotation();
      FaceTopology f = FaceTopology.canonical();
      double sum = 0;
      for (int v : STIFF) {
        sum += m.z(v) / p.scale() - (r[6] * f.x(v) + r[7] * f.y(v) + r[8] * f.z(v));
      }
      depth = sum / STIFF.length;
    }

    double along(int v, int axis) {
      return r[axis] * (m.x(v) - p.x()) / p.scale()
          + r[3 + axis] * (m.y(v) - p.y()) / p.scale()
          + r[6 + axis] * (m.z(v) / p.scale() - depth);
    }
  }

  /**
   * The mesh with its points moved {@code amount} of the way from {@code own} to {@code wanted};
   * articulation and depth stay.
   *
   * @param open how open the eyes are, right and left: 1 as usual, 0 shut
   */
  FaceMesh shape(FaceMesh m, float[] own, float[] wanted, float amount, float[] open) {
    if (amount == 0) {
      return m;
    }
    Head h = new Head(m);
    float[] at = measure(h);
    float[] move = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      move[i] = clip(wanted[i] - own[i]);
    }
    for (int l = 0; l < lines.size(); l++) {
      hold(lines.get(l), at, own, wanted, l < open.length ? 1 - open[l] : 1, move);
    }
    float[] xyz = m.xyz().clone();
    double s = amount * h.p.scale();
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      float mx = move[2 * i];
      float my = move[2 * i + 1];
      xyz[3 * i] += (float) ((h.r[0] * mx + h.r[1] * my) * s);
      xyz[3 * i + 1] += (float) ((h.r[3] * mx + h.r[4] * my) * s);
    }
    for (int i = FaceMesh.POINTS; i < m.points(); i++) {
      int eye = i < FaceMesh.POINTS + FaceMesh.IRIS ? 0 : 1;
      look(m, xyz, i, MeshAreas.CORNERS[eye][0], MeshAreas.CORNERS[eye][1]);
    }
    return new FaceMesh(xyz);
  }

  /** Points of the inner lips that part, upper then lower; the corners stay. */
  private static final int[] UPPER = {191, 80, 81, 82, 13, 312, 311, 310, 415};

  private static final int[] LOWER = {95, 88, 178, 87, 14, 317, 402, 318, 324};

  /**
   * The mesh with its lips further apart, the skin around them going along.
   *
   * @param up how far the upper lip's inner line goes up in its middle, canonical units; towards
   *     the corners less
   * @param down how far the lower lip's goes down
   */
  FaceMesh part(FaceMesh m, float up, float down) {
    if (up == 0 && down == 0) {
      return m;
    }
    Head h = new Head(m);
    Line line = lines.get(2);
    float[] fall = new float[line.ring.length];
    for (int k = 0; k < fall.length; k++) {
      fall[k] = share(m, line.ring[k], LOWER) * down - share(m, line.ring[k], UPPER) * up;
    }
    float[] xyz = m.xyz().clone();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      double y = 0;
      for (int k = 0; k < fall.length; k++) {
        y += line.pull[v][k] * fall[k];
      }
      xyz[3 * v] += (float) (h.r[1] * y * h.p.scale());
      xyz[3 * v + 1] += (float) (h.r[4] * y * h.p.scale());
    }
    return new FaceMesh(xyz);
  }

  /** How far towards the middle of the mouth a point of a lip is: 0 at a corner or off the lip. */
  private static float share(FaceMesh m, int v, int[] lip) {
    for (int p : lip) {
      if (p == v) {
        double wide = m.distance(lip[0], lip[lip.length - 1]);
        double t = (m.distance(lip[0], v) - m.distance(v, lip[lip.length - 1])) / wide;
        return (float) Math.max(0, 1 - .8 * t * t);
      }
    }
    return 0;
  }

  /** An iris point keeps its place between the corners of its eye, so that the gaze stays. */
  private static void look(FaceMesh m, float[] xyz, int i, int a, int b) {
    float x = m.x(b) - m.x(a);
    float y = m.y(b) - m.y(a);
    float nx = xyz[3 * b] - xyz[3 * a];
    float ny = xyz[3 * b + 1] - xyz[3 * a + 1];
    float d = x * x + y * y;
    float u = ((m.x(i) - m.x(a)) * x + (m.y(i) - m.y(a)) * y) / d;
    float v = ((m.y(i) - m.y(a)) * x - (m.x(i) - m.x(a)) * y) / d;
    xyz[3 * i] = xyz[3 * a] + u * nx - v * ny;
    xyz[3 * i + 1] = xyz[3 * a + 1] + u * ny + v * nx;
  }

  /** Takes {@code share} of a line's own bending back, and what the skin near it owes to that. */
  private static void hold(
      Line line, float[] at, float[] own, float[] wanted, float share, float[] move) {
    float[] now = line.whole(at);
    float[] from = line.whole(own);
    float[] to = line.whole(wanted);
    float grow = Math.max(.8f, Math.min(to[2] / Math.max(from[2], .1f), 1.25f)) - 1;
    int n = line.ring.length;
    float[] bend = new float[2 * n];
    for (int k = 0; k < n; k++) {
      int v = line.ring[k];
      for (int a = 0; a < 2; a++) {
        // only wider, not higher: how far a mouth opens is expression
        float whole = clip(to[a] - from[a]) + (a == 0 ? grow * (at[2 * v] - now[0]) : 0);
        bend[2 * k + a] = share * (move[2 * v + a] - whole);
      }
    }
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      for (int k = 0; k < n; k++) {
        move[2 * v] -= line.pull[v][k] * bend[2 * k];
        move[2 * v + 1] -= line.pull[v][k] * bend[2 * k + 1];
      }
    }
  }

  private static float clip(float v) {
    return Math.max(-LIMIT, Math.min(v, LIMIT));
  }
}
