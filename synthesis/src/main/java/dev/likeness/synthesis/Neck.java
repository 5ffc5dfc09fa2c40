package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.MouthShape;

/**
 * A head turned on its neck's joint, in the picture's own directions, raised by the breath and
 * shifted. Made for one mesh, as the picture shows it, and one moment. Immutable.
 */
final class Neck {
  /** Where the head turns. */
  private static final float Y = -7;

  private static final float Z = -6;

  /** How far a full chest raises the head, canonical units: about 1 % of a face's height. */
  private static final float LIFT = .17f;

  private final float[] pivot = new float[3];
  private final float[] shift = new float[3];
  private final float[] breath = new float[2];
  private final double[] sin = new double[3];
  private final double[] cos = new double[3];

  private Neck(HeadAxes a, FaceMotion.State s) {
    for (int c = 0; c < 3; c++) {
      pivot[c] = a.middle[c] + Y * a.up[c] + Z * a.out[c];
      shift[c] = LIFT * s.breath() * a.up[c];
    }
    breath[0] = shift[0];
    breath[1] = shift[1];
    FaceMotion.Play play = s.play();
    if (play != null) {
      shift[0] += a.size * play.shiftX();
      shift[1] += a.size * play.shiftY();
    }
    double[] angles = {
      Math.toRadians(s.yaw()), Math.toRadians(s.pitch()), Math.toRadians(s.roll())
    };
    for (int i = 0; i < 3; i++) {
      sin[i] = Math.sin(angles[i]);
      cos[i] = Math.cos(angles[i]);
    }
  }

  /**
   * @param mesh the head before it is turned
   */
  static Neck of(FaceMesh mesh, FaceMotion.State s) {
    return new Neck(HeadAxes.of(mesh), s);
  }

  /**
   * How far turning carries the middle of the face's stiff points, canonical units to the picture's
   * right and down.
   */
  static float[] carried(FaceMesh mesh, float yaw, float pitch, float roll) {
    HeadAxes a = HeadAxes.of(mesh);
    double[] middle = HeadFrame.middle(mesh);
    float[] p = {(float) middle[0], (float) middle[1], (float) middle[2]};
    new Neck(a, new FaceMotion.State(MouthShape.REST, 0, 0, yaw, pitch, roll)).apply(p, 0);
    return new float[] {(float) (p[0] - middle[0]) / a.size, (float) (p[1] - middle[1]) / a.size};
  }

  /** How far breath raises what it raises fully, pixels to the right and down. */
  float[] breath() {
    return breath;
  }

  /** All points of a mesh turned. */
  FaceMesh turned(FaceMesh mesh) {
    float[] out = mesh.xyz().clone();
    for (int i = 0; i < out.length; i += 3) {
      apply(out, i);
    }
    return new FaceMesh(out);
  }

  /** Turns a point by a share. */
  void turn(float[] p, float share) {
    float[] was = p.clone();
    apply(p, 0);
    for (int c = 0; c < 3; c++) {
      p[c] = was[c] + share * (p[c] - was[c]);
    }
  }

  private void apply(float[] p, int i) {
    double px = p[i] - pivot[0];
    double py = p[i + 1] - pivot[1];
    double pz = p[i + 2] - pivot[2];
    // yaw: what is near (z small) goes to the right
    double x1 = px * cos[0] - pz * sin[0];
    double z1 = pz * cos[0] + px * sin[0];
    // pitch: what is near goes down
    double y2 = py * cos[1] - z1 * sin[1];
    double z2 = z1 * cos[1] + py * sin[1];
    p[i] = (float) (pivot[0] + shift[0] + x1 * cos[2] - y2 * sin[2]);
    p[i + 1] = (float) (pivot[1] + shift[1] + y2 * cos[2] + x1 * sin[2]);
    p[i + 2] = (float) (pivot[2] + shift[2] + z2);
  }
}
