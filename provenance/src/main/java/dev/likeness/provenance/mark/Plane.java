package dev.likeness.provenance.mark;

/**
 * Brightness, or something made from it: width × height values, row by row.
 *
 * @param v not copied
 */
record Plane(int width, int height, float[] v) {
  Plane {
    if ((long) width * height != v.length) {
      throw new IllegalArgumentException("%d×%d with %d values".formatted(width, height, v.length));
    }
  }

  /** The mean over rectangles of (2r + 1)², at the border over what there is of them. */
  Plane blurred(int r) {
    float[] t = new float[v.length];
    for (int y = 0; y < height; y++) {
      double sum = 0;
      int n = 0;
      for (int x = -r; x < width; x++) {
        if (x + r < width) {
          sum += v[y * width + x + r];
          n++;
        }
        if (x - r > 0) {
          sum -= v[y * width + x - r - 1];
          n--;
        }
        if (x >= 0) {
          t[y * width + x] = (float) (sum / n);
        }
      }
    }
    float[] out = new float[v.length];
    float[] sum = new float[width];
    int n = 0;
    for (int y = -r; y < height; y++) {
      if (y + r < height) {
        for (int x = 0; x < width; x++) {
          sum[x] += t[(y + r) * width + x];
        }
        n++;
      }
      if (y - r > 0) {
        for (int x = 0; x < width; x++) {
          sum[x] -= t[(y - r - 1) * width + x];
        }
        n--;
      }
      if (y >= 0) {
        float f = 1f / n;
        for (int x = 0; x < width; x++) {
          out[y * width + x] = sum[x] * f;
        }
      }
    }
    return new Plane(width, height, out);
  }

  /** Between pixels, of which the first has its middle at (½, ½); beyond the border the last. */
  float at(double x, double y) {
    double u = Math.max(0, Math.min(x - .5, width - 1));
    double t = Math.max(0, Math.min(y - .5, height - 1));
    int i = Math.min((int) u, Math.max(0, width - 2));
    int j = Math.min((int) t, Math.max(0, height - 2));
    int right = Math.min(i + 1, width - 1);
    int low = Math.min(j + 1, height - 1) * width;
    float fx = (float) (u - i);
    float fy = (float) (t - j);
    float a = v[j * width + i] + fx * (v[j * width + right] - v[j * width + i]);
    float b = v[low + i] + fx * (v[low + right] - v[low + i]);
    return a + fy * (b - a);
  }

  /** Brought to another size: the mean of what falls into a pixel, or between pixels. */
  Plane resized(int w, int h) {
    if (w == width && h == height) {
      return this;
    }
    float[] rows = new float[w * height];
    for (int y = 0; y < height; y++) {
      resize(v, y * width, 1, width, rows, y * w, 1, w);
    }
    float[] out = new float[w * h];
    for (int x = 0; x < w; x++) {
      resize(rows, x, w, height, out, x, w, h);
    }
    return new Plane(w, h, out);
  }

  /** A triangle as wide as the larger of both pixels. */
  private static void resize(
      float[] in, int from, int step, int n, float[] out, int to, int outStep, int m) {
    double scale = (double) n / m;
    double reach = Math.max(1, scale);
    for (int i = 0; i < m; i++) {
      double centre = (i + .5) * scale - .5;
      int first = (int) Math.ceil(centre - reach);
      int last = (int) Math.floor(centre + reach);
      double sum = 0;
      double weights = 0;
      for (int j = first; j <= last; j++) {
        double weight = 1 - Math.abs(j - centre) / reach;
        sum += weight * in[from + Math.max(0, Math.min(j, n - 1)) * step];
        weights += weight;
      }
      out[to + i * outStep] = (float) (sum / weights);
    }
  }
}
