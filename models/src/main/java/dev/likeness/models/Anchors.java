package dev.likeness.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The fixed anchors of MediaPipe's single-shot detectors: on grids of {@code cells²} there are so
 * many anchors in each cell's centre, row by row, all of the same size (the picture's), so that
 * offsets and sizes are in pixels (SsdAnchorsCalculator with fixed_anchor_size).
 */
final class Anchors {
  /** One grid of anchors. */
  record Grid(int cells, int each) {}

  private final float side;
  private final float[] centres;

  Anchors(int side, Grid... grids) {
    int n = 0;
    for (Grid g : grids) {
      n += g.cells * g.cells * g.each;
    }
    this.side = side;
    this.centres = new float[2 * n];
    int o = 0;
    for (Grid g : grids) {
      float step = (float) side / g.cells;
      for (int i = 0; i < g.cells * g.cells * g.each; i++) {
        int cell = i / g.each;
        centres[o++] = (cell % g.cells + .5f) * step;
        centres[o++] = (cell / g.cells + .5f) * step;
      }
    }
  }

  int count() {
    return centres.length / 2;
  }

  /**
   * Reads the box of anchor {@code i}: centre, size and points at {@code from} of {@code values}.
   */
  Detection decode(int i, double score, float[] values, int from, int points) {
    float cx = centres[2 * i] + values[from];
    float cy = centres[2 * i + 1] + values[from + 1];
    float w = values[from + 2] / 2;
    float h = values[from + 3] / 2;
    float[] p = new float[2 * points];
    for (int k = 0; k < p.length; k++) {
      p[k] = centres[2 * i + k % 2] + values[from + 4 + k];
    }
    return new Detection(score, cx - w, cy - h, cx + w, cy + h, p);
  }

  float side() {
    return side;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * Melts detections that overlap by more than {@code iou} into their mean weighted by score, best
   * first (the blending of Bazarevsky et al. 2019, section 3.3: steadier than picking the best).
   */
  static List<Detection> melt(List<Detection> found, double iou) {
    List<Detection> left = new ArrayList<>(found);
    left.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> out = new ArrayList<>();
    while (!left.isEmpty()) {
      Detection best = left.get(0);
      List<Detection> group = new ArrayList<>();
      for (Detection d : left) {
        if (d == best || d.iou(best) > iou) {
          group.add(d);
        }
      }
      left.removeAll(group);
      out.add(mean(best.score(), group));
    }
    return out;
  }

  private static Detection mean(double score, List<Detection> group) {
    double sum = 0;
    float[] box = new float[4];
    float[] points = new float[group.get(0).points().length];
    for (Detection d : group) {
      sum += d.score();
    }
    for (Detection d : group) {
      float w = (float) (d.score() / sum);
      box[0] += w * d.left();
      box[1] += w * d.top();
      box[2] += w * d.right();
      box[3] += w * d.bottom();
      for (int i = 0; i < points.length; i++) {
        points[i] += w * d.points()[i];
      }
    }
    return new Detection(score, box[0], box[1], box[2], box[3], points);
  }
}
