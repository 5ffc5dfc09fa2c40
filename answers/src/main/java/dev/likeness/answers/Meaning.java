package dev.likeness.answers;

import dev.likeness.models.SentenceEmbedder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a passage and its sentences lie by their meaning; kept in the index as halves of floats.
 *
 * @param whole the passage with its headings
 * @param sentences each with the heading over it, in their order
 */
record Meaning(float[] whole, List<float[]> sentences) {
  private static final int BYTES = SentenceEmbedder.SIZE * Short.BYTES;

  Meaning {
    sentences = List.copyOf(sentences);
  }

  static Meaning of(Passage p, SentenceEmbedder embedder) {
    String over = p.title().isEmpty() ? "" : p.title() + ": ";
    return new Meaning(
        embedder.of(over + p.text()),
        Sentences.of(p.text()).stream().map(s -> embedder.of(over + s)).toList());
  }

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES * (1 + sentences.size()));
    put(out, whole);
    sentences.forEach(s -> put(out, s));
    return out.array();
  }

  private static void put(ByteBuffer out, float[] v) {
    for (float x : v) {
      out.putShort(Float.floatToFloat16(x));
    }
  }

  static Meaning read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<float[]> all = new ArrayList<>();
    while (in.remaining() >= BYTES) {
      float[] v = new float[SentenceEmbedder.SIZE];
      for (int i = 0; i < v.length; i++) {
        v[i] = Float.float16ToFloat(in.getShort());
      }
      all.add(v);
    }
    return new Meaning(all.getFirst(), all.subList(1, all.size()));
  }

  /** How near the nearest of its sentences comes, or all of them together. */
  double nearest(float[] asked) {
    double best = near(asked, whole);
    for (float[] s : sentences) {
      best = Math.max(best, near(asked, s));
    }
    return best;
  }

  /** How near the mean of some sentences comes. */
  double together(int from, int to, float[] asked) {
    double[] sum = new double[asked.length];
    for (float[] s : sentences.subList(from, to)) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += s[i];
      }
    }
    double dot = 0;
    double square = 1e-12;
    for (int i = 0; i < sum.length; i++) {
      dot += sum[i] * asked[i];
      square += sum[i] * sum[i];
    }
    return dot / Math.sqrt(square);
  }

  /** Cosine of two vectors of length 1. */
  static double near(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
