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
import java.util.stream.Stream;

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
    if (run.files().isEmpty() == run.folder().isEmpty()) {
      throw Call.bad("give 'files' or 'folder': the pictures that are learnt from");
    }
    if (run.rights().isEmpty()) {
      throw Call.bad("'rights' is missing: by what right the pictures are used");
    }
    RunSettings.of(run).requireKnown("a generator", KNOWN);
    request(run, Path.of("pictures"), new RunPlace(Path.of("run")), Precision.FULL);
  }

  @Override
  public String train(
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
    return "";
  }

  private static TrainRequest request(Run run, Path pictures, RunPlace place, Precision precision) {
    RunSettings s = RunSettings.of(run);
    int size = s.whole("size", USUAL_SIZE);
    if (!SIZES.contains(size)) {
      throw Call.bad("size must be 16, 32, 64, 128 or 256, not " + size);
    }
    int steps = s.whole("steps", USUAL_STEPS, 1, MOST_STEPS);
    DuelSettings usual = DuelSettings.usual(size);
    double width = s.number("width", 1, .1, 4);
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
        new Seed(s.whole("seed", 7)),
        framing(s.text("framing", "auto")),
        new Collector.Faces(1, 1),
        s.flag("mirror", true),
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

  private static Curves curves(List<History> all, long steps, String device, Path run) {
    List<Curves.Curve> curves = new ArrayList<>();
    Curves.add(curves, "Loss of the generator", all, History::step, History::making);
    Curves.add(curves, "Loss of the discriminator", all, History::step, History::judging);
    Curves.add(
        curves,
        "How much more real than drawn pictures look to it",
        all,
        History::step,
        History::gap);
    Curves.add(
        curves,
        "How much more real learnt ones look than held-out ones",
        all,
        History::step,
        History::heldOut);
    Curves.add(
        curves,
        "Diversity, against the real pictures'",
        all,
        History::step,
        h -> unless(h.diversity()));
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

  @Override
  public boolean leaves() {
    return true;
  }
}
