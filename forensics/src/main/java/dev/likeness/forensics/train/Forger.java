package dev.likeness.forensics.train;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.forensics.Edits;
import dev.likeness.models.train.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes false pictures to learn from. They stay in memory. Not thread-safe. */
final class Forger implements AutoCloseable {
  private final List<Autoencoder> drawers = new ArrayList<>();

  /**
   * Teaches the autoencoders.
   *
   * @param steps for each of them
   */
  Forger(Torch torch, List<Base> stock, int steps, Seed seed, Progress progress) {
    for (Autoencoder.Up up : Autoencoder.Up.values()) {
      for (int d = 1; d <= 3; d++) {
        Autoencoder a = new Autoencoder(torch, up, d, seed);
        drawers.add(a);
        a.learn(stock, steps, seed, progress);
      }
    }
  }

  /**
   * A false picture and where it is false.
   *
   * @param mask how much of each pixel was replaced, 0 to 1; null where all was
   */
  record Forged(Frame frame, float @Nullable [] mask) {}

  /** Makes a picture false; methods that need a face only with one. */
  Forged make(Method method, Frame f, @Nullable FaceMesh mesh, SplittableRandom r) {
    if (method.whole() || mesh == null) {
      return new Forged(whole(method, f, r), null);
    }
    Frame over = f;
    if (method == Method.SPLICE) {
      // A generator of swaps draws faces of 64 to 256 pixels whatever their size in the picture.
      double by = Math.min(1, (64 + 128 * r.nextDouble()) / mesh.bounds().width());
      Frame small = Edits.scale(f, by);
      Frame drawn = whole(any(r), small, r);
      over = Edits.resize(drawn, f.width(), f.height());
    }
    SelfBlend.Blended b = SelfBlend.of(f, over, mesh, r);
    return new Forged(b.frame(), b.mask());
  }

  private static Method any(SplittableRandom r) {
    Method[] all = {
      Method.NEAREST, Method.BILINEAR, Method.SHUFFLE, Method.TRANSPOSED, Method.PHASES
    };
    return all[r.nextInt(all.length)];
  }

  private Frame whole(Method method, Frame f, SplittableRandom r) {
    return switch (method) {
      case NEAREST -> drawn(Autoencoder.Up.NEAREST, f, r);
      case BILINEAR -> drawn(Autoencoder.Up.BILINEAR, f, r);
      case SHUFFLE -> drawn(Autoencoder.Up.SHUFFLE, f, r);
      case TRANSPOSED -> drawn(Autoencoder.Up.TRANSPOSED, f, r);
      case PHASES, BLEND, SPLICE -> Phases.draw(f, r);
      case GRAFT, GIVEN, REDRAWN ->
          throw new IllegalArgumentException(method + " is not made of one picture");
    };
  }

  private Frame drawn(Autoencoder.Up up, Frame f, SplittableRandom r) {
    List<Autoencoder> those = drawers.stream().filter(a -> a.up() == up).toList();
    return those.get(r.nextInt(those.size())).draw(f);
  }

  @Override
  public void close() {
    drawers.forEach(Autoencoder::close);
  }
}
