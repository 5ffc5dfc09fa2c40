package dev.likeness.forensics;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One face in one picture, or the middle of a picture without one.
 *
 * @param picture the whole
 * @param mesh the face, in pixels of the picture; null where none was found
 * @param region what is looked at, in the picture's own pixels: nothing is resampled, since
 *     resampling would hide and add traces
 * @param file where the picture comes from; null for a frame of a film
 */
public record Subject(Frame picture, @Nullable FaceMesh mesh, Box region, @Nullable Path file) {
  /** Larger regions tell no more. */
  static final int MOST = 320;

  /** A face with a little of its surroundings. */
  public static Subject of(Frame picture, @Nullable FaceMesh mesh, @Nullable Path file) {
    Box whole = new Box(0, 0, picture.width(), picture.height());
    Box region = whole;
    if (mesh != null) {
      Box face = mesh.bounds();
      region = face.grow(Math.max(face.width(), face.height()) / 5).intersect(whole);
    }
    if (region.isEmpty()) {
      return new Subject(picture, null, middle(whole), file);
    }
    return new Subject(picture, mesh, middle(region), file);
  }

  private static Box middle(Box b) {
    int w = Math.min(b.width(), MOST);
    int h = Math.min(b.height(), MOST);
    // On the grid of JPEG's blocks, counted from the picture's corner.
    int x = (b.x() + (b.width() - w) / 2) & ~7;
    int y = (b.y() + (b.height() - h) / 2) & ~7;
    return new Box(x, y, Math.min(w, b.right() - x), Math.min(h, b.bottom() - y));
  }

  /** The same face in another copy of the picture. */
  Subject moved(Frame other, Affine2 map) {
    return of(other, mesh == null ? null : mesh.map(map), file);
  }
}
