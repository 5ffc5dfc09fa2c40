package dev.likeness.synthesis.duel;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.StoppedException;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Torch;
import dev.likeness.synthesis.duel.DuelException.Code;
import dev.likeness.synthesis.duel.RunFolder.Mark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A duel from its first step to its last: feeds it, watches it, rolls it back where it goes wrong,
 * and keeps everything in a {@link RunFolder}, from which it goes on with the same bits after it
 * was stopped or killed. What it does depends on steps, never on the clock; only how often a
 * checkpoint is written does.
 */
public final class Training implements AutoCloseable {
  /** Every so many steps samples are looked at and a line of history is written. */
  static final int LOOK = 50;

  /** A state that stayed sound for so long is one to return to. */
  static final int GOOD = 500;

  /** Samples in a grid: rows and columns. */
  public static final int ROWS = 4;

  public static final int COLUMNS = 8;
  private static final Duration SAVE = Duration.ofMinutes(2);
  private static final int MOST_ATTEMPTS = 4;

  /** Hears what there is to see. */
  public interface Listener {
    /**
     * A line of history was added.
     *
     * @param history all of it
     * @param grid samples of the same latents as ever, where some are due; null where not
     */
    void added(List<History> history, @Nullable Frame grid);
  }

  private final RunFolder folder;
  private final RunPlan plan;
  private final Torch torch;
  private final PictureSet set;
  private final PictureSet held;
  private final Clock clock;
  private final Duel duel;
  private final Watch watch = new Watch();
  private final Anchors anchors;
  private final List<History> history;
  private final float[] latents;
  private Mark mark;

  /**
   * Begins a run.
   *
   * @param from a run whose weights it starts from; null for none
   */
  public static Training begin(
      RunFolder folder, RunPlan plan, PictureSet set, @Nullable RunFolder from, Clock clock) {
    folder.begin(plan, set);
    Training t = new Training(folder, plan, set, from == null ? null : from.weights(), clock);
    t.save();
    folder.save(RunFolder.GOOD, t.state(), t.mark);
    return t;
  }

  /** Goes on with the run in the folder, from its last checkpoint. */
  public static Training resume(RunFolder folder, Clock clock) {
    return new Training(folder, folder.plan(), folder.pictures(), null, clock);
  }

  /** The precision in which this machine computes faster. */
  public static Precision quicker(int threads) {
    return Torch.best(threads).quicker();
  }

  private Training(
      RunFolder folder,
      RunPlan plan,
      PictureSet set,
      @Nullable Map<String, Weights> from,
      Clock clock) {
    this.folder = folder;
    this.plan = plan;
    torch = Torch.best(plan.threads());
    List<PictureSet> parts = set.split(plan.held(), plan.seed());
    this.set = parts.getFirst();
    held = parts.getLast();
    this.clock = clock;
    duel = new Duel(torch, plan.settings(), plan.seed());
    int codes = plan.settings().size().codes();
    RunFolder.State state = folder.load(RunFolder.STATE).orElse(null);
    if (state != null) {
      duel.load(state.weights());
      mark = state.mark();
      anchors = Anchors.load(state.weights());
    } else {
      mark = new Mark(0, 0, 1);
      Anchors before = null;
      if (from != null) {
        Growth.start(duel, from);
        before = Anchors.load(from);
      }
      anchors =
          before != null && before.fits(this.set)
              ? before
              : Anchors.of(this.set, Math.max(1, codes), plan.seed());
      if (codes > 0) {
        duel.ground(anchors.ground(this.set));
      }
    }
    history = new ArrayList<>(folder.history(mark.step()));
    latents = latents(plan.seed(), plan.settings().size().latent());
  }

  private static float[] latents(Seed seed, int latent) {
    SplittableRandom r = seed.derive("samples").random();
    float[] z = new float[ROWS * COLUMNS * latent];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) r.nextGaussian();
    }
    return z;
  }

  public long step() {
    return mark.step();
  }

  public Duel duel() {
    return duel;
  }

  public String device() {
    return torch.describe();
  }

  /**
   * Trains until {@code steps} are behind it.
   *
   * @param grids the listener gets a grid of samples at the first look and every so many steps, a
   *     multiple of {@link #LOOK}
   * @throws StoppedException when stopped; the checkpoint is written first
   * @throws DuelException DIVERGED when it went wrong again and again; WRITE
   */
  public void run(long steps, int grids, Listener listener, Progress progress) {
    Instant saved = clock.instant();
    double real = realSpread();
    History.Sum sum = new History.Sum();
    DuelSettings settings = plan.settings();
    float[][] codes = settings.size().codes() == 0 ? null : anchors.of(set);
    try (Feeder feeder = new Feeder(set, settings.batch(), plan.mirror(), plan.seed(), codes)) {
      while (mark.step() < steps) {
        if (progress.stopRequested()) {
          save();
          throw new StoppedException("stopped after step " + mark.step());
        }
        long next = mark.step() + 1;
        Duel.Step s =
            duel.step(feeder.take(next, mark.attempt()), next, mark.attempt(), mark.rate());
        mark = new Mark(next, mark.attempt(), mark.rate());
        sum.add(s);
        Watch.Trouble trouble = watch.step(s);
        double diversity = -1;
        boolean look = next % LOOK == 0 || next == steps;
        Frame grid = null;
        if (look && trouble == null) {
          float[] samples = duel.sample(latents, labels());
          diversity = Watch.spread(samples, ROWS * COLUMNS) / real;
          trouble = watch.look(next - settings.lead().steps(), diversity);
          if (next == LOOK || next % grids == 0 || next == steps) {
            grid = Grid.of(samples, set.side(), ROWS, COLUMNS, set.side());
          }
        }
        if (trouble != null) {
          rollBack(trouble, sum);
          sum = new History.Sum();
          continue;
        }
        if (look) {
          history.add(sum.line(next, diversity, heldOut(), ""));
          sum = new History.Sum();
          watch.forget(); // what is looked at begins anew, here and where a run goes on from here
          listener.added(history, grid);
          if (next % GOOD == 0) {
            folder.save(RunFolder.GOOD, state(), mark);
          }
          if (Duration.between(saved, clock.instant()).compareTo(SAVE) >= 0) {
            save();
            saved = clock.instant();
          }
        }
        progress.report("training", next, steps);
      }
      save();
    }
  }

  /** Every class has its columns. */
  private int[] labels() {
    int[] out = new int[ROWS * COLUMNS];
    for (int i = 0; i < out.length; i++) {
      out[i] = i % COLUMNS * plan.settings().size().classes() / COLUMNS;
    }
    return out;
  }

  private double heldOut() {
    return held.size() == 0 ? Double.NaN : score(set) - score(held);
  }

  /** How real some pictures of a set look to the discriminator, in the mean. */
  private double score(PictureSet of) {
    int n = Math.min(of.size(), ROWS * COLUMNS);
    int[] labels = new int[n];
    float[] all = new float[n * 3 * of.side() * of.side()];
    for (int i = 0; i < n; i++) {
      int picture = i * of.size() / n;
      labels[i] = of.pictures().get(picture).label();
      of.put(picture, false, all, i * (all.length / n));
    }
    double sum = 0;
    for (float s : duel.scores(all, labels)) {
      sum += s / n;
    }
    return sum;
  }

  private double realSpread() {
    int n = Math.min(set.size(), ROWS * COLUMNS);
    float[] all = new float[n * 3 * set.side() * set.side()];
    for (int i = 0; i < n; i++) {
      set.put(i * set.size() / n, false, all, i * (all.length / n));
    }
    return Math.max(1e-6, Watch.spread(all, n));
  }

  /** Back to the last state that was sound, with smaller steps and other chances. */
  private void rollBack(Watch.Trouble trouble, History.Sum sum) {
    RunFolder.State good =
        folder
            .load(RunFolder.GOOD)
            .orElseThrow(
                () -> new DuelException(Code.RUN, folder.path() + " has lost its good state"));
    int attempt = mark.attempt() + 1;
    String what =
        "at step %d: %s; back to step %d with half the step size"
            .formatted(mark.step(), trouble.what(), good.mark().step());
    if (attempt >= MOST_ATTEMPTS) {
      throw new DuelException(
          Code.DIVERGED,
          "training went wrong %d times, the last time %s. Try a smaller --rate or a larger --penalty"
              .formatted(attempt, what));
    }
    History event = sum.line(good.mark().step(), -1, Double.NaN, what);
    duel.load(good.weights());
    mark = new Mark(good.mark().step(), attempt, mark.rate() / 2);
    history.removeIf(h -> h.step() > mark.step());
    history.add(event);
    watch.forget();
    save();
  }

  private Map<String, Weights> state() {
    Map<String, Weights> all = new LinkedHashMap<>();
    duel.save(all);
    anchors.save(all);
    return all;
  }

  private void save() {
    folder.save(history);
    folder.save(RunFolder.STATE, state(), mark);
  }

  @Override
  public void close() {
    duel.close();
  }
}
