package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a face is compared with what surrounds it.
 *
 * @param all the face with a little around it
 * @param middle of that
 * @param mouth null where it is too small
 * @param corners of all, four
 */
record FacePlaces(Box all, Box middle, @Nullable Box mouth, List<Box> corners) {
  /** Of the face's box with a little around it. */
  private static final double MIDDLE = .6;

  private static final double CORNER = .3;

  /** Pixels of a corner's side, at least and at most, and of the middle's at most. */
  private static final int LEAST = 30;

  private static final int MOST = 128;
  private static final int MIDDLE_MOST = 192;

  /** Pixels of the box's shorter side, and of a mouth's, below which nothing is compared. */
  private static final int SIDE = 80;

  private static final int MOUTH = 24;

  /** Shades of a map: where an expert begins to speak, for each further, and at most. */
  private static final double PALE = .1;

  private static final double DEEPER = .35;
  private static final double RED = .8;

  /** Corners of the lips, the nose's base, the chin. */
  private static final int[] LIPS = {61, 291};

  private static final int NOSE = 2;
  private static final int CHIN = 152;

  /** Null where there is no face or a small one. */
  static @Nullable FacePlaces of(Subject s) {
    FaceMesh mesh = s.mesh();
    if (mesh == null) {
      return null;
    }
    Box frame = new Box(0, 0, s.picture().width(), s.picture().height());
    Box face = mesh.bounds();
    Box all = face.grow(Math.max(face.width(), face.height()) / 5).intersect(frame);
    int least = Math.min(all.width(), all.height());
    if (least < SIDE) {
      return null;
    }
    int side = Math.clamp((int) (CORNER * least), LEAST, MOST);
    int w = Math.min(MIDDLE_MOST, (int) (MIDDLE * all.width()));
    int h = Math.min(MIDDLE_MOST, (int) (MIDDLE * all.height()));
    Box middle = new Box(all.x() + (all.width() - w) / 2, all.y() + (all.height() - h) / 2, w, h);
    List<Box> corners = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      int x = k % 2 == 0 ? all.x() : all.right() - side;
      int y = k / 2 == 0 ? all.y() : all.bottom() - side;
      corners.add(new Box(x, y, side, side));
    }
    return new FacePlaces(all, middle, mouth(mesh, frame), List.copyOf(corners));
  }

  /** Why nothing is compared where there are no places. */
  static String missing(Subject s) {
    return s.mesh() == null
        ? "no face was found, so there is nothing to compare"
        : "the face is too small to compare its texture with what surrounds it";
  }

  /** From the nose to above the chin, wider than the lips, however it is turned; null if small. */
  private static @Nullable Box mouth(FaceMesh m, Box frame) {
    int r = LIPS[0];
    int l = LIPS[1];
    float[] x = {
      beyond(m.x(l), m.x(r)),
      beyond(m.x(r), m.x(l)),
      m.x(NOSE),
      m.x(NOSE) + .88f * (m.x(CHIN) - m.x(NOSE))
    };
    float[] y = {
      beyond(m.y(l), m.y(r)),
      beyond(m.y(r), m.y(l)),
      m.y(NOSE),
      m.y(NOSE) + .88f * (m.y(CHIN) - m.y(NOSE))
    };
    Arrays.sort(x);
    Arrays.sort(y);
    int left = (int) x[0];
    int top = (int) y[0];
    Box b = new Box(left, top, (int) (x[3] - left), (int) (y[3] - top)).intersect(frame);
    return Math.min(b.width(), b.height()) < MOUTH ? null : b;
  }

  private static float beyond(float from, float to) {
    return to + .35f * (to - from);
  }

  /** How red a place is drawn: pale up to where its expert begins to speak. */
  static float shade(double beyond) {
    return (float) Math.clamp(PALE + DEEPER * beyond, PALE / 2, RED);
  }

  /** A map of all, the corners pale. */
  float[] heat() {
    float[] heat = new float[all.width() * all.height()];
    corners.forEach(b -> fill(heat, b, (float) PALE / 2));
    return heat;
  }

  void fill(float[] heat, Box part, float shade) {
    Box b = part.intersect(all);
    for (int y = b.y(); y < b.bottom(); y++) {
      int from = (y - all.y()) * all.width() + b.x() - all.x();
      Arrays.fill(heat, from, from + b.width(), shade);
    }
  }
}
