package dev.likeness.studio;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Trouble;
import dev.likeness.flow.RefineRecipe;
import dev.likeness.flow.RefineRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.synthesis.refine.RefineTraining.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Trains a persona's refiner. What is learnt lies with the persona, and the makers use it by
 * themselves; only files that the persona was made from teach, and only while its grant holds.
 */
final class RefineTrainer implements Trainer {
  private static final Set<String> KNOWN = Set.of("persona", "steps", "minutes", "seed");
  private static final int USUAL_STEPS = 3000;
  private static final int MOST_STEPS = 100_000;
  private static final double USUAL_MINUTES = 30;
  private static final double MOST_MINUTES = 24 * 60;

  @Override
  public void check(Run run) {
    if (!run.folder().isEmpty()) {
      throw Call.bad("a refiner learns from 'files' that the persona was made from, no 'folder'");
    }
    RunSettings.of(run).requireKnown("a refiner", KNOWN);
    request(run, List.of(), 1, false);
  }

  @Override
  public String train(
      Run run, Path pictures, RunPlace place, Workshop shop, Listener told, Progress progress) {
    List<Path> files = files(pictures);
    Beginning begun = Beginning.of(place);
    RefineRequest fresh = request(run, files, begun.threads(), false);
    boolean resume = begun.before() && new RefineRecipe(shop, fresh, l -> {}).begun();
    RefineRequest request = request(run, files, begun.threads(), resume);
    List<Look> looks = new ArrayList<>();
    RefineRecipe.Result r =
        new RefineRecipe(
                shop,
                request,
                told::said,
                (all, device) -> {
                  looks.clear();
                  looks.addAll(all);
                  told.curves(curves(all, request.steps(), device, List.of()));
                })
            .perform(progress);
    long step = r.best().step();
    keep(r.sheet(), place, samples(place, step));
    told.curves(curves(looks, request.steps(), "", List.of(step)));
    return String.format(
        Locale.ROOT,
        r.kept()
            ? "%+.2f dB on moments that it has not learnt from; %s is painted with it from now on"
            : "%+.2f dB on moments that it has not learnt from: too little, nothing was kept; more and more varied films of %s help",
        r.best().refined() - r.best().warp(),
        request.persona());
  }

  private static RefineRequest request(Run run, List<Path> files, int threads, boolean resume) {
    RunSettings s = RunSettings.of(run);
    String persona = s.text("persona", "");
    if (persona.isEmpty()) {
      throw Call.bad("'persona' is missing: whose face is learnt");
    }
    double minutes = s.number("minutes", USUAL_MINUTES, 1, MOST_MINUTES);
    return new RefineRequest(
        persona,
        files,
        s.whole("steps", USUAL_STEPS, 1, MOST_STEPS),
        Duration.ofSeconds(Math.round(60 * minutes)),
        new Seed(s.whole("seed", 7)),
        threads,
        resume);
  }

  private static List<Path> files(Path pictures) {
    if (!Files.isDirectory(pictures)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(pictures)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw failed(pictures, e);
    }
  }

  /**
   * With how many threads a run was begun, since another number gives other last digits.
   *
   * @param before whether that was at another time
   */
  private record Beginning(int threads, boolean before) {
    static Beginning of(RunPlace place) {
      Path note = place.folder().resolve("threads");
      try {
        if (Files.exists(note)) {
          return new Beginning(Integer.parseInt(Files.readString(note).strip()), true);
        }
        int threads = Runtime.getRuntime().availableProcessors();
        Files.writeString(note, String.valueOf(threads));
        return new Beginning(threads, false);
      } catch (IOException | NumberFormatException e) {
        throw new StudioException(
            StudioException.Code.IO, note + " cannot be used: " + e.getMessage());
      }
    }
  }

  private static void keep(Path sheet, RunPlace place, Path to) {
    try {
      Files.createDirectories(place.run());
      Files.copy(sheet, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed(to, e);
    }
  }

  private static StudioException failed(Path file, IOException e) {
    return new StudioException(StudioException.Code.IO, file + " cannot be used: " + Trouble.of(e));
  }

  private static Curves curves(List<Look> all, long steps, String device, List<Long> samples) {
    List<Curves.Curve> curves = new ArrayList<>();
    Curves.add(curves, "Held-out faces, refined, dB", all, Look::step, Look::refined);
    Curves.add(curves, "Held-out faces, the warp alone, dB", all, Look::step, Look::warp);
    Curves.add(curves, "Their similarity, refined", all, Look::step, Look::refinedSsim);
    Curves.add(curves, "Distance in training", all, Look::step, Look::off);
    Curves.add(curves, "How much more real pictures look", all, Look::step, Look::gap);
    long step = all.isEmpty() ? 0 : all.getLast().step();
    return new Curves(step, steps, device, curves, samples, List.of());
  }

  @Override
  public Path samples(RunPlace place, long step) {
    return place.run().resolve(step + ".png");
  }

  @Override
  public boolean leaves() {
    return false;
  }
}
