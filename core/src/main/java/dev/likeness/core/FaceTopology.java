package dev.likeness.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the 468 points of a {@link FaceMesh} hang together, and the average face they were defined on
 * (MediaPipe's canonical face model, Apache-2.0; the source is named in {@code
 * canonical_face.txt}).
 *
 * <p>Space: roughly centimetres, x to the right in the picture, y down, z away from the camera, as
 * in {@link FaceMesh}. "Right" and "left" are the depicted person's, so the right eye has negative
 * x. Triangles run counter-clockwise on the screen when their outside faces the viewer: {@code
 * (b−a)×(c−a) < 0} in picture coordinates.
 *
 * <p>Immutable and thread-safe; arrays that are returned are copies, so fetch them once, not per
 * pixel.
 */
public final class FaceTopology {
  /** A part of the surface. The closed eyes and mouth are triangles between the points of a rim. */
  public enum Part {
    SKIN,
    RIGHT_EYE,
    LEFT_EYE,
    MOUTH
  }

  /** A named ring (closed, except NOSE_BRIDGE, which is a line) of neighbouring vertices. */
  public enum Ring {
    /** The rim of the whole mesh, from the top of the forehead over the person's left side. */
    FACE_OVAL,
    /** Where lips meet skin; starts at the person's right corner and runs along the lower lip. */
    LIPS_OUTER,
    /** Where lips meet teeth; starts at the person's right corner and runs along the lower lip. */
    LIPS_INNER,
    /** The lid rim; starts at the outer corner and runs along the lower lid. */
    RIGHT_EYE,
    /** The lid rim; starts at the outer corner and runs along the lower lid. */
    LEFT_EYE,
    /** The next ring outside {@link #RIGHT_EYE}, same start and direction. */
    RIGHT_LIDS,
    /** The next ring outside {@link #LEFT_EYE}, same start and direction. */
    LEFT_LIDS,
    /** Starts at the outer end; upper edge inwards, lower edge back. */
    RIGHT_BROW,
    /** Starts at the outer end; upper edge inwards, lower edge back. */
    LEFT_BROW,
    /** Around tip, wings and base of the nose. */
    NOSE_BASE,
    /** From between the eyes to the tip. */
    NOSE_BRIDGE
  }

  private final float[] xyz;
  private final float[] uv;
  private final int[][] triangles;
  private final Part[] parts;
  private final int[] mirror;
  private final float[] weights;
  private final Map<Ring, int[]> rings;

  private FaceTopology(
      float[] xyz, float[] uv, int[][] triangles, float[] weights, Map<Ring, int[]> rings) {
    this.xyz = xyz;
    this.uv = uv;
    this.triangles = triangles;
    this.weights = weights;
    this.rings = rings;
    this.mirror = mirror(xyz);
    boolean[] right = members(rings.get(Ring.RIGHT_EYE));
    boolean[] left = members(rings.get(Ring.LEFT_EYE));
    boolean[] mouth = members(rings.get(Ring.LIPS_INNER));
    this.parts = new Part[triangles.length];
    for (int i = 0; i < parts.length; i++) {
      int[] t = triangles[i];
      parts[i] =
          all(t, right)
              ? Part.RIGHT_EYE
              : all(t, left) ? Part.LEFT_EYE : all(t, mouth) ? Part.MOUTH : Part.SKIN;
    }
  }

  private static final class Holder {
    static final FaceTopology CANONICAL = read();
  }

  /** The canonical face; always the same object. */
  public static FaceTopology canonical() {
    return Holder.CANONICAL;
  }

  public int vertexCount() {
    return xyz.length / 3;
  }

  /** The average face: 468 × (x, y, z). */
  public float[] vertices() {
    return xyz.clone();
  }

  public float x(int vertex) {
    return xyz[3 * vertex];
  }

  public float y(int vertex) {
    return xyz[3 * vertex + 1];
  }

  public float z(int vertex) {
    return xyz[3 * vertex + 2];
  }

  /** Texture coordinates: 468 × (u to the right, v down), 0 to 1. */
  public float[] uv() {
    return uv.clone();
  }

  /** All 898 triangles as [triangle][3 corners], eyes and mouth closed. */
  public int[][] triangles() {
    return copy(Arrays.asList(triangles));
  }

  /** The triangles of one part: 852 of skin, 14 of each eye, 18 of the mouth's inside. */
  public int[][] triangles(Part part) {
    List<int[]> of = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == part) {
        of.add(triangles[i]);
      }
    }
    return copy(of);
  }

  /** The part that triangle {@code i} of {@link #triangles()} belongs to. */
  public Part part(int i) {
    return parts[i];
  }

  /** The vertices of a ring, in order. */
  public int[] ring(Ring ring) {
    return at(ring).clone();
  }

  /** The vertex that lies where {@code vertex} would in a mirror; itself on the middle line. */
  public int mirror(int vertex) {
    return mirror[vertex];
  }

  /**
   * How much each vertex counts when the head's pose is fitted: 468 weights, 0 for all but the 33
   * that expressions move least.
   */
  public float[] poseWeights() {
    return weights.clone();
  }

  private int[] at(Ring ring) {
    int[] r = rings.get(ring);
    if (r == null) {
      throw new IllegalArgumentException("no ring " + ring);
    }
    return r;
  }

  private static int[][] copy(List<int[]> list) {
    int[][] out = new int[list.size()][];
    for (int i = 0; i < out.length; i++) {
      out[i] = list.get(i).clone();
    }
    return out;
  }

  private boolean[] members(int @org.jspecify.annotations.Nullable [] ring) {
    boolean[] in = new boolean[vertexCount()];
    if (ring != null) {
      for (int i : ring) {
        in[i] = true;
      }
    }
    return in;
  }

  private static boolean all(int[] triangle, boolean[] in) {
    return in[triangle[0]] && in[triangle[1]] && in[triangle[2]];
  }

  /** The canonical face is exactly symmetric, so partners are found by equal coordinates. */
  private static int[] mirror(float[] xyz) {
    record Point(float x, float y, float z) {}
    Map<Point, Integer> at = new HashMap<>();
    for (int i = 0; i < xyz.length; i += 3) {
      at.put(new Point(xyz[i] + 0f, xyz[i + 1], xyz[i + 2]), i / 3);
    }
    int[] out = new int[xyz.length / 3];
    for (int i = 0; i < xyz.length; i += 3) {
      Integer partner = at.get(new Point(0f - xyz[i], xyz[i + 1], xyz[i + 2]));
      if (partner == null) {
        throw new IllegalStateException("vertex " + i / 3 + " of the canonical face has no mirror");
      }
      out[i / 3] = partner;
    }
    return out;
  }

  private static FaceTopology read() {
    InputStream in = FaceTopology.class.getResourceAsStream("canonical_face.txt");
    if (in == null) {
      throw new IllegalStateException("canonical_face.txt is missing from the core jar");
    }
    List<float[]> vertices = new ArrayList<>();
    List<int[]> triangles = new ArrayList<>();
    float[] weights = new float[FaceMesh.POINTS];
    Map<Ring, int[]> rings = new EnumMap<>(Ring.class);
    try (BufferedReader r = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = r.readLine(); line != null; line = r.readLine()) {
        String[] w = line.split(" ", -1);
        switch (w[0]) {
          case "v" -> vertices.add(floats(w));
          case "t" -> triangles.add(ints(w, 1));
          case "w" -> weights[Integer.parseInt(w[1])] = Float.parseFloat(w[2]);
          case "r" -> rings.put(Ring.valueOf(w[1]), ints(w, 2));
          default -> {} // a comment
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("canonical_face.txt of the core jar cannot be read", e);
    }
    float[] xyz = new float[vertices.size() * 3];
    float[] uv = new float[vertices.size() * 2];
    for (int i = 0; i < vertices.size(); i++) {
      System.arraycopy(vertices.get(i), 0, xyz, 3 * i, 3);
      System.arraycopy(vertices.get(i), 3, uv, 2 * i, 2);
    }
    return new FaceTopology(xyz, uv, triangles.toArray(int[][]::new), weights, rings);
  }

  private static float[] floats(String[] words) {
    float[] out = new float[words.length - 1];
    for (int i = 0; i < out.length; i++) {
      out[i] = Float.parseFloat(words[i + 1]);
    }
    return out;
  }

  private static int[] ints(String[] words, int from) {
    int[] out = new int[words.length - from];
    for (int i = 0; i < out.length; i++) {
      out[i] = Integer.parseInt(words[i + from]);
    }
    return out;
  }
}
