package dev.likeness.models;

import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;

/**
 * face-api's landmark network: a second landmarker, by other people and from other pictures than
 * the mesh, for measuring what the mesh drives. Takes 112×112 sRGB pixels: the square around a face
 * from a little over the brows to the chin. Points are in the iBUG 300-W order: 0–16 jaw, 17–26
 * brows, 27–35 nose, 36–41 and 42–47 eyes, 48–67 mouth, each from the left of the picture. Not
 * thread-safe; owns a session.
 */
public final class Landmarks68 implements AutoCloseable {
  /** Width and height of the picture it takes. */
  public static final int SIDE = 112;

  /** How many points there are. */
  public static final int POINTS = 68;

  private final PictureNet net;

  public Landmarks68(Models models) {
    net = new PictureNet(models, ModelId.LANDMARKS_68, Preparation.of(1, 0));
  }

  /** 68 × (x, y) in pixels of the picture given. */
  public float[] find(Frame face) {
    net.run(face);
    float[] p = net.values(0);
    for (int i = 0; i < p.length; i++) {
      p[i] *= SIDE;
    }
    return p;
  }

  @Override
  public void close() {
    net.close();
  }
}
