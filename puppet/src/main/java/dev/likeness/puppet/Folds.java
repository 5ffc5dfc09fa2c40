package dev.likeness.puppet;

/** Shade that comes and goes with the face's motion: the lids' crease, the folds of a smile. */
final class Folds {
  /** From the wing of the nose around the corner of the mouth: x, y on the canonical face. */
  private static final float[] SMILE = {1.8f, -1.3f, 2.55f, -2.15f, 3.1f, -3.2f, 3.3f, -4.4f};

  private static final float[] BAG = {
    2.1f, 1.55f, 2.6f, 1.25f, 3.3f, 1.1f, 4.1f, 1.35f, 4.6f, 1.8f
  };

  private final float[][] crease = new float[2][];
  private final float[] smile;
  private final float[] bag;
  private final float[] frown;

  private static final class Holder {
    static final Folds ONE = new Folds();
  }

  static Folds one() {
    return Holder.ONE;
  }

  private Folds() {
    Fine fine = Fine.one();
    int n = fine.vertices();
    for (int e = 0; e < 2; e++) {
      float[] coarse = new float[Cage.VERTICES];
      int[] ring = Cage.one().lids[e];
      for (int i = Cage.LID / 2 + 1; i < Cage.LID; i++) {
        coarse[ring[i]] = i == Cage.LID / 2 + 1 || i == Cage.LID - 1 ? .6f : 1;
      }
      crease[e] = new float[n];
      fine.subdivision.apply(coarse, crease[e], 1);
    }
    smile = new float[n];
    bag = new float[n];
    frown = new float[n];
    for (int v = 0; v < n; v++) {
      float x = Math.abs(fine.canonical[3 * v]);
      float y = fine.canonical[3 * v + 1];
      if (fine.canonical[3 * v + 2] > 1) {
        smile[v] = near(SMILE, x, y, .40f);
        bag[v] = near(BAG, x, y, .24f);
        float dx = (x - .45f) / .28f;
        float dy = (y - 4.6f) / .75f;
        frown[v] = (float) Math.exp(-dx * dx - dy * dy);
      }
    }
  }

  private static float near(float[] p, float x, float y, float width) {
    float best = 1e9f;
    for (int i = 0; i + 3 < p.length; i += 2) {
      float dx = p[i + 2] - p[i];
      float dy = p[i + 3] - p[i + 1];
      float t = ((x - p[i]) * dx + (y - p[i + 1]) * dy) / (dx * dx + dy * dy);
      t = t < 0 ? 0 : Math.min(1, t);
      float ex = x - p[i] - t * dx;
      float ey = y - p[i + 1] - t * dy;
      best = Math.min(best, ex * ex + ey * ey);
    }
    return (float) Math.exp(-best / (width * width));
  }

  /** How much light each fine vertex keeps in a pose, 0 to 1. */
  float[] shade(Pose pose, Shape shape, double age) {
    float[] out = Surface.ones(smile.length);
    double fold = .50 - .22 * Math.max(-1, Math.min(1.6, shape.get(Trait.LID_FOLD)));
    float right = (float) (fold * (1 - .85 * Math.max(0, pose.look().blinkRight())));
    float left = (float) (fold * (1 - .85 * Math.max(0, pose.look().blinkLeft())));
    Mouth m = pose.mouth();
    float laugh = (float) ((.20 + .16 * age) * Math.max(0, m.smile()) + .08 * m.wide());
    float squint = (float) ((.16 + .12 * age) * pose.look().squint());
    float angry = (float) (.30 * pose.brow().down());
    for (int v = 0; v < out.length; v++) {
      float k = 1 - right * crease[0][v];
      k *= 1 - left * crease[1][v];
      k *= 1 - laugh * smile[v];
      k *= 1 - squint * bag[v];
      out[v] = k * (1 - angry * frown[v]);
    }
    return out;
  }
}
