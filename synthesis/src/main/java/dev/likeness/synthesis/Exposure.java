package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.util.Arrays;
import java.util.List;

/**
 * Tells a picture that was taken in too little light from dark skin: in it neither the white of the
 * eyes is white nor does anything on the face shine. Such a picture is made brighter before it is
 * drawn from, as a longer exposure would have; otherwise its dimness would be kept as if it were
 * the person's own tone, and its relief would be as flat as its range is small.
 */
final class Exposure {
  /** How bright the white of eyes is in pictures that were exposed well, 8-bit units. */
  private static final float WHITE = 135;

  /** And how bright the face gets where it shines. */
  private static final float SHINE = 220;

  /** The share of the samples that are not as bright as eyes' white and as shine. */
  private static final float NO_WHITE = .88f;

  private static final float NO_SHINE = .98f;

  /** A factor from which a picture counts as dim, and the largest: beyond it noise is seen. */
  private static final float DIM = 1.25f;

  private static final float MOST = 1.7f;

  /** How far around the face noise is filtered, and how far each pixel looks, in eye distances. */
  private static final float AROUND = .5f;

  private static final float GRAIN = .05f;

  /** Pixels between the eyes where these are looked at. */
  private static final float EYES = 90;

  private Exposure() {}

  /**
   * By how much each of one person's pictures has to be made brighter. A smile narrows the eyes,
   * and soft light makes nothing shine: so none gets brighter skin than the one of them in which
   * least is missing, and those of one film stay alike.
   */
  static float[] gains(List<View> views, MeshAreas areas) {
    int n = views.size();
    float[] own = new float[n];
    float skin = Float.MAX_VALUE;
    for (int k = 0; k < n; k++) {
      View v = views.get(k);
      own[k] = gain(v.picture(), v.mesh(), areas);
      if (own[k] > 0) {
        skin = Math.min(skin, own[k] * v.tone());
      }
    }
    float[] out = new float[n];
    for (int k = 0; k < n; k++) {
      float wanted = skin / Math.max(1, views.get(k).tone());
      float gain = Math.min(own[k] > 0 ? own[k] : MOST, wanted);
      out[k] = gain < DIM || skin == Float.MAX_VALUE ? 1 : gain;
    }
    return out;
  }

  /**
   * By how much a picture has to be made brighter by what it shows itself: 1 where it is bright
   * enough, 0 where the eyes are shut and nothing is known.
   */
  static float gain(Frame picture, FaceMesh mesh, MeshAreas areas) {
    float white = white(picture, mesh, areas);
    float gain = Math.min(WHITE / white, SHINE / shine(picture, mesh, areas));
    return white == 0 ? 0 : gain < DIM ? 1 : Math.min(gain, MOST);
  }

  /**
   * The picture, {@code gain} times as bright as far as there is room. Its noise, which grows with
   * it, is filtered out around the face where there is no edge, more so in colour.
   */
  static Frame brighter(Frame picture, FaceMesh mesh, float gain) {
    byte[] steps = new byte[256];
    for (int v = 0; v < 256; v++) {
      steps[v] = (byte) Math.min(255, Math.round(gain * v));
    }
    byte[] rgb = picture.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = steps[rgb[i] & 255];
    }
    Frame bright = new Frame(picture.width(), picture.height(), rgb);
    Box box = new Box(0, 0, picture.width(), picture.height());
    Box face = mesh.bounds().grow((int) (AROUND * mesh.eyeDistance())).intersect(box);
    if (face.isEmpty()) {
      return bright;
    }
    int w = face.width();
    int h = face.height();
    float[][] guide = new float[3][w * h];
    bright.crop(face, guide);
    GuidedEdge filter = new GuidedEdge();
    float[] plane = new float[w * h];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = guide[c][i] / 255;
      }
      filter.lay(plane, guide, w, h, (int) Math.max(1, Math.round(GRAIN * mesh.eyeDistance())));
      for (int y = 0; y < h; y++) {
        int o = 3 * ((face.y() + y) * picture.width() + face.x()) + c;
        for (int x = 0; x < w; x++) {
          rgb[o + 3 * x] = (byte) Math.round(255 * plane[y * w + x]);
        }
      }
    }
    return bright;
  }

  /** Between the lids, lashes left out; 0 where the eyes are shut. */
  private static float white(Frame picture, FaceMesh mesh, MeshAreas areas) {
    Affine2 out = SmallFace.toPicture(mesh, EYES);
    Affine2 in = out.inverse();
    Frame small = picture.sample(out, SmallFace.width(mesh, in), SmallFace.height(mesh, in));
    FaceMesh m = mesh.map(in);
    float[] seen = new float[2 * 7 * 5];
    int n = 0;
    for (int[] ring : new int[][] {areas.rightEye, areas.leftEye}) {
      for (int i = 1; i < ring.length / 2; i++) {
        int high = ring[i];
        int low = ring[ring.length - i];
        if (m.distance(high, low) < 4) {
          continue;
        }
        for (int k = 0; k < 5; k++) {
          float t = .3f + .1f * k;
          int x = (int) (m.x(high) + t * (m.x(low) - m.x(high)));
          int y = (int) (m.y(high) + t * (m.y(low) - m.y(high)));
          if (x >= 0 && y >= 0 && x < small.width() && y < small.height()) {
            seen[n++] = luma(small, x, y);
          }
        }
      }
    }
    Arrays.sort(seen, 0, n);
    return n < seen.length / 4 ? 0 : Math.max(1, seen[(int) (NO_WHITE * n)]);
  }

  private static float shine(Frame picture, FaceMesh mesh, MeshAreas areas) {
    SmallFace s = SmallFace.of(picture, mesh);
    int w = s.frame().width();
    int h = s.frame().height();
    MeshRaster raster = new MeshRaster();
    raster.draw(s.mesh(), areas.triangles, new Box(0, 0, w, h));
    float[] seen = new float[w * h];
    int n = 0;
    for (int i = 0; i < w * h; i++) {
      if (raster.triangle(i) >= 0) {
        seen[n++] = luma(s.frame(), i % w, i / w);
      }
    }
    Arrays.sort(seen, 0, n);
    return n == 0 ? 255 : Math.max(1, seen[(int) (NO_SHINE * n)]);
  }

  private static float luma(Frame f, int x, int y) {
    return .3f * f.at(x, y, 0) + .59f * f.at(x, y, 1) + .11f * f.at(x, y, 2);
  }
}
