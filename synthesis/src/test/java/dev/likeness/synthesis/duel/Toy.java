package dev.likeness.synthesis.duel;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.models.net.Precision;
import dev.likeness.models.train.Torch;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Networks and pictures so small that a step takes milliseconds. */
final class Toy {
  static final Torch TORCH = Torch.cpu(1);

  private Toy() {}

  static DuelSettings settings(int side) {
    NetSize size = new NetSize(side, 8, .1, 0, 4);
    return new DuelSettings(
        size, 4, .002, 1.5, new Lead(2, 2, 3, .003), 1, 2, 200, Augment.USUAL, Precision.HALF);
  }

  /** Without a ground. */
  static DuelSettings groundless(int side) {
    return settings(side).with(new NetSize(side, 8, .1, 0, 0));
  }

  /** Discs of all colours on grey. */
  static PictureSet discs(int side, int n) {
    SplittableRandom r = new SplittableRandom(5);
    List<PictureSet.Item> items = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      byte[] rgb = new byte[3 * side * side];
      int[] colour = {r.nextInt(256), r.nextInt(256), r.nextInt(256)};
      double radius = side * (.2 + .2 * r.nextDouble());
      for (int p = 0; p < side * side; p++) {
        boolean in = Math.hypot(p % side - side / 2.0, (double) (p / side) - side / 2.0) < radius;
        for (int c = 0; c < 3; c++) {
          rgb[3 * p + c] = (byte) (in ? colour[c] : 128);
        }
      }
      items.add(new PictureSet.Item("disc-" + i, 0, rgb));
    }
    return new PictureSet(side, items);
  }

  static Training begin(
      Path folder, DuelSettings settings, @org.jspecify.annotations.Nullable Path from) {
    PictureSet set = discs(settings.size().side(), 12);
    RunPlan plan = new RunPlan(settings, new Seed(3), true, 2, 1, set.digest().hex(), "");
    return Training.begin(
        new RunFolder(folder),
        plan,
        set,
        from == null ? null : new RunFolder(from),
        Clock.systemUTC());
  }

  static Training resume(Path folder) {
    return Training.resume(new RunFolder(folder), Clock.systemUTC());
  }

  static void train(Training t, long steps) {
    t.run(steps, 1000, (history, grid) -> {}, Progress.NONE);
  }
}
