package dev.likeness.synthesis.refine;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.StoppedException;
import dev.likeness.core.Trouble;
import dev.likeness.models.net.Precision;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Torch;
import dev.likeness.synthesis.RefinerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trains a refiner on one person's lessons, or a swap on two people's: looks at the held-out ones
 * every {@value #LOOK} steps, keeps the best, stops where nothing is gained any more, and keeps all
 * that it needs to go on with the same bits in a folder. What it does depends on steps, never on
 * the clock; only how often it is saved, and that a time limit ends it, does.
 */
public final class RefineTraining implements AutoCloseable {
  /** Every so many steps the held-out lessons are looked at. */
  public static final int LOOK = 100;

  /** So often without a gain it ends. */
  private static final int PATIENCE = 8;

  private static final double GAIN = .01;
  private static final double RATE = 1.5e-3;
  private static final Duration SAVE = Duration.ofMinutes(1);
  private static final String STATE = "state.safetensors";
  private static final String BEST = "best.safetensors";
  private static final String HISTORY = "history.jsonl";

  /**
   * A look at the held-out lessons.
   *
   * @param warp peak signal to noise inside the face of the warp alone, dB, {@code refined} of what
   *     is made
   * @param warpSsim structural similarity likewise, {@code refinedSsim}
   * @param off mean weighted distance to the picture in training, 0 to 2
   * @param gap how much more real pictures look to the discriminator
   */
  public record Look(
      long step,
      double warp,
      double refined,
      double warpSsim,
      double refinedSsim,
      double off,
      double gap) {
    ObjectNode json() {
      return JsonMapper.shared()
          .createObjectNode()
          .put("step", step)
          .put("warp_psnr", warp)
          .put("refined_psnr", refined)
          .put("warp_ssim", warpSsim)
          .put("refined_ssim", refinedSsim)
          .put("off", off)
          .put("gap", gap);
    }

    static Look of(JsonNode o) {
      return new Look(
          o.path("step").asLong(),
          o.path("warp_psnr").asDouble(),
          o.path("refined_psnr").asDouble(),
          o.path("warp_ssim").asDouble(),
          o.path("refined_ssim").asDouble(),
          o.path("off").asDouble(),
          o.path("gap").asDouble());
    }
  }

  /**
   * How to train.
   *
   * @param steps at most
   * @param limit after which it ends, too; what is repeated takes steps instead
   * @param threads of the processor; another number gives other last digits
   */
  public record Settings(long steps, Duration limit, Seed seed, int threads, Precision precision) {}

  private final Path folder;
  private final Settings settings;
  private final Clock clock;
  private final Torch torch;
  private final FaceDuel duel;
  private final List<Look> history;
  private long step;

  /**
   * Begins, or goes on with what the folder holds.
   *
   * @param folder exists
   * @param start weights to begin with; none: by chance
   */
  public RefineTraining(
      Path folder, Lessons lessons, Map<String, Weights> start, Settings settings, Clock clock) {
    this(folder, of(lessons, settings), start, settings, clock);
  }

  /** Likewise, of what others begin with. */
  public RefineTraining(Path folder, StartLessons lessons, Settings settings, Clock clock) {
    this(folder, of(lessons, settings), Map.of(), settings, clock);
  }

  private static RefineDuel of(Teaching lessons, Settings settings) {
    return new RefineDuel(best(settings), settings.precision(), settings.seed(), lessons);
  }

  /** Likewise, of a swap of two people. */
  public RefineTraining(Path folder, SwapLessons lessons, Settings settings, Clock clock) {
    this(
        folder,
        new SwapDuel(best(settings), settings.precision(), settings.seed(), lessons),
        Map.of(),
        settings,
        clock);
  }

  private RefineTraining(
      Path folder, FaceDuel duel, Map<String, Weights> start, Settings settings, Clock clock) {
    this.folder = folder;
    this.duel = duel;
    this.settings = settings;
    this.clock = clock;
    torch = duel.torch;
    try {
      Path state = folder.resolve(STATE);
      if (Files.exists(state)) {
        Safetensors s = Safetensors.read(state);
        duel.load(s.tensors());
        step = Long.parseLong(s.notes().getOrDefault("step", ""));
      } else if (!start.isEmpty()) {
        duel.start(start);
      }
      history = new ArrayList<>(history(folder).stream().filter(l -> l.step <= step).toList());
    } catch (IOException | IllegalArgumentException e) {
      throw new RefinerFile.Unusable(
          "the run in %s is damaged or of another version (%s); begin anew without --resume"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static Torch best(Settings settings) {
    return Torch.best(settings.threads());
  }

  /** The precision in which this machine computes faster. */
  public static Precision quicker(int threads) {
    return Torch.best(threads).quicker();
  }

  /** Where it computes, for records. */
  public String device() {
    return torch.describe();
  }

  /** All looks of a run so far. */
  public static List<Look> history(Path folder) throws IOException {
    Path file = folder.resolve(HISTORY);
    List<Look> out = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          out.add(Look.of(JsonMapper.shared().readTree(line)));
        }
      }
    } catch (JacksonException e) {
      throw new IOException(file + " is damaged", e);
    }
    return out;
  }

  /**
   * Trains to its end.
   *
   * @param looked is told of each look
   * @return the best look
   * @throws StoppedException when stopped; everything is saved first
   */
  public Look run(Consumer<List<Look>> looked, Progress progress) {
    Instant began = clock.instant();
    Instant saved = began;
    double off = 0;
    double gap = 0;
    if (history.isEmpty()) {
      look(0, 0, looked);
    }
    while (step < settings.steps() && !stale()) {
      if (progress.stopRequested()) {
        save();
        throw new StoppedException("stopped after step " + step);
      }
      FaceDuel.Step s = duel.step(step + 1, rate());
      if (!s.finite()) {
        throw new RefinerFile.Unusable(
            "training went wrong at step %d: its numbers grew without end; what was best so far is kept"
                .formatted(step + 1),
            new ArithmeticException(s.toString()));
      }
      step++;
      off += s.off();
      gap += s.gap();
      progress.report("Learning", step, settings.steps());
      Instant now = clock.instant();
      if (step % LOOK == 0 || step == settings.steps()) {
        look(off / LOOK, gap / LOOK, looked);
        off = 0;
        gap = 0;
        save();
        saved = now;
        if (Duration.between(began, now).compareTo(settings.limit()) >= 0) {
          break;
        }
      } else if (step % 10 == 0 && Duration.between(saved, now).compareTo(SAVE) >= 0) {
        save();
        saved = now;
      }
    }
    return best();
  }

  private double rate() {
    double done = (double) step / settings.steps();
    return RATE * (.05 + .95 * .5 * (1 + Math.cos(Math.PI * done)));
  }

  /**
   * How the target's own held-out moments look swapped so far; empty where a refiner learns. What
   * is called the picture in them is the target.
   */
  public List<Shown> swapped(int most) {
    return duel instanceof SwapDuel s ? s.swapped(most) : List.of();
  }

  private void look(double off, double gap, Consumer<List<Look>> looked) {
    FaceDuel.Held h = duel.measure();
    Look l = new Look(step, h.warp(), h.refined(), h.warpBlocks(), h.refinedBlocks(), off, gap);
    boolean first = history.isEmpty();
    boolean better = first || score(l) > score(best());
    history.add(l);
    try {
      if (better) {
        Safetensors.write(folder.resolve(BEST), duel.trained(), Map.of("step", "" + step));
      }
      StringBuilder b = new StringBuilder();
      history.forEach(h2 -> b.append(h2.json()).append('\n'));
      Path file = folder.resolve(HISTORY);
      Path part = folder.resolve(HISTORY + ".part");
      Files.writeString(part, b.toString(), StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritten(e);
    }
    looked.accept(List.copyOf(history));
  }

  /** A decibel counts as much as .02 of similarity. */
  private static double score(Look l) {
    return l.refined + 50 * l.refinedSsim;
  }

  /** The best look so far. */
  public Look best() {
    Look best = history.getFirst();
    for (Look l : history) {
      best = score(l) > score(best) ? l : best;
    }
    return best;
  }

  private boolean stale() {
    Look best = history.getFirst();
    int since = 0;
    for (Look l : history) {
      boolean better = score(l) > score(best) + GAIN;
      best = better ? l : best;
      since = better ? 0 : since + 1;
    }
    return since > PATIENCE;
  }

  private void save() {
    try {
      Safetensors.write(folder.resolve(STATE), duel.save(), Map.of("step", "" + step));
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private RefinerFile.Unusable unwritten(IOException e) {
    return new RefinerFile.Unusable(
        "%s cannot be written (%s); make room, or check the folder's rights, and go on with --resume"
            .formatted(folder, Trouble.of(e)),
        e);
  }

  /** The best refiner's parameters. */
  public Map<String, Weights> trained() {
    try {
      Map<String, Weights> best = Safetensors.read(folder.resolve(BEST)).tensors();
      duel.average(best);
      return best;
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /** A face: the warp, what the network makes of it, the picture. */
  public record Shown(Frame warp, Frame refined, Frame real) {}

  /** At most {@code most} held-out faces of the best network, evenly spread. */
  public List<Shown> shown(int most) {
    trained();
    return duel.shown(most);
  }

  /**
   * Forgets what only going on needs: of a swap, the decoder that draws the target, too. The curves
   * stay.
   */
  public static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(STATE));
    Files.deleteIfExists(folder.resolve(BEST));
  }

  @Override
  public void close() {
    duel.close();
  }
}
