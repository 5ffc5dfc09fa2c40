package dev.likeness.synthesis.run;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.FaceObservation;

/** Observations with what the pipeline looks at; all meshes are the same spread of points. */
final class Observed {
  private Observed() {}

  static FaceObservation face(
      int track, long frame, boolean start, float size, float... embedding) {
    float[] xyz = new float[FaceMesh.WITH_IRIS * 3];
    for (int i = 0; i < xyz.length; i++) {
      xyz[i] = 20 + (i * 37 % 100) + .1f * track + 1f / (frame + 3);
    }
    return new FaceObservation(
        track,
        frame,
        new FaceMesh(xyz),
        .9f,
        start,
        false,
        new FaceObservation.Quality(size, 1, 1),
        embedding);
  }
}
