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
  private final MeshAreas areas;
  private final FaceGrid grid;
  private final OverTime time;
  private final MeshRaster raster = new MeshRaster();
  private final FacePlace place;
  private final float[] gridX;
  private final float[] gridY;

  Occluders(MeshAreas areas) {
    this.areas = areas;
    place = new FacePlace(areas, raster);
    FaceTopology f = FaceTopology.canonical();
    float[] canonX = SkinModel.x(f);
    float[] canonY = SkinModel.y(f);
    grid = new FaceGrid(f);
    gridX = grid.map(canonX);
    gridY = grid.map(canonY);
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
