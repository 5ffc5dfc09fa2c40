package dev.likeness.synthesis;

import java.util.List;

/**
 * What lies over a face, from what looked unlike skin in the frames around: evidence is averaged
 * over the window in the face's own coordinates, without delay, and counts where it hangs together
 * with the face's border, from where hair and other things come in. Every step is continuous in the
 * evidence, so nothing pops. Not thread-safe.
 */
final class OverTime {
  /** Evidence from which on something lies there for sure, and below which for sure nothing. */
  private static final float SURE = .5f;

  private static final float NONE = .3f;

  /** Frames over which evidence counts: half of it right now, half around. */
  private static final float NOW = 1.5f;

  private static final float AROUND = 5;
  private static final int SWEEPS = 3;

  private final FaceGrid grid;
  private final float[] enters;
  private final float[] upper;
  private final boolean[] chin;

  /**
   * For each cell of a brow or an eye the nearest bare skin above it; the cell itself elsewhere.
   */
  private final int[] above = new int[FaceGrid.CELLS];

  /** For each cell of an eye the nearest bare skin below it; the cell itself elsewhere. */
  private final int[] below = new int[FaceGrid.CELLS];

  private float[] sum = new float[FaceGrid.CELLS];
  private float[] reach = new float[FaceGrid.CELLS];

  OverTime(FaceGrid grid, MeshAreas areas, float[] canonX, float[] canonY) {
    this.grid = grid;
    float[] rim = grid.map(areas.rim);
    float[] skin = grid.map(areas.skin);
    float[] x = grid.map(canonX);
    float[] y = grid.map(canonY);
    float nose = canonY[2];
    float mouth = canonY[13];
    enters = new float[FaceGrid.CELLS];
    upper = new float[FaceGrid.CELLS];
    chin = new boolean[FaceGrid.CELLS];
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      if (grid.triangle[i] >= 0) {
        upper[i] = 1 - Rings.smooth(nose, mouth, y[i]);
        enters[i] = upper[i] * (1 - Rings.smooth(.04f, .07f, rim[i]));
        chin[i] = y[i] > mouth && rim[i] > .05f && skin[i] > .9f && Math.abs(x[i]) < .4f;
      }
    }
    float[] eye = grid.map(eyes(areas));
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      boolean feature = grid.triangle[i] >= 0 && skin[i] < .8f && y[i] < nose;
      above[i] = feature ? skin(skin, i, -FaceGrid.SIDE) : i;
      below[i] = feature && eye[i] > 0 ? skin(skin, i, FaceGrid.SIDE) : i;
    }
  }

  /** 1 at the vertices of the eyes and lids. */
  private static float[] eyes(MeshAreas areas) {
    float[] out = new float[dev.likeness.core.FaceMesh.POINTS];
    for (int[] ring : new int[][] {areas.rightEye, areas.leftEye}) {
      for (int v : ring) {
        out[v] = 1;
      }
    }
    return out;
  }

  /** The nearest cell of bare skin in one direction, or the cell itself. */
  private int skin(float[] skin, int from, int step) {
    for (int i = from; i >= 0 && i < FaceGrid.CELLS && grid.triangle[i] >= 0; i += step) {
      if (skin[i] > .95f) {
        return i;
      }
    }
    return from;
  }

  /**
   * For each cell how surely something lies over it; null where nothing does.
   *
   * @param seen for each frame of the window, for each cell, how unlike skin it looked
   * @param centre which of them is now
   */
  float @org.jspecify.annotations.Nullable [] cover(List<float[]> seen, int centre) {
    average(seen, centre);
    features();
    beardless();
    float most = 0;
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      reach[i] = Math.min(sum[i], enters[i]);
      most = Math.max(most, reach[i]);
    }
    if (most <= NONE) {
      return null;
    }
    spread();
    float[] out = new float[FaceGrid.CELLS];
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      // how sure it is at the place, as far as a trail to the border is that sure too
      out[i] = Rings.smooth(NONE, SURE, reach[i]);
    }
    return out;
  }

  private void average(List<float[]> seen, int centre) {
    int last = seen.size() - 1;
    // at a clip's ends the window is mirrored, or a single frame would count for too much there
    int reach = Math.max(centre, last - centre);
    float[] weights = new float[last + 1];
    for (float sigma : new float[] {NOW, AROUND}) {
      float total = 0;
      for (int d = -reach; d <= reach; d++) {
        total += gauss(d, sigma);
      }
      for (int d = -reach; d <= reach; d++) {
        int k = centre + d < 0 || centre + d > last ? centre - d : centre + d;
        weights[k] += .5f * gauss(d, sigma) / total;
      }
    }
    java.util.Arrays.fill(sum, 0);
    for (int k = 0; k < weights.length; k++) {
      float[] map = seen.get(k);
      for (int i = 0; i < map.length; i++) {
        sum[i] += weights[k] * map[i];
      }
    }
  }

  private static float gauss(int frames, float sigma) {
    return (float) Math.exp(-.5f * frames * frames / (sigma * sigma));
  }

  /**
   * Brows and eyes are unlike skin anyway: they are covered where what comes from above covers the
   * skin over them, eyes where it covers the skin under them as well.
   */
  private void features() {
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      reach[i] = Math.min(sum[i], Math.min(sum[above[i]], sum[below[i]]));
    }
    float[] swap = sum;
    sum = reach;
    reach = swap;
  }

  /** A beard is part of the face: below the nose only what passes a bare chin counts. */
  private void beardless() {
    float foreign = 0;
    int n = 0;
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      if (chin[i]) {
        foreign += sum[i];
        n++;
      }
    }
    float beard = Rings.smooth(.04f, .12f, foreign / n);
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      sum[i] *= 1 - beard * (1 - upper[i]);
    }
  }

  /** Evidence flows from where it enters, from cell to cell, and is no more than on its way. */
  private void spread() {
    int side = FaceGrid.SIDE;
    boolean more = true;
    for (int sweep = 0; sweep < SWEEPS && more; sweep++) {
      more = false;
      for (int i = side + 1; i < FaceGrid.CELLS - side - 1; i++) {
        more |= flow(i, -1, -side - 1, -side, -side + 1);
      }
      for (int i = FaceGrid.CELLS - side - 2; i > side; i--) {
        more |= flow(i, 1, side + 1, side, side - 1);
      }
    }
  }

  private boolean flow(int i, int a, int b, int c, int d) {
    if (sum[i] <= reach[i]) {
      return false;
    }
    float best =
        Math.max(Math.max(reach[i + a], reach[i + c]), .98f * Math.max(reach[i + b], reach[i + d]));
    float now = Math.min(sum[i], best);
    if (now <= reach[i] + .005f) {
      return false;
    }
    reach[i] = now;
    return true;
  }
}
