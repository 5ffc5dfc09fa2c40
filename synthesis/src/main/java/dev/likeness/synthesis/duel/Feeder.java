package dev.likeness.synthesis.duel;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the next step's pictures while the present step is computed. Which pictures a step gets
 * follows from the seed and its number alone.
 */
final class Feeder implements AutoCloseable {
  private final PictureSet set;
  private final int batch;
  private final boolean mirror;
  private final Seed seed;
  private final float[][] codes;
  private final ExecutorService thread;
  private @Nullable Ahead ahead;

  private record Ahead(long step, int attempt, CompletableFuture<Duel.Batch> batch) {}

  /**
   * @param mirror whether half of the pictures are shown with left and right exchanged
   * @param codes the pictures' own latents, see {@link Anchors}; null where nothing is led
   */
  Feeder(PictureSet set, int batch, boolean mirror, Seed seed, float @Nullable [][] codes) {
    this.set = set;
    this.batch = batch;
    this.codes = codes == null ? new float[2 * set.size()][0] : codes;
    this.mirror = mirror;
    this.seed = seed.derive("pictures");
    thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("feeder").factory());
  }

  /** The pictures of a step; those of the next are begun. */
  Duel.Batch take(long step, int attempt) {
    Ahead now = ahead;
    if (now == null || now.step != step || now.attempt != attempt) {
      now = begin(step, attempt);
    }
    ahead = begin(step + 1, attempt);
    try {
      return now.batch.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : e;
    }
  }

  private Ahead begin(long step, int attempt) {
    return new Ahead(
        step, attempt, CompletableFuture.supplyAsync(() -> layOut(step, attempt), thread));
  }

  private Duel.Batch layOut(long step, int attempt) {
    SplittableRandom r = seed.derive(step + " " + attempt).random();
    int each = 3 * set.side() * set.side();
    float[] pixels = new float[batch * each];
    int[] labels = new int[batch];
    int code = codes[0].length;
    float[] own = new float[batch * code];
    for (int i = 0; i < batch; i++) {
      int picture = r.nextInt(set.size());
      boolean mirrored = mirror && r.nextBoolean();
      set.put(picture, mirrored, pixels, i * each);
      System.arraycopy(codes[2 * picture + (mirrored ? 1 : 0)], 0, own, i * code, code);
      labels[i] = set.pictures().get(picture).label();
    }
    return new Duel.Batch(pixels, labels, own);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
