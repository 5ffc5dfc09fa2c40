package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.Roi;

/**
 * A face cut out and made small, to be drawn in known ways and looked at: the networks' windows are
 * no finer. What is drawn is seen by them alone.
 *
 * @param mesh in pixels of the picture
 */
record TrialFace(Frame picture, FaceMesh mesh) {
  /** Pixels between the eyes. */
  private static final double FINE = 64;

  /** How much of the face's surroundings is kept, distances between the eyes. */
  private static final double AROUND = .9;

  static TrialFace of(Picture picture, FaceMesh mesh) {
    int margin = (int) Math.ceil(AROUND * mesh.eyeDistance());
    Box box =
        mesh.bounds().grow(margin).intersect(new Box(0, 0, picture.width(), picture.height()));
    double scale = Math.min(1, FINE / mesh.eyeDistance());
    int w = (int) Math.max(2, scale * box.width()) & ~1;
    int h = (int) Math.max(2, scale * box.height()) & ~1;
    Affine2 back = new Affine2(1 / scale, 0, box.x(), 0, 1 / scale, box.y());
    Frame small = picture.sample(back, w, h, Math.max(1, (int) Math.round(1 / scale)));
    return new TrialFace(small, mesh.map(back.inverse()));
  }

  /** Draws it so. */
  Frame drawn(PortraitPainter painter, FaceMotion.State s) {
    Patch patch = painter.holding(picture).patch(picture, mesh, s);
    return patch == null ? picture : picture.plus(patch);
  }

  /** The mesh that is seen where the face is; the face's own where none is. */
  FaceMesh seen(Frame drawn, FaceFinder finder) {
    return finder.mesh(drawn, Roi.of(mesh)).orElse(mesh);
  }
}
