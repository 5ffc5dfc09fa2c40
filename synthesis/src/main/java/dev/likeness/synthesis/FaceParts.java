package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;

/** Which points of the mesh go with the mouth and which with the brows, 0 to 1 each. Immutable. */
final class FaceParts {
  static final FaceParts OF = new FaceParts(FaceTopology.canonical());

  /** Jaw, cheeks and lips. */
  final float[] low = new float[FaceMesh.POINTS];

  /** Brows and forehead. */
  final float[] high = new float[FaceMesh.POINTS];

  /** What is near the lips. */
  final float[] mouth = new float[FaceMesh.POINTS];

  private FaceParts(FaceTopology face) {
    MeshAreas areas = new MeshAreas(face);
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      float y = -face.y(v);
      float rim = Rings.smooth(0, .1f, areas.rim[v]);
      float chin = 1 - Rings.smooth(-3, .5f, y);
      low[v] = (1 - Rings.smooth(.8f, 2.4f, y)) * (rim + (1 - rim) * chin);
      high[v] = Rings.smooth(3, 4.1f, y) * rim;
      float up = (y + 4.35f) / 2.2f;
      float side = face.x(v) / 4.5f;
      mouth[v] = (float) Math.exp(-up * up - side * side);
    }
  }

  float follows(int v) {
    return low[v] + high[v];
  }
}
