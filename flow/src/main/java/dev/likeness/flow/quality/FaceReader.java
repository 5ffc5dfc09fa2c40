package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.Roi;
import dev.likeness.models.Detection;
import dev.likeness.models.Landmarks68;
import dev.likeness.models.Models;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one face frame by frame, without smoothing. The region is found in the clip and the very
 * same region is read in the result, so that both are seen through the same window. Not
 * thread-safe; owns network sessions.
 */
final class FaceReader implements AutoCloseable {
  /**
   * A region keeps still until the face has moved by this share of its side, so that it adds no
   * noise.
   */
  static final double STILL = .04;

  private static final double FAST = .1;

  /** The part of a mesh region that the 68 points want: from over the brows to under the chin. */
  private static final double LOW = .56;

  private static final double SPAN = .64;

  private final FaceFinder finder;
  private final Landmarks68 points;
  private @Nullable Roi last;

  FaceReader(Models models) {
    finder = new FaceFinder(models);
    points = new Landmarks68(models);
  }

  FaceFinder finder() {
    return finder;
  }

  /** Forgets where the face was. */
  void restart() {
    last = null;
  }

  /** The region of the clip's main face in the next frame; null when there is none. */
  @Nullable Roi follow(Picture p) {
    if (last != null) {
      Roi next = step(p, last);
      if (next != null) {
        last = next;
        return next;
      }
    }
    // the largest may be a mistake, in which the mesh network sees no face
    last =
        finder.detect(p).stream()
            .sorted(Comparator.comparingDouble(Detection::width).reversed())
            .map(d -> Optional.ofNullable(step(p, Roi.of(d))))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null);
    return last;
  }

  private @Nullable Roi step(Picture p, Roi from) {
    FaceMesh m = finder.mesh(p, from).orElse(null);
    if (m == null) {
      return null;
    }
    Roi at = Roi.of(m);
    if (apart(from, at) > FAST) {
      m = finder.mesh(p, at).orElse(null);
      return m == null ? null : Roi.of(m);
    }
    return apart(from, at) > STILL ? at : from;
  }

  private static double apart(Roi a, Roi b) {
    double turn = Math.abs(Math.IEEEremainder(b.rotation() - a.rotation(), 2 * Math.PI)) / 2;
    double shift = Math.hypot(b.cx() - a.cx(), b.cy() - a.cy()) / a.side();
    return Math.max(Math.max(shift, Math.abs(b.side() / a.side() - 1)), turn);
  }

  /** What both landmarkers see in a region; null when the mesh network sees no face there. */
  @Nullable Reading read(Picture p, Roi roi) {
    FaceMesh mesh = finder.mesh(p, roi).orElse(null);
    return mesh == null ? null : new Reading(finder.withIris(p, mesh), points(p, roi));
  }

  private double[] points(Picture p, Roi roi) {
    Affine2 unit = roi.fromSquare(1);
    double s = SPAN / Landmarks68.SIDE;
    Affine2 map = unit.after(new Affine2(s, 0, .5 - SPAN / 2, 0, s, LOW - SPAN / 2));
    float[] found = points.find(square(p, map, Landmarks68.SIDE));
    double[] out = new double[found.length];
    for (int i = 0; i < found.length; i += 2) {
      out[i] = map.x(found[i], found[i + 1]);
      out[i + 1] = map.y(found[i], found[i + 1]);
    }
    return out;
  }

  /** A square crop; where it shrinks the picture, several samples make one pixel. */
  static Frame square(Picture p, Affine2 map, int size) {
    double shrink = Math.sqrt(Math.abs(map.a() * map.e() - map.b() * map.d()));
    int n = Math.clamp((long) Math.ceil(shrink / 1.5), 1, 6);
    Frame fine = p.sample(map.after(Affine2.scale(1.0 / n)), size * n, size * n);
    if (n == 1) {
      return fine;
    }
    byte[] out = new byte[size * size * 3];
    for (int i = 0; i < out.length; i++) {
      int x = i / 3 % size * n;
      int y = i / 3 / size * n;
      int sum = 0;
      for (int k = 0; k < n * n; k++) {
        sum += fine.at(x + k % n, y + k / n, i % 3);
      }
      out[i] = (byte) (sum / (n * n));
    }
    return new Frame(size, size, out);
  }

  @Override
  public void close() {
    points.close();
    finder.close();
  }
}
