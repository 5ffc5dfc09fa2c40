package dev.likeness.models;

import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;

/**
 * MediaPipe Iris (Ablavatski et al. 2020). Takes 64×64 sRGB pixels of one eye: a square around the
 * middle of the two eye corners, 2.3 times their distance wide, the corners level. The network
 * knows right eyes only; left ones are mirrored on the way in and out. Not thread-safe; owns a
 * session.
 */
public final class IrisFinder implements AutoCloseable {
  /** Width and height of the picture it takes. */
  public static final int SIDE = 64;

  /** How wide the square is, in distances of the eye corners. */
  public static final double MARGIN = 2.3;

  /** How many points of lids and brow there are. */
  public static final int CONTOUR = 71;

  /** How many points of the lid rim come first: the lower lid from the outer corner, the upper. */
  public static final int RIM = 16;

  private static final int IRIS = 5;

  /** The mesh vertex of each contour point of a right eye (human's MESH_TO_IRIS_INDICES_MAP). */
  private static final int[] RIGHT = {
    33,
    7,
    163,
    144,
    145,
    153,
    154,
    155,
    133, // lower rim
    246,
    161,
    160,
    159,
    158,
    157,
    173, // upper rim
    130,
    25,
    110,
    24,
    23,
    22,
    26,
    112,
    243, // lower lid
    247,
    30,
    29,
    27,
    28,
    56,
    190, // upper lid
    226,
    31,
    228,
    229,
    230,
    231,
    232,
    233,
    244, // under the lid
    113,
    225,
    224,
    223,
    222,
    221,
    189, // over the lid
    35,
    124,
    46,
    53,
    52,
    65, // lower edge of the brow
    143,
    111,
    117,
    118,
    119,
    120,
    121,
    128,
    245, // cheek
    156,
    70,
    63,
    105,
    66,
    107,
    55,
    193 // upper edge of the brow
  };

  /**
   * What was seen, in pixels of the picture given; z in the same unit.
   *
   * @param contour 71 × (x, y, z); {@link #meshVertices} says which mesh points they are
   * @param iris 5 × (x, y, z): centre, then four of the rim: towards the nose or temple on the
   *     horizontal, and top and bottom
   */
  public record Eye(float[] contour, float[] iris) {
    public float irisX() {
      return iris[0];
    }

    public float irisY() {
      return iris[1];
    }

    /** Half the mean of the two diameters through the rim points. */
    public double irisRadius() {
      double a = Math.hypot(iris[3] - iris[9], iris[4] - iris[10]);
      double b = Math.hypot(iris[6] - iris[12], iris[7] - iris[13]);
      return (a + b) / 4;
    }
  }

  private final PictureNet net;

  public IrisFinder(Models models) {
    net = new PictureNet(models, ModelId.IRIS, Preparation.of(1f / 255, 0));
  }

  /**
   * The vertices of {@link dev.likeness.core.FaceMesh} that the contour points refine, in order.
   */
  public static int[] meshVertices(boolean leftEye) {
    int[] v = RIGHT.clone();
    if (leftEye) {
      FaceTopology face = FaceTopology.canonical();
      for (int i = 0; i < v.length; i++) {
        v[i] = face.mirror(v[i]);
      }
    }
    return v;
  }

  /** Looks at one eye; {@code leftEye} is the person's left one. */
  public Eye find(Frame eye, boolean leftEye) {
    net.run(leftEye ? mirror(eye) : eye);
    float[] all = net.values(0);
    if (leftEye) {
      for (int i = 0; i < all.length; i += 3) {
        all[i] = SIDE - all[i];
      }
    }
    float[] contour = new float[3 * CONTOUR];
    float[] iris = new float[3 * IRIS];
    System.arraycopy(all, 0, contour, 0, contour.length);
    System.arraycopy(all, contour.length, iris, 0, iris.length);
    return new Eye(contour, iris);
  }

  private static Frame mirror(Frame f) {
    int w = f.width();
    byte[] out = new byte[f.rgb().length];
    for (int i = 0; i < w * f.height(); i++) {
      int from = 3 * (i / w * w + w - 1 - i % w);
      out[3 * i] = f.rgb()[from];
      out[3 * i + 1] = f.rgb()[from + 1];
      out[3 * i + 2] = f.rgb()[from + 2];
    }
    return new Frame(w, f.height(), out);
  }

  @Override
  public void close() {
    net.close();
  }
}
