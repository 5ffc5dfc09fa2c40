package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Picture;

/**
 * Spectacles that a target wears: whether, and where their rims, bridge and temples run in {@link
 * LensPlane}. Both are found every few frames and remembered as running means, so what is drawn
 * stays as steady as spectacles are, and a wrinkle that looks like a rim for a moment does not
 * count. The persona's eyes are seen through the lenses. Not thread-safe.
 */
final class Spectacles {
  /** Looks at one in so many frames. */
  static final int EVERY = 4;

  private static final int WORN = 0;
  private static final int LOOKS = 1;
  private static final int RIMS = 2;
  private static final int CLEAR = RIMS + 2 * LineMaps.RAYS;
  private static final int BRIDGE = CLEAR + 2 * LineMaps.RAYS;
  private static final LineMaps.Strip[] STRIPS = {LineMaps.BRIDGE, LineMaps.RIGHT, LineMaps.LEFT};

  /** Numbers in the notes: every one changes slowly and may be averaged over the window. */
  static final int SIZE =
      BRIDGE + 3 + LineMaps.BRIDGE.columns() + LineMaps.RIGHT.columns() + LineMaps.LEFT.columns();

  /** So many looks the verdict remembers, and the place. */
  private static final float LONG = 40;

  private static final float SHORT = 8;

  /** Looks that saw nothing, before the first. */
  private static final float DOUBT = .25f;

  /**
   * The first ray of a rim's line: over the eye, where it is least sure, its ends need not meet.
   */
  private static final int SEAM = 36;

  private static final float BROW = .08f;
  private static final float EDGE = .07f;
  private final RimNet net = RimNet.shipped();
  private final LensPlane plane = new LensPlane(FaceTopology.canonical());

  /**
   * What is known after a frame.
   *
   * @param notes where the numbers are written, from {@code at} on
   * @param before the same of the frame before; null where the track starts
   */
  void measure(
      Picture picture,
      FaceMesh mesh,
      long frame,
      float[] notes,
      int at,
      float @org.jspecify.annotations.Nullable [] before) {
    if (before != null) {
      System.arraycopy(before, at, notes, at, SIZE);
      if (frame % EVERY != 0) {
        return;
      }
    }
    LineMaps maps = LineMaps.of(picture, mesh, plane);
    float looks = before == null ? 0 : notes[at + LOOKS];
    float slow = 1 / Math.min(looks + 1 + DOUBT, LONG);
    float fast = 1 / Math.min(looks + 1, SHORT);
    notes[at + LOOKS] = looks + 1;
    // one look is never enough: wrinkles may look like rims in one picture
    mean(notes, at + WORN, net.worn(maps), slow);
    float[] any = maps.any();
    float[] both = Trail.both(any);
    for (int e = 0; e < 2; e++) {
      rim(any, both, e, notes, at, fast);
    }
    int to = at + BRIDGE;
    for (LineMaps.Strip s : STRIPS) {
      int[] rows = Trail.strip(any, s);
      mean(notes, to++, Trail.clear(any, s, rows), fast);
      for (int r : rows) {
        mean(notes, to++, r, fast);
      }
    }
  }

  private static void rim(float[] any, float[] both, int e, float[] notes, int at, float share) {
    float[] map = new float[LineMaps.EYE];
    for (int i = 0; i < map.length; i++) {
      map[i] = .6f * any[e * LineMaps.EYE + i] + .4f * both[i];
    }
    int rays = LineMaps.RAYS;
    int places = LineMaps.PLACES;
    int[] low = Trail.best(map, 0, 1, rays / 2 - 1, rays, places, RimNet.REACH);
    java.util.Arrays.sort(low);
    for (int a = rays / 2; a < rays; a++) {
      // brows lie farther out than the upper rim, which is about as far out as the lower one
      for (int r = low[low.length / 2] + 1; r < places; r++) {
        map[a * places + r] -= BROW * (r - low[low.length / 2]);
      }
    }
    int[] path = Trail.best(map, 0, SEAM, rays, rays, places, places);
    for (int k = 0; k < rays; k++) {
      int a = (SEAM + k) % rays;
      mean(notes, at + RIMS + e * rays + a, path[k], share);
      float clear = Math.max(0, map[a * places + path[k]]);
      mean(notes, at + CLEAR + e * rays + a, clear, share);
    }
  }

  private static void mean(float[] notes, int i, float now, float share) {
    notes[i] += share * (now - notes[i]);
  }

  /** How surely spectacles are worn, 0 to 1, by notes that are averaged over the window. */
  static float worn(float[] notes, int at) {
    return Rings.smooth(.82f, .92f, notes[at + WORN]);
  }

  /**
   * Raises a map where the spectacles are.
   *
   * @param toBig from the map's pixels to the picture's
   */
  void draw(float[] notes, int at, FaceMesh mesh, Affine2 toBig, float[] map, int w, int h) {
    float worn = worn(notes, at);
    Affine2 in = plane.toPicture(mesh).inverse().after(toBig);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float px = (float) in.x(x + .5, y + .5);
        float py = (float) in.y(x + .5, y + .5);
        if (Math.abs(px) < 8 && py > -4 && py < 5) {
          int i = y * w + x;
          map[i] =
              Math.max(map[i], worn * Math.max(rim(notes, at, px, py), bars(notes, at, px, py)));
        }
      }
    }
  }

  /** How much of a rim lies at a place of the plane. */
  private float rim(float[] notes, int at, float x, float y) {
    int e = x < 0 ? 0 : 1;
    float dx = (Math.abs(x) - plane.apart);
    float dy = y - LineMaps.LOWER;
    float turn = (float) (Math.atan2(dy, dx) / (2 * Math.PI)) * LineMaps.RAYS;
    turn = turn < 0 ? turn + LineMaps.RAYS : turn;
    int a = (int) turn % LineMaps.RAYS;
    int b = (a + 1) % LineMaps.RAYS;
    float f = turn - (int) turn;
    int o = at + RIMS + e * LineMaps.RAYS;
    float place = notes[o + a] + f * (notes[o + b] - notes[o + a]);
    int c = at + CLEAR + e * LineMaps.RAYS;
    float clear = notes[c + a] + f * (notes[c + b] - notes[c + a]);
    float far = LineMaps.FIRST + place * LineMaps.STEP;
    return stroke((float) Math.sqrt(dx * dx + dy * dy) - far) * sure(clear);
  }

  /** How much of the bridge or a temple. */
  private float bars(float[] notes, int at, float x, float y) {
    float best = 0;
    int o = at + BRIDGE;
    for (LineMaps.Strip s : STRIPS) {
      float c = (x - s.left()) / s.wide();
      if (c >= 0 && c < s.columns() - 1) {
        int k = o + 1 + (int) c;
        float row = notes[k] + (c - (int) c) * (notes[k + 1] - notes[k]);
        best = Math.max(best, stroke(y - s.top() - row * LineMaps.STEP) * sure(notes[o]));
      }
      o += 1 + s.columns();
    }
    return best;
  }

  private static float sure(float clear) {
    return Rings.smooth(.08f, .25f, clear);
  }

  private static float stroke(float distance) {
    float d = Math.abs(distance);
    return 1 - Rings.smooth(.14f, .14f + 2 * EDGE, d);
  }
}
