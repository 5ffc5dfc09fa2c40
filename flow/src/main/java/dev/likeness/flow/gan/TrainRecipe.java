package dev.likeness.flow.gan;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Sketch;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.OwnPictures;
import dev.likeness.synthesis.duel.Collector;
import dev.likeness.synthesis.duel.Export;
import dev.likeness.synthesis.duel.History;
import dev.likeness.synthesis.duel.NetSize;
import dev.likeness.synthesis.duel.RunFolder;
import dev.likeness.synthesis.duel.RunPlan;
import dev.likeness.synthesis.duel.Training;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a folder of pictures to a generator: look at the data, train, write the generator's file.
 */
public final class TrainRecipe {
  /** A grid of samples every so many steps. */
  private static final int GRIDS = 250;

  private final Workshop workshop;
  private final TrainRequest request;
  private final Consumer<String> said;
  private final BiConsumer<List<History>, String> seen;

  /**
   * @param said hears, line by line, what there is to tell
   */
  public TrainRecipe(Workshop workshop, TrainRequest request, Consumer<String> said) {
    this(workshop, request, said, (history, device) -> {});
  }

  /**
   * @param said hears, line by line, what there is to tell
   * @param seen hears of the history so far and of the device, each time a line was added to it
   */
  public TrainRecipe(
      Workshop workshop,
      TrainRequest request,
      Consumer<String> said,
      BiConsumer<List<History>, String> seen) {
    this.seen = seen;
    this.workshop = workshop;
    this.request = request;
    this.said = said;
  }

  /**
   * Trains to the end.
   *
   * @throws FlowException EXISTS where the run's folder holds a run and none is to go on
   * @throws dev.likeness.core.StoppedException when stopped; the run can go on
   * @throws dev.likeness.synthesis.duel.DuelException see there
   */
  public void perform(Progress progress) {
    RunFolder folder = new RunFolder(request.run());
    requireFolders(folder);
    try (Training training =
        request.resume() ? Training.resume(folder, workshop.clock()) : begin(folder, progress)) {
      TrainPage page = new TrainPage(folder, request.steps(), training.device());
      page.write(folder.history(), workshop.clock().instant());
      said.accept("Follow it at " + page.file());
      training.run(
          request.steps(),
          GRIDS,
          (history, grid) -> {
            if (grid != null) {
              keep(grid, folder, history.getLast().step());
            }
            page.write(history, workshop.clock().instant());
            seen.accept(history, training.device());
            tell(history);
          },
          progress);
    }
    Export.write(
        folder,
        request.out(),
        TrainNote.faces(folder),
        TrainNote.classes(folder),
        request.title(),
        request.licence(),
        workshop.models(),
        progress);
  }

  private void requireFolders(RunFolder folder) {
    Path parent = request.out().toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new FlowException(
          Code.IO,
          "cannot write %s: there is no such folder, or no right to".formatted(request.out()));
    }
    if (folder.begun() && !request.resume()) {
      throw new FlowException(
          Code.EXISTS,
          "%s holds a run already: go on with it with --resume, or name another --run folder"
              .formatted(folder.path()));
    }
  }

  private Training begin(RunFolder folder, Progress progress) {
    Collector.Found found =
        new Collector(
                workshop.finder(),
                request.settings().size().side(),
                request.framing(),
                request.faces(),
                progress)
            .look(request.data());
    tell(found);
    int held = (int) Math.round(request.held() * found.set().size());
    NetSize size = request.settings().size();
    NetSize wanted =
        new NetSize(
            size.side(),
            size.latent(),
            size.width(),
            found.classes().size(),
            Math.min(size.codes(), found.set().size() - held - 1));
    @Nullable RunFolder from = request.from() == null ? null : new RunFolder(request.from());
    RunPlan plan =
        new RunPlan(
            request.settings().with(wanted),
            request.seed(),
            request.mirror(),
            held,
            request.threads(),
            found.set().digest().hex(),
            from == null ? "" : from.fingerprint().hex());
    Training t = Training.begin(folder, plan, found.set(), from, workshop.clock());
    TrainNote.write(folder, found, request.faces(), request.from());
    long[] sizes = t.duel().sizes();
    said.accept(
        "Generator %.1f M, discriminator %.1f M numbers, on %s"
            .formatted(sizes[0] / 1e6, sizes[1] / 1e6, t.device()));
    return t;
  }

  private void tell(Collector.Found f) {
    said.accept(
        "%d of %d files: %s%s"
            .formatted(
                f.set().size(),
                f.files(),
                f.faces() ? "aligned faces" : "squares from the middle",
                f.classes().isEmpty() ? "" : ", " + f.classes().size() + " classes"));
    f.left().stream()
        .limit(20)
        .forEach(l -> said.accept("  left out: " + l.file().getFileName() + ": " + l.why()));
    if (f.left().size() > 20) {
      said.accept("  and " + (f.left().size() - 20) + " more");
    }
    if (f.smaller() > 0) {
      said.accept("  " + f.smaller() + " were smaller than needed and are enlarged");
    }
    if (f.set().size() < 100) {
      said.accept("  few pictures: 100 to 200 make a generator that repeats itself less");
    }
  }

  private void tell(List<History> history) {
    History h = history.getLast();
    if (!h.event().isEmpty()) {
      said.accept("! " + h.event());
    }
    if (h.step() % 250 == 0) {
      said.accept(
          "step %d: generator's loss %.2f, discriminator's %.2f, gap %.2f, held-out gap %.2f, diversity %.2f"
              .formatted(h.step(), h.making(), h.judging(), h.gap(), h.heldOut(), h.diversity()));
    }
  }

  /** A grid shows what a generator draws: it bears a label and a signature like all that does. */
  private void keep(Frame grid, RunFolder folder, long step) {
    Path file = folder.grid(step);
    Images.write(stamped(grid, step), file, 1);
    new OwnPictures(workshop.keys(), workshop.clock().instant())
        .sign(file, Disclosure.GENERATED.sourceType(), "samples of a generator in training", null);
  }

  private static Frame stamped(Frame grid, long step) {
    int strip = 16;
    byte[] rgb = new byte[3 * grid.width() * (grid.height() + strip)];
    System.arraycopy(grid.rgb(), 0, rgb, 0, grid.rgb().length);
    return Sketch.draw(
        new Frame(grid.width(), grid.height() + strip, rgb),
        g -> {
          g.setColor(Color.WHITE);
          g.fill(
              Sketch.text(
                  Disclosure.GENERATED.wording() + ", step " + step,
                  4,
                  grid.height() + 12,
                  // the smallest grid is 128 wide
                  Math.min(11, grid.width() / 16),
                  Sketch.Weight.BOLD));
        });
  }
}
