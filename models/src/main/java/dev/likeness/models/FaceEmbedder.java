package dev.likeness.models;

import dev.likeness.core.Frame;

/**
 * Turns an aligned face into numbers that are alike for one person and unlike for two. There are
 * several, trained by different people on different pictures, so that none has to judge what was
 * tuned by it. Not thread-safe; owns a session.
 */
public interface FaceEmbedder extends AutoCloseable {
  /** What it is. */
  ModelCard card();

  /** Width and height of the picture it takes. */
  int side();

  /**
   * Where five points of the face should lie in that picture, x0 y0 …: middle of the right eye, of
   * the left eye, tip of the nose, right and left corner of the mouth (the person's right). Sample
   * with {@code Affine2.similarity(template(), pointsInPicture)}.
   */
  double[] template();

  /** The embedding as a unit vector. */
  float[] embed(Frame aligned);

  /**
   * How alike two embeddings of this embedder are: their cosine, stretched so that different people
   * are near 0 and one person in two pictures is near 1.
   */
  double likeness(float[] a, float[] b);

  @Override
  void close();

  /** The cosine of two vectors. */
  static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("vectors of " + a.length + " and " + b.length);
    }
    double dot = 0;
    double na = 0;
    double nb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      na += a[i] * a[i];
      nb += b[i] * b[i];
    }
    return na == 0 || nb == 0 ? 0 : dot / Math.sqrt(na * nb);
  }

  /** The vector scaled to length 1, in place. */
  static float[] unit(float[] v) {
    double n = 0;
    for (float x : v) {
      n += x * x;
    }
    float scale = n == 0 ? 0 : (float) (1 / Math.sqrt(n));
    for (int i = 0; i < v.length; i++) {
      v[i] *= scale;
    }
    return v;
  }
}
