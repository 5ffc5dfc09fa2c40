package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import java.util.List;

/** Compares noise, detail and colour in the face with the ring around it. */
public final class NoiseExpert implements Expert {
  public static final String NAME = "noise";

  private static final Opinion.Words WORDS =
      new Opinion.Words(
          "noise or colour of the face do not fit what surrounds it",
          "noise and colour of the face fit what surrounds it",
          "noise and colour of the face and around it differ no more than they may");

  private final Linear model;

  public NoiseExpert(Linear model) {
    this.model = model;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Family family() {
    return Family.SURROUNDINGS;
  }

  /** The features; null where face or ring are too small, or there is no face. */
  static float @org.jspecify.annotations.Nullable [] features(Subject s) {
    if (s.mesh() == null || s.region().width() < 48 || s.region().height() < 48) {
      return null;
    }
    byte[] inside = NoiseFeatures.split(s.mesh(), s.region());
    if (NoiseFeatures.count(inside, 1) < NoiseFeatures.LEAST
        || NoiseFeatures.count(inside, 2) < NoiseFeatures.LEAST / 2) {
      return null;
    }
    return NoiseFeatures.of(Planes.of(s.picture(), s.region()), inside);
  }

  @Override
  public Opinion look(Subject s, boolean draw) {
    if (s.mesh() == null) {
      return Opinion.none(this, "no face was found, so there is nothing to compare");
    }
    float[] f = features(s);
    if (f == null) {
      return Opinion.none(this, "too little of the face or of what surrounds it can be seen");
    }
    return Opinion.of(this, model, f, 1, WORDS, draw ? map(s) : null, List.of());
  }

  /** How strong the finest detail is at each place: dark is smooth, bright is rough. */
  private static Frame map(Subject s) {
    Box b = s.region();
    Planes p = Planes.of(s.picture(), b);
    byte[] rgb = new byte[b.width() * b.height() * 3];
    int w = b.width();
    for (int y = 0; y < b.height(); y++) {
      for (int x = 0; x < w; x++) {
        double sum = 0;
        int n = 0;
        for (int dy = -3; dy <= 3; dy++) {
          for (int dx = -3; dx <= 3; dx++) {
            int u = Math.max(1, Math.min(w - 2, x + dx));
            int v = Math.max(1, Math.min(b.height() - 2, y + dy));
            int i = v * w + u;
            float[] l = p.y();
            sum += Math.abs(l[i] - (l[i - 1] + l[i + 1] + l[i - w] + l[i + w]) / 4);
            n++;
          }
        }
        double t = Math.min(1, Math.log1p(2 * sum / n) / 3);
        Heat.put(rgb, (y * w + x) * 3, t);
      }
    }
    return new Frame(w, b.height(), rgb);
  }
}
