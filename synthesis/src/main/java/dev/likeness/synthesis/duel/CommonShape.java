package dev.likeness.synthesis.duel;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.util.List;

/**
 * Brings the features of faces towards where they lie on average over a set: what lies in place is
 * learnt from few pictures (the shape-free textures of Cootes et al. 1998, "Active Appearance
 * Models", section 2). The picture around the face hardly moves.
 */
final class CommonShape {
  private final float[] mean;

  /**
   * A face in its crop.
   *
   * @param crop twice as large as what is wanted
   * @param points x and y of all mesh points, in sides of the crop
   */
  record Face(Frame crop, float[] points) {
    /**
     * @param map from the crop's pixels to those that the mesh is in
     */
    static Face of(Frame crop, FaceMesh mesh, Affine2 map) {
      FaceMesh m = mesh.map(map.inverse());
      float[] p = new float[2 * FaceMesh.POINTS];
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        p[2 * i] = m.x(i) / crop.width();
        p[2 * i + 1] = m.y(i) / crop.height();
      }
      return new Face(crop, p);
    }
  }

  CommonShape(List<Face> faces) {
    mean = new float[2 * FaceMesh.POINTS];
    for (Face f : faces) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += f.points[i] / faces.size();
      }
    }
  }

  /** The common shape: x and y of all points, in sides. */
  float[] shape() {
    return mean.clone();
  }

  /** How far the face's points lie beside the common shape, in sides. */
  float[] beside(Face face) {
    float[] out = new float[mean.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = face.points[i] - mean[i];
    }
    return out;
  }

  /** The face in a shape between its own (0) and the common one (1), at half the crop's side. */
  Frame of(Face face, double share) {
    float[] at = new float[mean.length];
    float[] moves = beside(face);
    for (int i = 0; i < at.length; i++) {
      moves[i] *= (float) share;
      at[i] = face.points[i] - moves[i];
    }
    return new Bend(at, moves).of(face.crop, face.crop.width() / 2);
  }
}
