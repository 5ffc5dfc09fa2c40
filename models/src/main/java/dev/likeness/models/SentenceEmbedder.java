package dev.likeness.models;

import java.nio.charset.StandardCharsets;

/**
 * What an English sentence means, as a place among others: all-MiniLM-L6-v2 (Reimers and Gurevych
 * 2019). Thread-safe; opened by {@link Models#sentences()} and to be closed.
 */
public final class SentenceEmbedder implements AutoCloseable {
  /** So many numbers are made of a sentence. */
  public static final int SIZE = 384;

  /** Word pieces that are read; the network was trained on no more. */
  private static final int LONGEST = 128;

  private final TextSession session;
  private final WordPieces pieces;

  SentenceEmbedder(TextSession session, byte[] vocabulary) {
    this.session = session;
    pieces = new WordPieces(new String(vocabulary, StandardCharsets.UTF_8).lines().toList());
  }

  /** {@value #SIZE} numbers, of length 1 together; the nearer two are, the liker their meaning. */
  public float[] of(String sentence) {
    float[][] rows = session.run(pieces.of(sentence, LONGEST));
    float[] mean = new float[SIZE];
    for (float[] row : rows) {
      for (int i = 0; i < SIZE; i++) {
        mean[i] += row[i];
      }
    }
    double square = 0;
    for (float v : mean) {
      square += (double) v * v;
    }
    float length = (float) Math.max(1e-9, Math.sqrt(square));
    for (int i = 0; i < SIZE; i++) {
      mean[i] /= length;
    }
    return mean;
  }

  @Override
  public void close() {
    session.close();
  }
}
