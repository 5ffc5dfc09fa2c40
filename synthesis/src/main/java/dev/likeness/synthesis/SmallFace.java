package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;

/**
 * A face in a small copy of a picture, cut to the face's box.
 *
 * @param frame the copy
 * @param mesh the face in it, in its pixels
 * @param toSmall from the picture to the copy
 */
record SmallFace(Frame frame, FaceMesh mesh, Affine2 toSmall) {
  /** Distance between the eyes, pixels. */
  static final float EYES = 36;

  static SmallFace of(Picture p, FaceMesh mesh) {
    Affine2 out = toPicture(mesh, EYES);
    Affine2 in = out.inverse();
    return new SmallFace(p.sample(out, width(mesh, in), height(mesh, in)), mesh.map(in), in);
  }

  /**
   * From a small copy of a face to the picture.
   *
   * @param eyes distance between the eyes in the copy
   */
  static Affine2 toPicture(FaceMesh mesh, float eyes) {
    Box b = mesh.bounds();
    double s = eyes / Math.max(mesh.eyeDistance(), 4);
    // A narrow (turned) face must not blow the copy up.
    s = Math.min(s, 160.0 / EYES * eyes / Math.max(b.width(), b.height()));
    return new Affine2(1 / s, 0, b.x() - 1 / s, 0, 1 / s, b.y() - 1 / s);
  }

  /** How wide the copy is. */
  static int width(FaceMesh mesh, Affine2 in) {
    return Math.max(8, (int) Math.ceil(mesh.bounds().width() * in.a()) + 2);
  }

  /** How high it is. */
  static int height(FaceMesh mesh, Affine2 in) {
    return Math.max(8, (int) Math.ceil(mesh.bounds().height() * in.e()) + 2);
  }
}
