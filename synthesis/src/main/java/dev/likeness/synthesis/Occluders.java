package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies over a face in a film: hair, glasses, a hand in a glove, a microphone. Such things
 * differ from the face's {@link SkinModel}; whether they stay is told over time. Works on a small
 * copy of the face; not thread-safe.
 */
final class Occluders {
  /**
   * As far in from the border, of the way to the middle, hair is looked for that goes on beyond.
   */
  private static final float INWARD = .1f;

  /** The lower forehead, canonical units by 10. */
  private static final float ABOVE_BROWS = -.64f;

  private static final float BROWS = -.5f;
  private static final float TEMPLE = .45f;

  /** So far in from the outline, by {@link MeshAreas#rim}, hair no longer only borders a face. */
  private static final float DEEP = .06f;

  private static final float DEEPER = .14f;

  /** Cells up and down over which what hangs at a side is averaged. */
  private static final int AROUND = 2;

  private final MeshAreas areas;
  private final FaceGrid grid;
  private final OverTime time;
  private final MeshRaster raster = new MeshRaster();
  private final FacePlace place;
  private final float[] gridX;
  private final float[] gridY;
  private final float[] gridRim;

  Occluders(MeshAreas areas) {
    this.areas = areas;
    place = new FacePlace(areas, raster);
    FaceTopology f = FaceTopology.canonical();
    float[] canonX = SkinModel.x(f);
    float[] canonY = SkinModel.y(f);
    grid = new FaceGrid(f);
    gridX = grid.map(canonX);
    gridY = grid.map(canonY);
    gridRim = grid.map(areas.rim);
    time = new OverTime(grid, areas, canonX, canonY);
  }

  /** How unlike skin each cell of {@link FaceGrid} looks; 0 outside the face and out of sight. */
  float[] look(SmallFace s, SkinModel skin) {
    float[] xyz = s.mesh().xyz();
    int w = s.frame().width();
    int h = s.frame().height();
    byte[] rgb = s.frame().rgb();
    boolean[] seen = facing(s.mesh());
    float[] out = new float[FaceGrid.CELLS];
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      if (grid.triangle[i] < 0 || !seen[grid.triangle[i]]) {
        continue;
      }
      int x = (int) grid.mix(i, xyz, 3, 0);
      int y = (int) grid.mix(i, xyz, 3, 1);
      if (x >= 0 && y >= 0 && x < w && y < h) {
        int o = 3 * (y * w + x);
        out[i] = skin.foreign(gridX[i], gridY[i], rgb[o] & 255, rgb[o + 1] & 255, rgb[o + 2] & 255);
      }
    }
    aside(out, seen);
    return out;
  }

  /** Of the sides that are turned away nothing is known: what is seen last goes on there. */
  private void aside(float[] cells, boolean[] seen) {
    int side = FaceGrid.SIDE;
    for (int step : new int[] {1, -1}) {
      for (int y = 0; y < side; y++) {
        // from the middle to one side
        float last = 0;
        for (int x = side / 2; x >= 0 && x < side; x += step) {
          int i = y * side + x;
          if (grid.triangle[i] >= 0 && seen[grid.triangle[i]]) {
            last = cells[i];
          } else if (grid.triangle[i] >= 0) {
            cells[i] = last;
          }
        }
      }
    }
  }

  /** The triangles that are turned to the viewer. */
  private boolean[] facing(FaceMesh m) {
    boolean[] out = new boolean[areas.triangles.length];
    for (int t = 0; t < out.length; t++) {
      int[] v = areas.triangles[t];
      float ux = m.x(v[1]) - m.x(v[0]);
      float uy = m.y(v[1]) - m.y(v[0]);
      float vx = m.x(v[2]) - m.x(v[0]);
      float vy = m.y(v[2]) - m.y(v[0]);
      // the same turn as in Visibility: normals look against z
      out[t] = ux * vy - uy * vx < 0;
    }
    return out;
  }

  /**
   * What lies over a face, drawn where it is now; null where nothing does.
   *
   * @param seen what {@link #look} said of each frame of the window
   * @param centre which of them is now
   * @param fine whether thin things are to be drawn into the map as well
   */
  @Nullable CoverMap over(FaceMesh own, List<float[]> seen, int centre, boolean fine) {
    float[] cover = time.cover(seen, centre);
    if (cover == null) {
      return null;
    }
    CoverMap all = CoverMap.nothing(own, fine);
    float[] fringe = fringe(cover);
    System.arraycopy(fringe, 0, all.fringe(), 0, fringe.length);
    float[] hangs = hangs(cover);
    System.arraycopy(hangs, 0, all.hangs(), 0, hangs.length);
    grid.extend(cover);
    int w = all.width();
    int h = all.height();
    FaceMesh there = own.map(all.toSmall());
    raster.draw(areas.skirt.points(there, there), areas.skirt.triangles, new Box(0, 0, w, h));
    float[] out = all.map();
    float[] firm = all.hard();
    for (int i = 0; i < w * h; i++) {
      if (place.covers(i)) {
        place.at(i);
        float column = place.mix(grid.column);
        float row = place.mix(grid.row);
        out[i] = FaceGrid.at(cover, column, row);
        if (raster.triangle(i) >= areas.skirt.faceTriangles) {
          // background that the mesh's border touches is thin, hair that hangs there is not
          out[i] = Math.min(out[i], FaceGrid.at(cover, inward(column), inward(row)));
        }
        firm[i] = out[i] * place.mix(fringe);
      }
    }
    return all;
  }

  private static float inward(float cell) {
    return cell + INWARD * (FaceGrid.SIDE / 2 - cell);
  }

  /**
   * Hair at the forehead's upper edge is a hairline, of which the persona has its own; what reaches
   * down to the brows is a fringe and hangs over whoever's forehead it is.
   */
  private float[] fringe(float[] cover) {
    float[] sum = new float[FaceGrid.SIDE];
    float[] all = new float[FaceGrid.SIDE];
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      boolean low = gridY[i] > ABOVE_BROWS && gridY[i] < BROWS && Math.abs(gridX[i]) < TEMPLE;
      if (grid.triangle[i] >= 0 && low) {
        for (int c = i % FaceGrid.SIDE - 1; c <= i % FaceGrid.SIDE + 1; c++) {
          sum[Math.max(c, 0) % FaceGrid.SIDE] += cover[i];
          all[Math.max(c, 0) % FaceGrid.SIDE]++;
        }
      }
    }
    float[] out = new float[FaceMesh.POINTS];
    for (int v = 0; v < out.length; v++) {
      int c = Math.max(0, Math.min(FaceGrid.SIDE - 1, Math.round(grid.column[v])));
      out[v] = all[c] == 0 ? 0 : Rings.smooth(.3f, .7f, sum[c] / all[c]);
    }
    return out;
  }

  /**
   * How far the hair beside each vertex hangs over its side of the face below the brows, 0 to 1:
   * there it hides the outline, and is none. Lower down the same hair may only touch the face.
   */
  private float[] hangs(float[] cover) {
    int side = FaceGrid.SIDE;
    float[] deep = beside(cover, DEEP, DEEPER);
    float[] edge = beside(cover, 0, DEEP);
    for (int i = 0; i < deep.length; i++) {
      float above = i % side == 0 ? 0 : deep[i - 1];
      deep[i] = Math.max(deep[i], Math.min(above, edge[i]));
    }
    float[] out = new float[FaceMesh.POINTS];
    for (int v = 0; v < out.length; v++) {
      int half = grid.column[v] < side / 2f ? 0 : side;
      int row = Math.max(0, Math.min(side - 1, Math.round(grid.row[v])));
      out[v] = Rings.smooth(.3f, .7f, deep[half + row]);
    }
    return out;
  }

  /**
   * How much is covered so far in from the outline, row by row: the left half's, then the right's.
   */
  private float[] beside(float[] cover, float from, float to) {
    int side = FaceGrid.SIDE;
    float[] sum = new float[2 * side];
    float[] all = new float[2 * side];
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      boolean here = gridRim[i] >= from && gridRim[i] < to && gridY[i] > BROWS;
      if (grid.triangle[i] >= 0 && here) {
        int half = i % side < side / 2 ? 0 : side;
        int last = Math.min(side - 1, i / side + AROUND);
        for (int y = Math.max(0, i / side - AROUND); y <= last; y++) {
          sum[half + y] += cover[i];
          all[half + y]++;
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= Math.max(1, all[i]);
    }
    return sum;
  }

  /**
   * Adds what is to be kept of the target, however it looks.
   *
   * @param cells how much of each cell of the face
   */
  void lay(CoverMap all, FaceMesh own, float[] cells) {
    float[] map = cells.clone();
    grid.extend(map);
    int w = all.width();
    raster.draw(own.map(all.toSmall()), areas.triangles, new Box(0, 0, w, all.height()));
    for (int i = 0; i < w * all.height(); i++) {
      if (place.covers(i)) {
        place.at(i);
        float v = FaceGrid.at(map, place.mix(grid.column), place.mix(grid.row));
        all.map()[i] = Math.max(all.map()[i], v);
        all.hard()[i] = Math.max(all.hard()[i], v);
      }
    }
  }
}
