package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;

/**
 * The face mesh and rings of triangles around it: the head with its hair, which moves with the
 * face, and beyond it neck and background, which come to rest at the outermost ring. Immutable.
 */
final class Bust {
  /** How far out the rings lie, from the face's middle, in multiples of its outline. */
  private static final float[] RINGS = {1.35f, 1.8f, 2.7f};

  /** Likewise of a person that was cut out: on to where no hair is, and beyond any picture. */
  private static final float[] FREE = {1.2f, 1.5f, 2, 3, 9};

  /** How much of the head's turning each ring takes part in, above the chin and below. */
  private static final float[] ABOVE = {1, .8f, 0};

  private static final float[] BELOW = {.75f, .3f, 0};
  private static final float[] FREE_ABOVE = {1, 1, .95f, .3f, 0};
  private static final float[] FREE_BELOW = {.85f, .5f, .12f, 0, 0};

  /** How much of the chest's rising each ring takes part in below the chin: shoulders, too. */
  private static final float[] BREATH = {1, .9f, 0};

  private static final float[] FREE_BREATH = {1, 1, 1, .9f, 0};

  /** How far back each ring lies, from the face's outline to where it is furthest. */
  private static final float[] BACK = {1, 1, 1};

  private static final float[] FREE_BACK = {.3f, .65f, 1, 1, 1};

  private final int[] oval;
  private final float[] rings;
  private final float[] above;
  private final float[] below;
  private final float[] back;
  private final boolean free;
  final int[][] triangles;
  final int faceTriangles;

  /**
   * @param free whether the background stays behind, so that hair moves as a whole with the head
   */
  Bust(FaceTopology face, boolean free) {
    rings = free ? FREE : RINGS;
    above = free ? FREE_ABOVE : ABOVE;
    below = free ? FREE_BELOW : BELOW;
    back = free ? FREE_BACK : BACK;
    this.free = free;
    oval = face.ring(Ring.FACE_OVAL);
    int[][] own = face.triangles();
    faceTriangles = own.length;
    triangles = new int[own.length + 2 * rings.length * oval.length][];
    System.arraycopy(own, 0, triangles, 0, own.length);
    int t = own.length;
    for (int r = 0; r < rings.length; r++) {
      for (int i = 0; i < oval.length; i++) {
        int j = (i + 1) % oval.length;
        int inI = vertex(r - 1, i);
        int inJ = vertex(r - 1, j);
        triangles[t++] = new int[] {inI, inJ, vertex(r, j)};
        triangles[t++] = new int[] {inI, vertex(r, j), vertex(r, i)};
      }
    }
  }

  private int vertex(int ring, int i) {
    return ring < 0 ? oval[i] : FaceMesh.POINTS + ring * oval.length + i;
  }

  /** Face and rings as the picture shows them; x, y, z each. */
  float[] points(FaceMesh m) {
    int n = FaceMesh.POINTS;
    float[] out = java.util.Arrays.copyOf(m.xyz(), 3 * (n + rings.length * oval.length));
    float cx = 0;
    float cy = 0;
    float far = -Float.MAX_VALUE;
    for (int v : oval) {
      cx += m.x(v) / oval.length;
      cy += m.y(v) / oval.length;
      far = Math.max(far, m.z(v));
    }
    for (int r = 0; r < rings.length; r++) {
      for (int i = 0; i < oval.length; i++) {
        int o = 3 * vertex(r, i);
        out[o] = cx + rings[r] * (m.x(oval[i]) - cx);
        out[o + 1] = cy + rings[r] * (m.y(oval[i]) - cy);
        out[o + 2] = m.z(oval[i]) + back[r] * (far - m.z(oval[i]));
      }
    }
    return out;
  }

  /**
   * Where all of these are when the face is {@code moved} and the head turned on its neck.
   *
   * @param points of the base, as {@link #points} gives them
   */
  float[] moved(FaceMesh base, float[] points, FaceMesh moved, Neck neck) {
    float[] out = points.clone();
    System.arraycopy(moved.xyz(), 0, out, 0, 3 * FaceMesh.POINTS);
    float chin = base.y(152);
    float brow = base.y(168);
    float[] breath = free ? FREE_BREATH : BREATH;
    float[] lift = neck.breath();
    for (int r = 0; r < rings.length; r++) {
      for (int i = 0; i < oval.length; i++) {
        int o = 3 * vertex(r, i);
        float low =
            free
                ? Rings.smooth(.6f * brow + .4f * chin, 1.3f * chin - .3f * brow, out[o + 1])
                : Rings.smooth(brow, chin, base.y(oval[i]));
        float[] p = {out[o], out[o + 1], out[o + 2]};
        float share = above[r] + low * (below[r] - above[r]);
        float more = Math.max(0, above[r] + low * (breath[r] - above[r]) - share);
        neck.turn(p, share);
        out[o] = p[0] + more * lift[0];
        out[o + 1] = p[1] + more * lift[1];
        out[o + 2] = p[2] + 1e4f * (r + 1); // behind the face
      }
    }
    return out;
  }

  /** The pixels that may change. */
  Box bounds(float[] base, float[] moved, int width, int height) {
    Box a = Skirt.bounds(base);
    Box b = Skirt.bounds(moved);
    int x = Math.min(a.x(), b.x());
    int y = Math.min(a.y(), b.y());
    int right = Math.max(a.right(), b.right());
    int bottom = Math.max(a.bottom(), b.bottom());
    return new Box(x, y, right - x, bottom - y).grow(1).intersect(new Box(0, 0, width, height));
  }
}
