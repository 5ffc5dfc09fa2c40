package dev.likeness.synthesis.style;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import java.util.stream.IntStream;

/** Paints at the picture's own size from the places that were found at a smaller one. */
record Finish(Easel easel, Match places) {
  /** How far around a pixel patches count in what is seen, as a Gaussian's deviation in pixels. */
  static final double NEAR = .6;

  /**
   * The finished picture.
   *
   * @param picture the target
   * @param painted what was painted at the size of the search
   * @param wanted what that should stand for
   * @return of the target's kind and size
   */
  Picture of(Picture picture, Planes painted, Planes wanted) {
    int width = easel.width();
    int height = easel.height();
    int w = easel.w();
    int h = easel.h();
    float[] lacks = lacks(painted, wanted);
    Planes out = new Planes(width, height);
    Planes own = easel.settings().keepColour() ? Planes.of(picture.toFrame()) : out;
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              line(y, out);
              float py = (float) ((y + .5) * h / height - .5);
              for (int x = 0; x < width; x++) {
                float px = (float) ((x + .5) * w / width - .5);
                out.c()[0][y * width + x] += Flow.at(lacks, w, h, px, py);
              }
            });
    Frame frame =
        new Planes(width, height, new float[][] {out.c()[0], own.c()[1], own.c()[2]}).frame();
    return switch (picture) {
      case Frame f -> frame;
      case YuvFrame y -> YuvFrame.of(frame, y.matrix(), y.fullRange());
    };
  }

  /** What tone is still missing, in part. */
  private float[] lacks(Planes painted, Planes wanted) {
    float[] out = new float[painted.c()[0].length];
    for (int i = 0; i < out.length; i++) {
      out[i] = wanted.c()[0][i] - painted.c()[0][i];
    }
    out = Planes.blurred(out, painted.width(), painted.height(), 2);
    float share = (float) (.2 + .5 * (1 - easel.settings().strength()));
    for (int i = 0; i < out.length; i++) {
      out[i] *= share;
    }
    return out;
  }

  private void line(int y, Planes out) {
    int width = easel.width();
    int w = easel.w();
    int h = easel.h();
    Planes fine = easel.fine();
    double r = easel.ratio();
    float py = (float) ((y + .5) * h / easel.height() - .5);
    int ny = Math.clamp(Math.round(py), 0, h - 1);
    float s = (float) (1 / (2 * NEAR * NEAR));
    for (int x = 0; x < width; x++) {
      float px = (float) ((x + .5) * w / width - .5);
      int nx = Math.clamp(Math.round(px), 0, w - 1);
      float total = 0;
      float c0 = 0;
      float c1 = 0;
      float c2 = 0;
      for (int v = Math.max(0, ny - 1); v <= Math.min(h - 1, ny + 1); v++) {
        for (int u = Math.max(0, nx - 1); u <= Math.min(w - 1, nx + 1); u++) {
          float dx = px - u;
          float dy = py - v;
          float k = (float) Math.exp(-(dx * dx + dy * dy) * s);
          int j = v * w + u;
          float fx = (float) ((places.sx()[j] / 16f + dx + .5f) * r - .5f);
          float fy = (float) ((places.sy()[j] / 16f + dy + .5f) * r - .5f);
          total += k;
          c0 += k * Flow.at(fine.c()[0], fine.width(), fine.height(), fx, fy);
          c1 += k * Flow.at(fine.c()[1], fine.width(), fine.height(), fx, fy);
          c2 += k * Flow.at(fine.c()[2], fine.width(), fine.height(), fx, fy);
        }
      }
      int i = y * width + x;
      out.c()[0][i] = c0 / total;
      out.c()[1][i] = c1 / total;
      out.c()[2][i] = c2 / total;
    }
  }
}
