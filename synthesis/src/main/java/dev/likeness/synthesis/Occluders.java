package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies over a face: hair, glasses, a hand in a glove, a microphone. Such things differ from
 * the face's {@link SkinModel} and come in from its border, which tells them from brows and moles.
 * Dark regions below the nose are taken for a beard, which is part of the face. Works on a small
 * copy of the face; not thread-safe.
 */
final class Occluders {
  /** Distance between the eyes in the small copy, pixels. */
  private static final float EYES = 36;

  /** The same where thin things are drawn, at most. */
  private static final float FINE = 96;

  /** One in so many pixels is plenty for a surface of twelve coefficients. */
  private static final int EVERY = 7;

  private static final float HALF = .5f;

  /**
   * How far what lies over a face is followed beyond its border, as a share of its box: a persona's
   * face may be wider.
   */
  private static final float BEYOND = .12f;

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
  private final float[] canonX;
  private final float[] canonY;
  private final float[] gridX;
  private final float[] gridY;
  private final float noseY;
  private final float mouthY;

  Occluders(MeshAreas areas) {
    this.areas = areas;
    FaceTopology f = FaceTopology.canonical();
    canonX = new float[f.vertexCount()];
    canonY = new float[f.vertexCount()];
    for (int v = 0; v < canonX.length; v++) {
      canonX[v] = f.x(v) / 10;
      canonY[v] = f.y(v) / 10;
    }
    noseY = canonY[2];
    mouthY = canonY[13];
    grid = new FaceGrid(f);
    gridX = grid.map(canonX);
    gridY = grid.map(canonY);
    time = new OverTime(grid, areas, canonX, canonY);
  }

  /** The face in a small picture, its mesh there, and the way there from the big picture. */
  record Small(Frame frame, FaceMesh mesh, Affine2 toSmall) {}

  static Small small(Picture p, FaceMesh mesh) {
    Affine2 out = fromSmall(mesh, EYES);
    Affine2 in = out.inverse();
    return new Small(p.sample(out, width(mesh, in), height(mesh, in)), mesh.map(in), in);
  }

  /** From the small picture of a face to the big one. */
  private static Affine2 fromSmall(FaceMesh mesh, float eyes) {
    Box b = mesh.bounds();
    double s = eyes / Math.max(mesh.eyeDistance(), 4);
    // A narrow (turned) face must not blow the copy up.
    s = Math.min(s, 160.0 / EYES * eyes / Math.max(b.width(), b.height()));
    return new Affine2(1 / s, 0, b.x() - 1 / s, 0, 1 / s, b.y() - 1 / s);
  }

  private static float eyes(FaceMesh own, boolean fine) {
    return fine ? Math.max(EYES, Math.min(FINE, (float) own.eyeDistance())) : EYES;
  }

  private static int width(FaceMesh mesh, Affine2 in) {
    return Math.max(8, (int) Math.ceil(mesh.bounds().width() * in.a()) + 2);
  }

  private static int height(FaceMesh mesh, Affine2 in) {
    return Math.max(8, (int) Math.ceil(mesh.bounds().height() * in.e()) + 2);
  }

  /** From the map of what lies over a face, which reaches beyond its border, to the big picture. */
  private static Affine2 fromMap(FaceMesh mesh, float eyes) {
    Affine2 m = fromSmall(mesh, eyes);
    Box b = mesh.bounds();
    return new Affine2(m.a(), 0, m.c() - BEYOND * b.width(), 0, m.e(), m.f() - BEYOND * b.height());
  }

  private static int wide(FaceMesh mesh, Affine2 in) {
    return width(mesh, in) + (int) Math.ceil(2 * BEYOND * mesh.bounds().width() * in.a());
  }

  private static int high(FaceMesh mesh, Affine2 in) {
    return height(mesh, in) + (int) Math.ceil(2 * BEYOND * mesh.bounds().height() * in.e());
  }

  /**
   * A map over the small picture of a face and of what is next to it, and the way there from the
   * big one.
   *
   * @param hard what stays in it whatever hair the persona has: hands, a fringe
   * @param rims how surely rims of spectacles are there, which {@link RimMatte} parts from skin
   * @param fringe for each vertex of the face how far the target's hair hangs down over the
   *     forehead there, to the brows
   */
  record Drawn(
      float[] map,
      float[] hard,
      float[] rims,
      float[] fringe,
      int width,
      int height,
      Affine2 toSmall) {
    /** A map that says nothing of a face yet. */
    static Drawn nothing(FaceMesh own, boolean fine) {
      Affine2 in = fromMap(own, eyes(own, fine)).inverse();
      int w = Occluders.wide(own, in);
      int h = Occluders.high(own, in);
      return new Drawn(
          new float[w * h],
          new float[w * h],
          new float[w * h],
          new float[FaceMesh.POINTS],
          w,
          h,
          in);
    }

    /** Bilinear look at the middle of a pixel of the big picture. */
    float at(int x, int y) {
      return at(map, x, y);
    }

    /** Likewise at what is not hair. */
    float firm(int x, int y) {
      return at(hard, x, y);
    }

    /** Likewise at rims. */
    float rim(int x, int y) {
      return at(rims, x, y);
    }

    /** For each row of the map whether anything lies there. */
    boolean[] rows() {
      boolean[] out = new boolean[height];
      for (int i = 0; i < map.length; i++) {
        out[i / width] |= map[i] != 0 || rims[i] != 0;
      }
      return out;
    }

    /** Whether {@link #at} may be other than 0 in a row of the big picture. */
    boolean reaches(boolean[] rows, int y) {
      int j = (int) Math.floor(toSmall.y(0, y + .5) - .5);
      for (int k = j - 1; k <= j + 2; k++) {
        if (rows[Math.max(0, Math.min(k, height - 1))]) {
          return true;
        }
      }
      return false;
    }

    private float at(float[] of, int x, int y) {
      return View.Soft.at(
          of,
          width,
          height,
          (float) toSmall.x(x + .5, y + .5) - .5f,
          (float) toSmall.y(x + .5, y + .5) - .5f);
    }
  }

  /** How unlike skin each cell of {@link FaceGrid} looks; 0 outside the face and out of sight. */
  float[] look(Small s, SkinModel skin) {
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
  @Nullable Drawn over(FaceMesh own, List<float[]> seen, int centre, boolean fine) {
    float[] cover = time.cover(seen, centre);
    if (cover == null) {
      return null;
    }
    float[] fringe = fringe(cover);
    grid.extend(cover);
    Affine2 in = fromMap(own, eyes(own, fine)).inverse();
    int w = wide(own, in);
    int h = high(own, in);
    FaceMesh there = own.map(in);
    raster.draw(areas.skirt.points(there, there), areas.skirt.triangles, new Box(0, 0, w, h));
    float[] out = new float[w * h];
    float[] firm = new float[w * h];
    Place place = new Place();
    for (int i = 0; i < w * h; i++) {
      if (raster.triangle(i) >= 0) {
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
    return new Drawn(out, firm, new float[w * h], fringe, w, h, in);
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
  void lay(Drawn all, FaceMesh own, float[] cells) {
    float[] map = cells.clone();
    grid.extend(map);
    int w = all.width();
    raster.draw(own.map(all.toSmall()), areas.triangles, new Box(0, 0, w, all.height()));
    Place place = new Place();
    for (int i = 0; i < w * all.height(); i++) {
      if (raster.triangle(i) >= 0) {
        place.at(i);
        float v = FaceGrid.at(map, place.mix(grid.column), place.mix(grid.row));
        all.map()[i] = Math.max(all.map()[i], v);
        all.hard()[i] = Math.max(all.hard()[i], v);
      }
    }
  }

  /** The skin's colours on a small face. */
  SkinModel skin(Small s) {
    raster.draw(s.mesh(), areas.triangles, new Box(0, 0, s.frame().width(), s.frame().height()));
    int n = s.frame().width() * s.frame().height();
    int most = n / EVERY + 1;
    float[] x = new float[most];
    float[] y = new float[most];
    float[] rgb = new float[3 * most];
    float[] trust = new float[most];
    int k = 0;
    Place place = new Place();
    for (int i = 0; i < n; i += EVERY) {
      int t = raster.triangle(i);
      if (t < 0 || areas.hole[t]) {
        continue;
      }
      place.at(i);
      float rim = place.mix(areas.rim);
      if (rim < .02f || place.mix(areas.skin) < .9f) {
        continue;
      }
      x[k] = place.mix(canonX);
      y[k] = place.mix(canonY);
      // The middle of the face is seldom covered; forehead and lower face often are.
      float centre = Rings.smooth(.05f, .2f, rim);
      float low = Rings.smooth(noseY, mouthY + .1f, y[k]);
      float high = Rings.smooth(-.15f, -.4f, y[k]);
      trust[k] = .1f + centre * (1 - .8f * low) * (1 - .5f * high);
      for (int c = 0; c < 3; c++) {
        rgb[3 * k + c] = s.frame().rgb()[3 * i + c] & 255;
      }
      k++;
    }
    return SkinModel.fit(k, x, y, rgb, trust);
  }

  /**
   * A map over the small picture: 1 where something lies over the face; null where nothing does.
   */
  float @Nullable [] find(Small s, SkinModel skin) {
    int w = s.frame().width();
    int h = s.frame().height();
    raster.draw(s.mesh(), areas.triangles, new Box(0, 0, w, h));
    float[] foreign = new float[w * h];
    int[] queue = new int[w * h];
    boolean[] hit = new boolean[w * h];
    int tail = 0;
    byte[] rgb = s.frame().rgb();
    Place place = new Place();
    for (int i = 0; i < w * h; i++) {
      if (raster.triangle(i) < 0) {
        continue;
      }
      place.at(i);
      float y = place.mix(canonY);
      float above = 1 - Rings.smooth(noseY, mouthY, y);
      if (above == 0) {
        continue;
      }
      float x = place.mix(canonX);
      float f =
          skin.foreign(x, y, rgb[3 * i] & 255, rgb[3 * i + 1] & 255, rgb[3 * i + 2] & 255) * above;
      foreign[i] = f;
      if (f > HALF && place.mix(areas.rim) < .05f) {
        hit[i] = true;
        queue[tail++] = i;
      }
    }
    if (tail < 6) {
      return null;
    }
    for (int head = 0; head < tail; head++) {
      int i = queue[head];
      int x = i % w;
      int y = i / w;
      for (int k = 0; k < 4; k++) {
        int nx = x + (k == 0 ? 1 : k == 1 ? -1 : 0);
        int ny = y + (k == 2 ? 1 : k == 3 ? -1 : 0);
        int j = ny * w + nx;
        if (nx >= 0 && nx < w && ny >= 0 && ny < h && !hit[j] && foreign[j] > HALF) {
          hit[j] = true;
          queue[tail++] = j;
        }
      }
    }
    return soften(hit, foreign, w, h);
  }

  /** Grown by one pixel and softened over three, so that strands are not cut. */
  private static float[] soften(boolean[] hit, float[] foreign, int w, int h) {
    float[] a = new float[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float m = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int nx = x + dx;
            int ny = y + dy;
            if (nx >= 0 && nx < w && ny >= 0 && ny < h && hit[ny * w + nx]) {
              m = Math.max(m, dx == 0 && dy == 0 ? 1 : Math.max(.6f, foreign[y * w + x]));
            }
          }
        }
        a[y * w + x] = m;
      }
    }
    float[] out = new float[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float sum = 0;
        float n = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int nx = x + dx;
            int ny = y + dy;
            if (nx >= 0 && nx < w && ny >= 0 && ny < h) {
              float k = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
              sum += k * a[ny * w + nx];
              n += k;
            }
          }
        }
        out[y * w + x] = sum / n;
      }
    }
    return out;
  }

  /** The skin that is expected at pixel i of the last small face, red-green-blue. */
  void expected(SkinModel skin, int i, float[] rgb) {
    Place place = new Place();
    place.at(i);
    skin.expected(place.mix(canonX), place.mix(canonY), rgb);
  }

  boolean onFace(int i) {
    return raster.triangle(i) >= 0;
  }

  /** A pixel of the last small face, by its triangle. */
  private final class Place {
    private int[] corners = areas.triangles[0];
    private float a;
    private float b;
    private float c;

    void at(int i) {
      int t = raster.triangle(i);
      int width = raster.box().width();
      int y = i / width;
      corners = areas.skirt.triangles[t];
      b = raster.second(t, i - y * width, y);
      c = raster.third(t, i - y * width, y);
      a = 1 - b - c;
    }

    /** Beyond the border what holds at it. */
    float mix(float[] perVertex) {
      return a * perVertex[areas.skirt.inner(corners[0])]
          + b * perVertex[areas.skirt.inner(corners[1])]
          + c * perVertex[areas.skirt.inner(corners[2])];
    }
  }
}
