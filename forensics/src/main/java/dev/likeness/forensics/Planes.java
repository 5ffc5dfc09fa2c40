package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;

/**
 * A region's brightness and colours, 0–255 and around 0, as JPEG has them (BT.601, full range).
 *
 * @param y brightness, row by row
 * @param cb blue difference
 * @param cr red difference
 */
record Planes(int width, int height, float[] y, float[] cb, float[] cr) {
  static Planes of(Frame f, Box b) {
    int n = b.width() * b.height();
    float[] y = new float[n];
    float[] cb = new float[n];
    float[] cr = new float[n];
    byte[] rgb = f.rgb();
    for (int r = 0, i = 0; r < b.height(); r++) {
      int o = ((b.y() + r) * f.width() + b.x()) * 3;
      for (int c = 0; c < b.width(); c++, i++, o += 3) {
        int red = rgb[o] & 255;
        int green = rgb[o + 1] & 255;
        int blue = rgb[o + 2] & 255;
        y[i] = .299f * red + .587f * green + .114f * blue;
        cb[i] = (blue - y[i]) * .564f;
        cr[i] = (red - y[i]) * .713f;
      }
    }
    return new Planes(b.width(), b.height(), y, cb, cr);
  }

  /** The same at half the size: four pixels become one. */
  Planes half() {
    int w = width / 2;
    int h = height / 2;
    return new Planes(w, h, half(y, w, h), half(cb, w, h), half(cr, w, h));
  }

  private float[] half(float[] v, int w, int h) {
    float[] out = new float[w * h];
    for (int r = 0; r < h; r++) {
      for (int c = 0; c < w; c++) {
        int i = 2 * r * width + 2 * c;
        out[r * w + c] = (v[i] + v[i + 1] + v[i + width] + v[i + width + 1]) / 4;
      }
    }
    return out;
  }

  /** Standard deviation of the brightness. */
  double contrast() {
    double sum = 0;
    double square = 0;
    for (float v : y) {
      sum += v;
      square += v * v;
    }
    double mean = sum / y.length;
    return Math.sqrt(Math.max(0, square / y.length - mean * mean));
  }
}
