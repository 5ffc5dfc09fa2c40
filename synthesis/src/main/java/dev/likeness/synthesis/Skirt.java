package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/**
 * A ring of triangles around the face mesh: where the outline is moved, hair, ears, neck and
 * background next to it are stretched along and come to rest at the ring's outer edge. Vertices
 * from {@link FaceMesh#POINTS} on are the outer ones. Immutable.
 */
final class Skirt {
  /** How far out the ring reaches, as a share of the distance from the face's middle. */
  private static final float REACH = .3f;

  private final int[] oval;
  final int[][] triangles;

  /** How many of {@link #triangles} are the face's own; the ring's follow. */
  final int faceTriangles;

  Skirt(int[][] face, int[] oval) {
    this.oval = oval;
    faceTriangles = face.length;
    triangles = new int[face.length + 2 * oval.length][];
    System.arraycopy(face, 0, triangles, 0, face.length);
    int t = face.length;
    for (int i = 0; i < oval.length; i++) {
      int j = (i + 1) % oval.length;
      int outI = FaceMesh.POINTS + i;
      int outJ = FaceMesh.POINTS + j;
      triangles[t++] = new int[] {oval[i], oval[j], outJ};
      triangles[t++] = new int[] {oval[i], outJ, outI};
    }
  }

  /** The vertex of the face that a vertex of the skirt lies at or outside of. */
  int inner(int v) {
    return v < FaceMesh.POINTS ? v : oval[v - FaceMesh.POINTS];
  }

  /** The points of {@code mesh} with the outer edge that {@code own} has: x, y, z each. */
  float[] points(FaceMesh mesh, FaceMesh own) {
    int n = FaceMesh.POINTS;
    float[] out = java.util.Arrays.copyOf(mesh.xyz(), 3 * (n + oval.length));
    float cx = 0;
    float cy = 0;
    float far = -Float.MAX_VALUE;
    for (int v : oval) {
      cx += own.x(v) / oval.length;
      cy += own.y(v) / oval.length;
      far = Math.max(far, own.z(v));
    }
    for (int i = 0; i < oval.length; i++) {
      out[3 * (n + i)] = own.x(oval[i]) + REACH * (own.x(oval[i]) - cx);
      out[3 * (n + i) + 1] = own.y(oval[i]) + REACH * (own.y(oval[i]) - cy);
      out[3 * (n + i) + 2] = far + 1e4f; // behind the face
    }
    return out;
  }

  static Box bounds(float[] points) {
    float l = Float.MAX_VALUE;
    float t = Float.MAX_VALUE;
    float r = -Float.MAX_VALUE;
    float b = -Float.MAX_VALUE;
    for (int i = 0; i < points.length; i += 3) {
      l = Math.min(l, points[i]);
      r = Math.max(r, points[i]);
      t = Math.min(t, points[i + 1]);
      b = Math.max(b, points[i + 1]);
    }
    int x = (int) Math.floor(l);
    int y = (int) Math.floor(t);
    return new Box(x, y, (int) Math.ceil(r) - x, (int) Math.ceil(b) - y);
  }
}
