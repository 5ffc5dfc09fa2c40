package dev.likeness.synthesis;

import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Part;
import dev.likeness.core.FaceTopology.Ring;

/**
 * What each mesh vertex is to a swap, worked out once on the canonical face. Distances are shares
 * of the face's width (cheek to cheek). Immutable.
 */
final class MeshAreas {
  /** The corners of the right and the left eye, as they follow from left to right in a picture. */
  static final int[][] CORNERS = {{33, 133}, {362, 263}};

  final int[][] triangles;
  final boolean[] hole;
  final float[] rim;
  final float[] skin;
  final float[] inner;

  /** 1 on the lids and in the eyes' sockets. */
  final float[] sockets;

  /** 1 on the lips and close to them. */
  final float[] nearLips;

  /** Mouth, jaw and chin: full from the upper lip down, nothing above the wings of the nose. */
  final float[] lower;

  /** The eyes' rims and the nose with its wings. */
  final boolean[] whole;

  /** For each vertex of the lips and within them the nearest one of their outline; −1 elsewhere. */
  final int[] lip;

  final int[] rightEye;
  final int[] leftEye;
  final int[] rightLids;
  final int[] leftLids;
  final int[] lips;
  final int[] mouth;
  final Skirt skirt;

  MeshAreas(FaceTopology face) {
    triangles = face.triangles();
    hole = new boolean[triangles.length];
    for (int i = 0; i < hole.length; i++) {
      hole[i] = face.part(i) != Part.SKIN;
    }
    rightEye = face.ring(Ring.RIGHT_EYE);
    leftEye = face.ring(Ring.LEFT_EYE);
    rightLids = face.ring(Ring.RIGHT_LIDS);
    leftLids = face.ring(Ring.LEFT_LIDS);
    lips = face.ring(Ring.LIPS_OUTER);
    mouth = face.ring(Ring.LIPS_INNER);
    skirt = new Skirt(triangles, face.ring(Ring.FACE_OVAL));
    int n = face.vertexCount();
    float width = Math.abs(face.x(234) - face.x(454));
    rim = new float[n];
    skin = new float[n];
    inner = new float[n];
    sockets = new float[n];
    nearLips = new float[n];
    lower = new float[n];
    whole = new boolean[n];
    lip = new int[n];
    float nose = face.y(2);
    float upper = face.y(0);
    float wing = 1.15f * Math.abs(face.x(129));
    float[] oval = flat(face, face.ring(Ring.FACE_OVAL));
    float[][] features = {
      flat(face, rightLids),
      flat(face, leftLids),
      flat(face, lips),
      flat(face, face.ring(Ring.RIGHT_BROW)),
      flat(face, face.ring(Ring.LEFT_BROW))
    };
    float browTop = Float.MAX_VALUE;
    for (int v : face.ring(Ring.RIGHT_BROW)) {
      browTop = Math.min(browTop, face.y(v));
    }
    for (int v = 0; v < n; v++) {
      float x = face.x(v);
      float y = face.y(v);
      rim[v] = Math.max(0, Rings.inside(oval, x, y)) / width;
      float feature = -1;
      for (int k = 0; k < features.length; k++) {
        float in = Rings.inside(features[k], x, y) / width;
        feature = Math.max(feature, in);
        if (k < 2) {
          sockets[v] = Rings.smooth(-.12f, -.03f, feature);
        } else if (k == 2) {
          nearLips[v] = Rings.smooth(-.12f, -.03f, in);
        }
      }
      skin[v] = 1 - Rings.smooth(-.04f, -.01f, feature);
      inner[v] = Rings.smooth(browTop - .08f * width, browTop, y);
      lower[v] = Rings.smooth(nose - .04f * width, .3f * nose + .7f * upper, y);
      whole[v] = Math.abs(x) < wing && y > face.y(168) && y < nose + .03f * width;
      lip[v] = Rings.inside(features[2], x, y) > -.01f * width ? nearest(face, lips, v) : -1;
    }
    for (int[] ring : new int[][] {rightEye, leftEye}) {
      for (int v : ring) {
        whole[v] = true;
      }
    }
  }

  private static int nearest(FaceTopology f, int[] ring, int v) {
    int out = ring[0];
    double least = Double.MAX_VALUE;
    for (int r : ring) {
      double d = Math.hypot(f.x(r) - f.x(v), f.y(r) - f.y(v));
      if (d < least) {
        least = d;
        out = r;
      }
    }
    return out;
  }

  private static float[] flat(FaceTopology f, int[] ring) {
    float[] p = new float[ring.length * 2];
    for (int i = 0; i < ring.length; i++) {
      p[2 * i] = f.x(ring[i]);
      p[2 * i + 1] = f.y(ring[i]);
    }
    return p;
  }
}
