package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.models.PersonSegmenter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A picture parted into its person and a whole background, so that the one can move before the
 * other. The network's mask is fitted to the picture's edges (guided filter: He, Sun and Tang 2013,
 * "Guided image filtering", eq. 5 and 6, grey guide); what the person covers is filled in from
 * around (pull and push: Gortler et al. 1996, "The Lumigraph", section 3.3). The person is kept as
 * what it adds to the background, so that a person at rest is the picture, pixel by pixel, and
 * strands that the mask misses move along. Immutable.
 */
public final class Cutout {
  /** How strong an edge of the guide has to be that the mask follows it, grey levels. */
  private static final float EDGE = 9;

  /** A mask that holds less of the face than this has not found the person. */
  private static final float FOUND = .9f;

  final int width;
  final int height;

  /** The person over black, red green blue; {@code alpha} how much of it covers, 0 to 1. */
  final float[][] person;

  final float[] alpha;

  /** The background, filled in. */
  final float[][] ground;

  private Cutout(Frame picture, float[] alpha, float[] behind) {
    width = picture.width();
    height = picture.height();
    this.alpha = alpha;
    int n = width * height;
    ground = new float[3][n];
    person = new float[3][n];
    for (int c = 0; c < 3; c++) {
      float[] plane = new float[n];
      for (int i = 0; i < n; i++) {
        plane[i] = picture.rgb()[3 * i + c] & 255;
      }
      float[] filled = fill(plane, behind, width, height);
      for (int i = 0; i < n; i++) {
        ground[c][i] = filled[i] + behind[i] * (plane[i] - filled[i]);
        person[c][i] = plane[i] - (1 - alpha[i]) * ground[c][i];
      }
    }
  }

  /**
   * Parts a picture.
   *
   * @param mesh of its person's face
   * @return null where the network does not see the person
   */
  public static @Nullable Cutout of(Frame picture, FaceMesh mesh, PersonSegmenter segmenter) {
    int w = picture.width();
    int h = picture.height();
    int side = PersonSegmenter.SIDE;
    Affine2 map = new Affine2((double) w / side, 0, 0, 0, (double) h / side, 0);
    int n = Math.max(1, Math.min(w, h) / side);
    float[] small = segmenter.segment(picture.sample(map, side, side, n)).values();
    float[] alpha = new float[w * h];
    float[] grey = new float[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int i = y * w + x;
        float sx = Math.max(0, Math.min((x + .5f) * side / w - .5f, side - 1.01f));
        float sy = Math.max(0, Math.min((y + .5f) * side / h - .5f, side - 1.01f));
        alpha[i] = View.Soft.at(small, side, side, sx, sy);
        byte[] p = picture.rgb();
        grey[i] =
            .3f * (p[3 * i] & 255) + .59f * (p[3 * i + 1] & 255) + .11f * (p[3 * i + 2] & 255);
      }
    }
    int radius = Math.max(3, Math.max(w, h) / 90);
    alpha = guided(grey, alpha, w, h, radius);
    boolean[] face = face(mesh, w, h);
    float held = 0;
    int of = 0;
    for (int i = 0; i < face.length; i++) {
      if (face[i]) {
        held += alpha[i];
        of++;
      }
    }
    if (of == 0 || held / of < FOUND) {
      return null;
    }
    float[] behind = new float[w * h];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = face[i] ? 1 : Rings.smooth(.08f, .92f, alpha[i]);
    }
    // beyond the mask's own softness, so that no rim of hair stays behind
    float[] wide = box(alpha, w, h, 2 * radius);
    for (int i = 0; i < alpha.length; i++) {
      behind[i] = 1 - Rings.smooth(.005f, .06f, wide[i]);
    }
    return new Cutout(picture, alpha, behind);
  }

  private static boolean[] face(FaceMesh mesh, int w, int h) {
    MeshRaster raster = new MeshRaster();
    // not the outermost triangles: the mesh's rim may lie on the background
    raster.draw(mesh, inner(), new Box(0, 0, w, h));
    boolean[] in = new boolean[w * h];
    for (int i = 0; i < in.length; i++) {
      in[i] = raster.triangle(i) >= 0;
    }
    return in;
  }

  private static int[][] inner() {
    FaceTopology face = FaceTopology.canonical();
    Set<Integer> rim = new HashSet<>();
    for (int v : face.ring(FaceTopology.Ring.FACE_OVAL)) {
      rim.add(v);
    }
    return Arrays.stream(face.triangles())
        .filter(t -> Arrays.stream(t).noneMatch(rim::contains))
        .toArray(int[][]::new);
  }

  /** The mask as a locally linear function of the guide. */
  private static float[] guided(float[] guide, float[] mask, int w, int h, int r) {
    int n = w * h;
    float[] product = new float[n];
    float[] square = new float[n];
    for (int i = 0; i < n; i++) {
      product[i] = guide[i] * mask[i];
      square[i] = guide[i] * guide[i];
    }
    float[] mg = box(guide, w, h, r);
    float[] mm = box(mask, w, h, r);
    float[] mp = box(product, w, h, r);
    float[] ms = box(square, w, h, r);
    float[] a = new float[n];
    float[] b = new float[n];
    for (int i = 0; i < n; i++) {
      a[i] = (mp[i] - mg[i] * mm[i]) / (ms[i] - mg[i] * mg[i] + EDGE * EDGE);
      b[i] = mm[i] - a[i] * mg[i];
    }
    a = box(a, w, h, r);
    b = box(b, w, h, r);
    for (int i = 0; i < n; i++) {
      a[i] = Math.max(0, Math.min(a[i] * guide[i] + b[i], 1));
    }
    return a;
  }

  /** Means over squares of 2r + 1 pixels, cut at the border. */
  private static float[] box(float[] v, int w, int h, int r) {
    float[] rows = new float[w * h];
    double[] sum = new double[Math.max(w, h) + 1];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        sum[x + 1] = sum[x] + v[y * w + x];
      }
      for (int x = 0; x < w; x++) {
        int from = Math.max(0, x - r);
        int to = Math.min(w, x + r + 1);
        rows[y * w + x] = (float) ((sum[to] - sum[from]) / (to - from));
      }
    }
    float[] out = new float[w * h];
    for (int x = 0; x < w; x++) {
      for (int y = 0; y < h; y++) {
        sum[y + 1] = sum[y] + rows[y * w + x];
      }
      for (int y = 0; y < h; y++) {
        int from = Math.max(0, y - r);
        int to = Math.min(h, y + r + 1);
        out[y * w + x] = (float) ((sum[to] - sum[from]) / (to - from));
      }
    }
    return out;
  }

  /** What is not known (weight 0) from what is, ever more coarsely with distance. */
  private static float[] fill(float[] v, float[] weight, int w, int h) {
    if (w < 2 && h < 2) {
      return v.clone();
    }
    int sw = (w + 1) / 2;
    int sh = (h + 1) / 2;
    float[] small = new float[sw * sh];
    float[] known = new float[sw * sh];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int i = y * w + x;
        int o = y / 2 * sw + x / 2;
        small[o] += weight[i] * v[i];
        known[o] += weight[i];
      }
    }
    for (int o = 0; o < small.length; o++) {
      small[o] = known[o] > 0 ? small[o] / known[o] : 0;
      known[o] = Math.min(1, known[o]);
    }
    float[] coarse = fill(small, known, sw, sh);
    float[] out = new float[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int i = y * w + x;
        float far = between(coarse, sw, sh, x / 2f - .25f, y / 2f - .25f);
        out[i] = far + weight[i] * (v[i] - far);
      }
    }
    return out;
  }

  private static float between(float[] v, int w, int h, float x, float y) {
    float cx = Math.max(0, Math.min(x, w - 1));
    float cy = Math.max(0, Math.min(y, h - 1));
    int ix = Math.min((int) cx, Math.max(0, w - 2));
    int iy = Math.min((int) cy, Math.max(0, h - 2));
    int right = Math.min(ix + 1, w - 1);
    int low = Math.min(iy + 1, h - 1);
    float fx = cx - ix;
    float fy = cy - iy;
    float top = v[iy * w + ix] + fx * (v[iy * w + right] - v[iy * w + ix]);
    float bottom = v[low * w + ix] + fx * (v[low * w + right] - v[low * w + ix]);
    return top + fy * (bottom - top);
  }
}
