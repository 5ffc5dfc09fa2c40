package dev.likeness.studio;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.TrainRecipe;
import dev.likeness.flow.gan.TrainRequest;
import dev.likeness.models.net.Precision;
import dev.likeness.synthesis.duel.Collector;
import dev.likeness.synthesis.duel.DuelSettings;
import dev.likeness.synthesis.duel.History;
import dev.likeness.synthesis.duel.NetSize;
import dev.likeness.synthesis.duel.RunFolder;
import dev.likeness.synthesis.duel.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Trains a generator against a discriminator. */
final class GanTrainer implements Trainer {
  private static final Set<String> KNOWN =
      Set.of("size", "steps", "seed", "framing", "mirror", "width");
  private static final Set<Integer> SIZES = Set.of(16, 32, 64, 128, 256);
  private static final int USUAL_SIZE = 64;
  private static final int USUAL_STEPS = 4000;
  private static final int MOST_STEPS = 1_000_000;
  private static final double HELD = .1;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  @Override
  public void check(Run run) {
    JsonNode s = Views.JSON.readTree(run.settings());
    s.propertyNames()
        .forEach(
            n -> {
              if (!KNOWN.contains(n)) {
                throw Call.bad("a generator has no setting '%s'".formatted(n));
              }
            });
    request(run, Path.of("pictures"), new RunPlace(Path.of("run")), Precision.FULL);
  }

  @Override
  public void train(
      Run run, Path pictures, RunPlace place, Workshop shop, Listener told, Progress progress) {
    // which of the two is quicker differs from processor to processor by a multiple
    Precision precision = Training.quicker(THREADS);
    TrainRequest request = request(run, pictures, place, precision);
    RunFolder folder = new RunFolder(place.run());
    TrainRecipe recipe =
        new TrainRecipe(
            shop,
            request,
            told::said,
            (history, device) ->
                told.curves(curves(history, request.steps(), device, place.run())));
    recipe.perform(progress);
    told.curves(curves(folder.history(), request.steps(), "", place.run()));
  }

  private static TrainRequest request(Run run, Path pictures, RunPlace place, Precision precision) {
    JsonNode s = Views.JSON.readTree(run.settings());
    int size = whole(s, "size", USUAL_SIZE);
    if (!SIZES.contains(size)) {
      throw Call.bad("size must be 16, 32, 64, 128 or 256, not " + size);
    }
    int steps = whole(s, "steps", USUAL_STEPS);
    if (steps < 1 || steps > MOST_STEPS) {
      throw Call.bad("steps must lie between 1 and %d, not %d".formatted(MOST_STEPS, steps));
    }
    DuelSettings usual = DuelSettings.usual(size);
    double width = s.path("width").asDouble(1);
    if (!(width >= .1 && width <= 4)) {
      throw Call.bad("width must lie between 0.1 and 4, not " + width);
    }
    NetSize net = usual.size();
    boolean resume = new RunFolder(place.run()).begun();
    return new TrainRequest(
        pictures,
        place.result(),
        place.run(),
        new DuelSettings(
            new NetSize(size, net.latent(), width, 0, net.codes()),
            usual.batch(),
            usual.rate(),
            usual.sharpness(),
            usual.lead(),
            usual.penalty(),
            usual.penalised(),
            usual.memory(),
            usual.augment(),
            precision),
        steps,
        new Seed(whole(s, "seed", 7)),
        framing(s.path("framing").asString("auto")),
        new Collector.Faces(1, 1),
        s.path("mirror").asBoolean(true),
        HELD,
        THREADS,
        null,
        resume,
        run.title(),
        run.rights());
  }

  private static Collector.Framing framing(String word) {
    for (Collector.Framing f : Collector.Framing.values()) {
      if (f.name().toLowerCase(Locale.ROOT).equals(word)) {
        return f;
      }
    }
    throw Call.bad("framing '%s' is none of auto, faces, centre".formatted(word));
  }

  private static int whole(JsonNode s, String name, int usual) {
    JsonNode v = s.path(name);
    if (v.isMissingNode() || v.isNull()) {
      return usual;
    }
    if (!v.isInt()) {
      throw Call.bad("'%s' is no whole number".formatted(name));
    }
    return v.asInt();
  }

  private static Curves curves(List<History> all, long steps, String device, Path run) {
    List<Curves.Curve> curves = new ArrayList<>();
    add(curves, "Loss of the generator", all, History::making);
    add(curves, "Loss of the discriminator", all, History::judging);
    add(curves, "How much more real than drawn pictures look to it", all, History::gap);
    add(curves, "How much more real learnt ones look than held-out ones", all, History::heldOut);
    add(curves, "Diversity, against the real pictures'", all, h -> unless(h.diversity()));
    long step = all.isEmpty() ? 0 : all.getLast().step();
    List<String> events =
        all.stream()
            .filter(h -> !h.event().isEmpty())
            .map(h -> "step %d: %s".formatted(h.step(), h.event()))
            .toList();
    return new Curves(step, steps, device, curves, samples(run), events);
  }

  /** What was not looked at is no value. */
  private static double unless(double v) {
    return v < 0 ? Double.NaN : v;
  }

  private static void add(
      List<Curves.Curve> to, String name, List<History> all, ToDoubleFunction<History> value) {
    List<double[]> points = new ArrayList<>();
    for (History h : all) {
      double v = value.applyAsDouble(h);
      if (Double.isFinite(v)) {
        points.add(new double[] {h.step(), v});
      }
    }
    if (!points.isEmpty()) {
      to.add(new Curves.Curve(name, points));
    }
  }

  private static List<Long> samples(Path run) {
    Path grids = run.resolve("grids");
    if (!Files.isDirectory(grids)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(grids)) {
      return all.map(p -> String.valueOf(p.getFileName()))
          .filter(n -> n.matches("\\d+\\.png"))
          .map(n -> Long.parseLong(n.replace(".png", "")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path samples(RunPlace place, long step) {
    return new RunFolder(place.run()).grid(step);
  }
}
