package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceTopology;
import org.jspecify.annotations.Nullable;

/**
 * The colours of a face's skin, and what lies over it in a single picture: hair that hangs into it.
 * Such things differ from the face's {@link SkinModel} and come in from its border, which tells
 * them from brows and moles. Dark regions below the nose are taken for a beard, which is part of
 * the face. Not thread-safe.
 */
final class SkinSearch {
  /** One in so many pixels is plenty for a surface of twelve coefficients. */
  private static final int EVERY = 7;

  private static final float HALF = .5f;
  private final MeshAreas areas;
  private final MeshRaster raster = new MeshRaster();
  private final FacePlace place;
  private final float[] canonX;
  private final float[] canonY;
  private final float noseY;
  private final float mouthY;

  SkinSearch(MeshAreas areas) {
    this.areas = areas;
    place = new FacePlace(areas, raster);
    FaceTopology f = FaceTopology.canonical();
    canonX = SkinModel.x(f);
    canonY = SkinModel.y(f);
    noseY = canonY[2];
    mouthY = canonY[13];
  }

  /** The skin's colours on a small face. */
  SkinModel skin(SmallFace s) {
    raster.draw(s.mesh(), areas.triangles, new Box(0, 0, s.frame().width(), s.frame().height()));
    int n = s.frame().width() * s.frame().height();
    int most = n / EVERY + 1;
    float[] x = new float[most];
    float[] y = new float[most];
    float[] rgb = new float[3 * most];
    float[] trust = new float[most];
    int k = 0;
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
  float @Nullable [] find(SmallFace s, SkinModel skin) {
    int w = s.frame().width();
    int h = s.frame().height();
    raster.draw(s.mesh(), areas.triangles, new Box(0, 0, w, h));
    float[] foreign = new float[w * h];
    int[] queue = new int[w * h];
    boolean[] hit = new boolean[w * h];
    int tail = 0;
    byte[] rgb = s.frame().rgb();
    for (int i = 0; i < w * h; i++) {
      if (!place.covers(i)) {
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
    place.at(i);
    skin.expected(place.mix(canonX), place.mix(canonY), rgb);
  }

  /** Whether the last small face covers pixel i. */
  boolean onFace(int i) {
    return place.covers(i);
  }
}
