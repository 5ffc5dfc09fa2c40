package dev.likeness.synthesis.duel;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.models.train.Torch;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much of a training run's time is the networks' own arithmetic: a run with all that belongs to
 * it, and the bare loop of the same networks in the same engine, by turns.
 */
public final class Throughput {
  /** Steps of a turn: as many as lie between two looks of a run. */
  public static final int TURN = Training.LOOK;

  private static final int PICTURES = 160;

  private Throughput() {}

  /**
   * A turn of each.
   *
   * @param run seconds that {@link #TURN} steps of a run took
   * @param bare seconds of as many bare steps
   */
  public record Turn(double run, double bare) {
    /** Steps a second of the run against the bare loop's. */
    public double share() {
      return bare / run;
    }
  }

  /**
   * Measures.
   *
   * @param folder for the run; empty
   */
  public static List<Turn> measure(
      Path folder, DuelSettings settings, int threads, int turns, Clock clock, Progress progress) {
    PictureSet set = pictures(settings.size().side());
    RunPlan plan = new RunPlan(settings, new Seed(1), true, 0, threads, set.digest().hex(), "");
    List<Turn> out = new ArrayList<>();
    try (Training training = Training.begin(new RunFolder(folder), plan, set, null, clock);
        Duel duel = new Duel(Torch.best(threads), settings, new Seed(2))) {
      if (settings.size().codes() > 0) {
        duel.ground(Anchors.of(set, settings.size().codes(), plan.seed()).ground(set));
      }
      Duel.Batch batch = batch(set, settings);
      float[] z = latents(settings);
      bare(duel, batch, z, 3);
      training.run(2, Integer.MAX_VALUE, (h, grid) -> {}, Progress.NONE);
      for (int i = 1; i <= turns; i++) {
        progress.checkStop();
        progress.report("training by turns", i, turns);
        long began = System.nanoTime();
        training.run(training.step() + TURN, Integer.MAX_VALUE, (h, grid) -> {}, Progress.NONE);
        long between = System.nanoTime();
        bare(duel, batch, z, TURN);
        out.add(new Turn((between - began) / 1e9, (System.nanoTime() - between) / 1e9));
      }
    }
    return out;
  }

  private static void bare(Duel duel, Duel.Batch batch, float[] z, int steps) {
    for (int i = 1; i <= steps; i++) {
      duel.bare(batch, z, i);
    }
  }

  private static Duel.Batch batch(PictureSet set, DuelSettings settings) {
    int n = settings.batch();
    int one = 3 * set.side() * set.side();
    float[] pixels = new float[n * one];
    for (int i = 0; i < n; i++) {
      set.put(i % set.size(), false, pixels, i * one);
    }
    return new Duel.Batch(pixels, new int[n], new float[0]);
  }

  private static float[] latents(DuelSettings settings) {
    SplittableRandom random = new Seed(3).random();
    float[] z = new float[settings.batch() * settings.size().latent()];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) random.nextGaussian();
    }
    return z;
  }

  /** Discs of all sizes and colours: what is in the pictures does not matter to the time. */
  private static PictureSet pictures(int side) {
    SplittableRandom random = new Seed(4).random();
    List<PictureSet.Item> items = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      double x = side * random.nextDouble(.3, .7);
      double y = side * random.nextDouble(.3, .7);
      double radius = side * random.nextDouble(.1, .3);
      int[] ground = random.ints(3, 0, 256).toArray();
      int[] disc = random.ints(3, 0, 256).toArray();
      byte[] rgb = new byte[3 * side * side];
      for (int p = 0; p < side * side; p++) {
        boolean in = Math.hypot(p % side - x, p / (double) side - y) < radius;
        for (int c = 0; c < 3; c++) {
          rgb[3 * p + c] = (byte) (in ? disc[c] : ground[c]);
        }
      }
      items.add(new PictureSet.Item("disc " + i, 0, new Frame(side, side, rgb).rgb()));
    }
    return new PictureSet(side, items);
  }
}
