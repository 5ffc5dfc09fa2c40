package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import org.jspecify.annotations.Nullable;

/**
 * Unrest of the face's brightness and colour that no movement explains (the warping error of Lai et
 * al. 2018, "Learning blind video temporal consistency", section 4, with one smooth motion for the
 * face): the face is held still by the similarity of the clip's own rigid landmarks; what movement
 * is left from frame to frame is taken out by an affine alignment of each video with itself ({@link
 * Still}), for otherwise a face rich in contrast would count as restless wherever a landmark
 * trembles. Then the face is averaged over {@code GRID}×{@code GRID} cells, and the change of each
 * cell from frame to frame is averaged over the cells of skin (inside the outline, away from eyes
 * and mouth) and all frames: of lightness L* and, apart, of a* b* (Euclidean). The ratio after over
 * before is 1 for a face that is as restless as the one it replaces, more for flicker, less for a
 * texture that is frozen. Codecs drop the noise of colour, so a plain re-encoding gives much less
 * than 1 there: the bar is held to lightness.
 */
final class Flicker {
  private static final int GRID = Still.GRID;
  private static final int CELL = Still.CELL;
  private static final int SIZE = Still.SIZE;

  /** Eye corners, nose bridge, nose wings, forehead, temples: what hardly moves with expression. */
  private static final int[] RIGID = {33, 133, 362, 263, 168, 6, 197, 195, 98, 327, 10, 127, 356};

  private final Numbers before = new Numbers();
  private final Numbers after = new Numbers();
  private final Numbers beforeColour = new Numbers();
  private final Numbers afterColour = new Numbers();
  private @Nullable Still beforeLast;
  private @Nullable Still afterLast;
  private @Nullable FaceMesh last;

  /** Forgets what went before: a cut, or a frame without a face. */
  void restart() {
    beforeLast = null;
    afterLast = null;
    last = null;
  }

  void add(Moment m, FaceMesh mesh, Contour outline) {
    if (last != null && Jitter.isCut(last, mesh)) {
      restart();
    }
    last = mesh;
    Affine2 toHere = still(mesh);
    boolean[] skin = skin(mesh, outline, toHere);
    Still now = new Still(m.before().sample(toHere, SIZE, SIZE), skin);
    Still then = new Still(m.after().sample(toHere, SIZE, SIZE), skin);
    if (beforeLast != null && afterLast != null) {
      add(beforeLast, now, skin, before, beforeColour);
      add(afterLast, then, skin, after, afterColour);
    }
    beforeLast = now;
    afterLast = then;
  }

  private static void add(Still a, Still b, boolean[] skin, Numbers light, Numbers colour) {
    double[] was = a.cells(Still.NONE);
    double[] is = b.cells(b.onto(a));
    light.add(unrest(was, is, skin, 0, 1));
    colour.add(unrest(was, is, skin, 1, 3));
  }

  double before() {
    return Series.mean(before.toArray());
  }

  double after() {
    return Series.mean(after.toArray());
  }

  double ratio() {
    return after() / before();
  }

  /** The same for colour without lightness. */
  double colourRatio() {
    return Series.mean(afterColour.toArray()) / Series.mean(beforeColour.toArray());
  }

  /** Canonical places (eye distance 1, right eye at −.5, left eye at .5, y down) to the frame. */
  private static Affine2 still(FaceMesh mesh) {
    double[] from = new double[2 * RIGID.length];
    double[] to = new double[2 * RIGID.length];
    for (int i = 0; i < RIGID.length; i++) {
      from[2 * i] = CANON[2 * i];
      from[2 * i + 1] = CANON[2 * i + 1];
      to[2 * i] = mesh.x(RIGID[i]);
      to[2 * i + 1] = mesh.y(RIGID[i]);
    }
    // The square covers 2.4 eye distances each way, from above the brows to below the chin.
    double s = 2.4 / SIZE;
    return Affine2.similarity(from, to).after(new Affine2(s, 0, -1.2, 0, s, -.75));
  }

  /** Rough places of {@link #RIGID} on a frontal face; only their being fixed matters. */
  private static final double[] CANON = {
    -.72, 0, -.28, 0, .28, 0, .72, 0, 0, 0, 0, .1, 0, .25, 0, .42, -.28, .7, .28, .7, 0, -.85, -1.1,
    -.05, 1.1, -.05
  };

  /** Cells that lie wholly inside the outline and not on an eye or the mouth. */
  private static boolean[] skin(FaceMesh mesh, Contour outline, Affine2 toHere) {
    boolean[] skin = new boolean[GRID * GRID];
    double unit = mesh.eyeDistance();
    double mx = (mesh.x(13) + mesh.x(14)) / 2;
    double my = (mesh.y(13) + mesh.y(14)) / 2;
    double mouth = .6 * mesh.distance(61, 291) + .1 * unit;
    double cell = 2.4 / GRID * unit;
    for (int i = 0; i < skin.length; i++) {
      double gx = (i % GRID + .5) * CELL;
      double gy = (i / GRID + .5) * CELL;
      double x = toHere.x(gx, gy);
      double y = toHere.y(gx, gy);
      skin[i] =
          outline.distance(x, y) < -cell
              && !near(mesh, 33, 133, x, y, unit)
              && !near(mesh, 362, 263, x, y, unit)
              && Math.hypot(x - mx, y - my) > mouth;
    }
    return skin;
  }

  private static boolean near(FaceMesh m, int i, int j, double x, double y, double unit) {
    return Math.hypot(x - (m.x(i) + m.x(j)) / 2, y - (m.y(i) + m.y(j)) / 2) < .38 * unit;
  }

  private static double unrest(double[] a, double[] b, boolean[] skin, int from, int to) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < skin.length; i++) {
      if (skin[i]) {
        double s = 0;
        for (int k = 3 * i + from; k < 3 * i + to; k++) {
          s += (b[k] - a[k]) * (b[k] - a[k]);
        }
        sum += Math.sqrt(s);
        n++;
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }
}
