package dev.likeness.core;

import java.util.Arrays;

/**
 * Adds a difference in sRGB to a picture in Y′CbCr: to brightness pixel by pixel, to colour as the
 * mean of the pixels that share it. What lies outside keeps its bytes.
 */
final class PatchSum {
  /** A new picture; the old one stays as it is. */
  static YuvFrame of(YuvFrame f, Patch patch) {
    Box b = patch.box();
    int width = f.width();
    int height = f.height();
    Frame.requireInside(b, width, height);
    int w = b.width();
    float kr = f.matrix().kr;
    float kb = f.matrix().kb;
    float ys = f.fullRange() ? 1 : 219f / 255;
    float cs = f.fullRange() ? 1 : 224f / 255;
    float bs = cs / (2 * (1 - kb));
    float rs = cs / (2 * (1 - kr));
    byte[] ny = f.y().clone();
    byte[] nb = f.cb().clone();
    byte[] nr = f.cr().clone();
    int cw = (width + 1) / 2;
    int x0 = b.x() / 2;
    int pw = (b.right() - 1) / 2 - x0 + 1;
    float[] red = new float[w];
    float[] blue = new float[w];
    float[] luma = new float[w];
    float[] db = new float[pw];
    float[] dr = new float[pw];
    for (int py = b.y(); py < b.bottom(); py++) {
      int i = (py - b.y()) * w;
      System.arraycopy(patch.red(), i, red, 0, w);
      System.arraycopy(patch.blue(), i, blue, 0, w);
      System.arraycopy(patch.green(), i, luma, 0, w);
      lumas(red, luma, blue, kr, 1 - kr - kb, kb, w);
      addLuma(luma, ys, ny, py * width + b.x());
      add(blue, luma, bs, b.x() & 1, db);
      add(red, luma, rs, b.x() & 1, dr);
      if ((py & 1) == 1 || py + 1 == b.bottom()) {
        addChroma(db, dr, Math.min(2, height - py / 2 * 2), width, x0, nb, nr, py / 2 * cw + x0);
        Arrays.fill(db, 0);
        Arrays.fill(dr, 0);
      }
    }
    return new YuvFrame(width, height, ny, nb, nr, f.matrix(), f.fullRange());
  }

  private static void addLuma(float[] luma, float scale, byte[] plane, int at) {
    for (int x = 0; x < luma.length; x++) {
      plane[at + x] = Frame.add(plane[at + x], luma[x] * scale);
    }
  }

  /** Adds the means of {@code rows} rows of pixels, from column {@code x0} of chroma on. */
  private static void addChroma(
      float[] db, float[] dr, int rows, int width, int x0, byte[] blue, byte[] red, int at) {
    for (int c = 0; c < db.length; c++) {
      float share = 1f / (rows * Math.min(2, width - 2 * (x0 + c)));
      blue[at + c] = Frame.add(blue[at + c], db[c] * share);
      red[at + c] = Frame.add(red[at + c], dr[c] * share);
    }
  }

  /** The luma of colours, into {@code green}. */
  private static void lumas(
      float[] red, float[] green, float[] blue, float kr, float kg, float kb, int n) {
    for (int x = 0; x < n; x++) {
      green[x] = kr * red[x] + kg * green[x] + kb * blue[x];
    }
  }

  /** Adds the colour differences of a row of pixels, two and two; the first alone where odd. */
  private static void add(float[] colour, float[] luma, float scale, int odd, float[] out) {
    int n = colour.length;
    if (odd == 1) {
      out[0] += scale * (colour[0] - luma[0]);
    }
    int pairs = (n - odd) / 2;
    for (int c = 0, x = odd; c < pairs; c++, x += 2) {
      out[c + odd] += scale * (colour[x] - luma[x] + (colour[x + 1] - luma[x + 1]));
    }
    if ((n - odd & 1) == 1) {
      out[pairs + odd] += scale * (colour[n - 1] - luma[n - 1]);
    }
  }

  private PatchSum() {}
}
