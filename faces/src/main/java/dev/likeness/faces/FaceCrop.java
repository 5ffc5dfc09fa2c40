package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.models.FaceEmbedder;

/**
 * Square crops in which every face lies the same: eyes level, a little above the middle and .27 of
 * the side apart, so that brow to chin and some hair are seen. What generators learn from.
 */
public final class FaceCrop {
  /** The five points of {@link Identity#five} as fractions of the side. */
  private static final double[] PLACES = {.365, .44, .635, .44, .5, .595, .388, .752, .612, .752};

  private FaceCrop() {}

  /**
   * The crop.
   *
   * @param mesh the face, in pixels of the picture
   * @param size side of the crop, pixels
   */
  public static Frame of(Picture picture, FaceMesh mesh, int size) {
    return Sampling.square(picture, map(mesh, size), size);
  }

  /** From the crop's pixels to the picture's. */
  public static Affine2 map(FaceMesh mesh, int size) {
    return Affine2.similarity(places(size), Identity.five(mesh));
  }

  /** The embedding of the face in a crop, without searching for it. */
  public static float[] embed(FaceEmbedder embedder, Frame crop) {
    Affine2 map = Affine2.similarity(embedder.template(), places(crop.width()));
    return embedder.embed(Sampling.square(crop, map, embedder.side()));
  }

  private static double[] places(int size) {
    double[] at = PLACES.clone();
    for (int i = 0; i < at.length; i++) {
      at[i] *= size;
    }
    return at;
  }
}
