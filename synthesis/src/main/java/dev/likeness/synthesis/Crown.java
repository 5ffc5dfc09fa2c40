package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;

/**
 * What is seen of a head above the face mesh, which ends below the hairline: the forehead up to the
 * hair, and the hair's edge, by which people are known as much as by their brows. It is drawn on
 * the upper triangles of the {@link Skirt}, fades out on their way to the outer edge, and its hair
 * takes the colour of what the target has there, so that hair meets hair of one colour (and a bald
 * head stays bald). Immutable.
 */
final class Crown {
  /** Distance between the eyes in the map of hair, pixels. */
  private static final float EYES = 48;

  /** So near to hair, in cells of that map, strands and shade still show. */
  private static final int NEAR = 3;

  /** And so near its shade. */
  private static final int SHADE = 7;

  /** Where on the way to the outer edge the fading begins. */
  private static final float FADE = .45f;

  /** Degrees of turning from which on less of it is drawn, and none. */
  private static final float TURNED = 22;

  private static final float AWAY = 38;

  /** The lower forehead, canonical units by 10. */
  private static final float LOW = -.7f;

  private static final float BROWS = -.53f;
  private static final float WIDE = .4f;

  /** Hair is looked for so far in from the outline, and down to here, canonical units by 10. */
  private static final float SIDE = .14f;

  private static final float CHEEK = .2f;

  private final MeshAreas areas;
  private final int[] oval;

  /** For each vertex of the skirt how much it belongs to the crown. */
  final float[] front;

  private final float[] x;
  private final float[] y;
  private final boolean[] shows;
  private final boolean[] maps;

  /** For each vertex of the skirt how far the persona's hair is looked for there. */
  private final float[] lends;

  Crown(MeshAreas areas, FaceTopology face) {
    this.areas = areas;
    oval = face.ring(FaceTopology.Ring.FACE_OVAL);
    int n = FaceMesh.POINTS;
    front = new float[n + oval.length];
    x = new float[front.length];
    y = new float[front.length];
    for (int i = 0; i < front.length; i++) {
      int v = i < n ? i : oval[i - n];
      x[i] = face.x(v) / 10;
      y[i] = face.y(v) / 10;
      // from the brows up; temples are left to the target, whose hair hangs there
      front[i] = Rings.smooth(.4f, .7f, -y[i]) * (1 - Rings.smooth(.44f, .66f, Math.abs(x[i])));
    }
    shows = new boolean[areas.skirt.triangles.length];
    for (int t = 0; t < shows.length; t++) {
      for (int v : areas.skirt.triangles[t]) {
        shows[t] |= front[v] > 0;
      }
    }
    lends = new float[front.length];
    for (int v = 0; v < front.length; v++) {
      float in = v < n ? areas.rim[v] : 0;
      float side = (1 - Rings.smooth(.4f * SIDE, SIDE, in)) * (1 - Rings.smooth(0, CHEEK, y[v]));
      lends[v] = Math.max(side, Rings.smooth(0, .1f, front[v]));
    }
    maps = new boolean[shows.length];
    for (int t = 0; t < maps.length; t++) {
      for (int v : areas.skirt.triangles[t]) {
        maps[t] |= lends[v] > 0;
      }
    }
  }

  /** Whether the persona's hair may lie over triangle t: the crown, temples and upper cheeks. */
  boolean maps(int t) {
    return maps[t];
  }

  /** Whether anything of the crown lies in triangle t of the skirt, face or ring. */
  boolean shows(int t) {
    return shows[t];
  }

  /** How far out a vertex of the skirt lies: 0 on the face, 1 at the outer edge. */
  static float out(int v) {
    return v < FaceMesh.POINTS ? 0 : 1;
  }

  /** How much of the crown is drawn onto a head so turned. */
  static float share(double yaw) {
    return 1 - Rings.smooth(TURNED, AWAY, (float) Math.abs(yaw));
  }

  /** How much is drawn of a pixel of the ring. */
  static float cover(float front, float out) {
    return front * (1 - Rings.smooth(FADE, 1, out));
  }

  /**
   * How unlike the skin a colour is at a place of triangle t; above the mesh the skin is taken to
   * be what it is at its edge.
   */
  float foreign(SkinModel skin, int t, float b, float c, float red, float green, float blue) {
    int[] tri = areas.skirt.triangles[t];
    float a = 1 - b - c;
    return skin.foreign(
        a * x[tri[0]] + b * x[tri[1]] + c * x[tri[2]],
        a * y[tri[0]] + b * y[tri[1]] + c * y[tri[2]],
        red,
        green,
        blue);
  }

  /**
   * Where a picture shows hair in its crown.
   *
   * @param frame red where there is hair, green there and next to it, blue as far as its shade
   *     falls
   * @param left where it lies in the picture, pixels
   * @param top likewise
   * @param scale its pixels for one of the picture's
   */
  record Hair(Frame frame, float left, float top, float scale) {
    /** 0 to 1 at a place of the picture. */
    float at(float px, float py) {
      int ix = Math.round((px - left) * scale - .5f);
      int iy = Math.round((py - top) * scale - .5f);
      return ix < 0 || iy < 0 || ix >= frame.width() || iy >= frame.height()
          ? 0
          : frame.at(ix, iy, 0) / 255f;
    }
  }

  /** Whether the whole crown of a mesh lies in its picture. */
  boolean inside(Picture p, FaceMesh m) {
    float[] points = areas.skirt.points(m, m);
    for (int v = 0; v < front.length; v++) {
      float px = points[3 * v];
      float py = points[3 * v + 1];
      if (front[v] > 0 && (px < 1 || py < 1 || px > p.width() - 1 || py > p.height() - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Finds the hair: what is unlike the skin and reaches the crown's outer edge. */
  Hair hair(Picture p, FaceMesh m, SkinModel skin) {
    float[] points = areas.skirt.points(m, m);
    Box b = Skirt.bounds(points);
    float s = EYES / Math.max((float) m.eyeDistance(), 4);
    int w = Math.max(8, (int) Math.ceil(b.width() * s));
    int h = Math.max(8, (int) Math.ceil(b.height() * s));
    Frame small =
        p.sample(
            new Affine2(1 / s, 0, b.x(), 0, 1 / s, b.y()),
            w,
            h,
            (int) Math.ceil(Math.max(1, 1 / s)));
    float[] at = points.clone();
    for (int i = 0; i < at.length; i += 3) {
      at[i] = (at[i] - b.x()) * s;
      at[i + 1] = (at[i + 1] - b.y()) * s;
    }
    MeshRaster raster = new MeshRaster();
    raster.draw(at, areas.skirt.triangles, new Box(0, 0, w, h));
    float[] unlike = new float[w * h];
    boolean[] hit = new boolean[w * h];
    int[] queue = new int[w * h];
    int tail = 0;
    for (int i = 0; i < w * h; i++) {
      int t = raster.triangle(i);
      if (t < 0 || !maps[t]) {
        continue;
      }
      float wb = raster.second(i);
      float wc = raster.third(i);
      int px = i % w;
      int py = i / w;
      float red = small.at(px, py, 0);
      float green = small.at(px, py, 1);
      float blue = small.at(px, py, 2);
      // shade above the face is less dark than hair
      float dark = Rings.smooth(.45f, .85f, shade(skin, t, wb, wc, red, green, blue));
      unlike[i] = spared(t, wb, wc) * Math.max(foreign(skin, t, wb, wc, red, green, blue), dark);
      if (unlike[i] > .5f && out(t, wb, wc) > (shows[t] ? .7f : .3f)) {
        hit[i] = true;
        queue[tail++] = i;
      }
    }
    for (int head = 0; head < tail; head++) {
      int i = queue[head];
      for (int j : new int[] {i - w, i - 1, i + 1, i + w}) {
        if (j >= 0 && j < w * h && Math.abs(j % w - i % w) <= 1 && !hit[j] && unlike[j] > .4f) {
          hit[j] = true;
          queue[tail++] = j;
        }
      }
    }
    return new Hair(softened(hit, w, h), b.x(), b.y(), s);
  }

  /** How far hair hangs over the forehead right above the brows, 0 to 1. */
  float fringe(Hair hair, FaceMesh m) {
    float sum = 0;
    int n = 0;
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      if (y[v] > LOW && y[v] < BROWS && Math.abs(x[v]) < WIDE) {
        sum += hair.at(m.x(v), m.y(v));
        n++;
      }
    }
    return Rings.smooth(.3f, .7f, sum / n);
  }

  /** How much darker than the skin a colour is, natural logarithm. */
  float shade(SkinModel skin, int t, float b, float c, float red, float green, float blue) {
    int[] tri = areas.skirt.triangles[t];
    float a = 1 - b - c;
    float[] rgb = new float[3];
    skin.expected(
        a * x[tri[0]] + b * x[tri[1]] + c * x[tri[2]],
        a * y[tri[0]] + b * y[tri[1]] + c * y[tri[2]],
        rgb);
    float is = .3f * red + .59f * green + .11f * blue;
    float was = .3f * rgb[0] + .59f * rgb[1] + .11f * rgb[2];
    return (float) Math.log((was + 10) / (is + 10));
  }

  /** How far a place is skin of the face, and no feature of it. */
  float spared(int t, float b, float c) {
    if (t >= areas.skirt.faceTriangles) {
      return 1;
    }
    int[] tri = areas.triangles[t];
    return (1 - b - c) * areas.skin[tri[0]] + b * areas.skin[tri[1]] + c * areas.skin[tri[2]];
  }

  /** How far out a place of triangle t lies, 0 to 1. */
  float out(int t, float b, float c) {
    int[] tri = areas.skirt.triangles[t];
    return (1 - b - c) * out(tri[0]) + b * out(tri[1]) + c * out(tri[2]);
  }

  /** How much a place of triangle t belongs to the crown. */
  float front(int t, float b, float c) {
    int[] tri = areas.skirt.triangles[t];
    return (1 - b - c) * front[tri[0]] + b * front[tri[1]] + c * front[tri[2]];
  }

  /** How far the persona's hair is looked for at a place of triangle t. */
  float lends(int t, float b, float c) {
    int[] tri = areas.skirt.triangles[t];
    return (1 - b - c) * lends[tri[0]] + b * lends[tri[1]] + c * lends[tri[2]];
  }

  /** Likewise, nearer to the forehead's middle, where the background is far. */
  float middle(int t, float b, float c) {
    return front(t, b, c) * (1 - Rings.smooth(.3f, .5f, Math.abs(across(t, b, c))));
  }

  /** How far to the right a place of triangle t lies on the canonical face, in its units by 10. */
  float across(int t, float b, float c) {
    int[] tri = areas.skirt.triangles[t];
    return (1 - b - c) * x[tri[0]] + b * x[tri[1]] + c * x[tri[2]];
  }

  /** Red: hair, softly; green: what is nearer to it than {@link #NEAR}; blue: {@link #SHADE}. */
  private static Frame softened(boolean[] hit, int w, int h) {
    float[] all = new float[w * h];
    for (int i = 0; i < all.length; i++) {
      all[i] = hit[i] ? 1 : 0;
    }
    float[] soft = smooth(all, w, h);
    float[] near = smooth(grown(all, w, h, NEAR), w, h);
    float[] shade = smooth(grown(all, w, h, SHADE), w, h);
    byte[] rgb = new byte[3 * w * h];
    for (int i = 0; i < all.length; i++) {
      rgb[3 * i] = (byte) (255 * soft[i]);
      rgb[3 * i + 1] = (byte) (255 * near[i]);
      rgb[3 * i + 2] = (byte) (255 * shade[i]);
    }
    return new Frame(w, h, rgb);
  }

  private static float[] grown(float[] in, int w, int h, int by) {
    float[] out = new float[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        for (int dy = -by; dy <= by; dy++) {
          for (int dx = -by; dx <= by; dx++) {
            int nx = Math.max(0, Math.min(x + dx, w - 1));
            int ny = Math.max(0, Math.min(y + dy, h - 1));
            if (dx * dx + dy * dy <= by * by) {
              out[y * w + x] = Math.max(out[y * w + x], in[ny * w + nx]);
            }
          }
        }
      }
    }
    return out;
  }

  private static float[] smooth(float[] in, int w, int h) {
    float[] out = new float[w * h];
    int[] kernel = {1, 2, 3, 2, 1};
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float sum = 0;
        for (int dy = -2; dy <= 2; dy++) {
          for (int dx = -2; dx <= 2; dx++) {
            int nx = Math.max(0, Math.min(x + dx, w - 1));
            int ny = Math.max(0, Math.min(y + dy, h - 1));
            sum += in[ny * w + nx] * kernel[dx + 2] * kernel[dy + 2];
          }
        }
        out[y * w + x] = sum / 81;
      }
    }
    return out;
  }
}
