package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.forensics.Judge;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.evaluate.Condition;
import dev.likeness.forensics.evaluate.Evaluation;
import dev.likeness.forensics.evaluate.Measured;
import dev.likeness.forensics.evaluate.MesoNet;
import dev.likeness.forensics.evaluate.Shortcuts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Measures the judge on labelled files. */
@Command(
    name = "evaluate",
    description = {
      "Measure the judge on real and false pictures and films.",
      "",
      "'auc' is taken over every file that could be examined, also where the judge gave no verdict."
          + " 'shortcuts' says how well file size, resolution, face size and the JPEG table alone"
          + " would have done: above .60 the set is broken and the figures mean little."
    },
    footer = {"", "Example", "  likeness judge evaluate --real photos --fake swaps --json"})
final class JudgeEvaluate extends Task {
  @Option(names = "--real", required = true, paramLabel = "DIR", description = "Untouched files.")
  private Path real = Path.of("");

  @Option(names = "--fake", required = true, paramLabel = "DIR", description = "The others.")
  private Path fake = Path.of("");

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A judge of 'likeness judge train' (default: the one in the program).")
  private @Nullable Path model;

  @Option(
      names = "--condition",
      split = ",",
      paramLabel = "NAME",
      description =
          "What is done to every picture first (several give a grid): ${COMPLETION-CANDIDATES}.")
  private List<Condition> conditions = List.of(Condition.NONE);

  @Option(names = "--seed", paramLabel = "N", description = "For the intervals (default: 1).")
  private long seed = 1;

  @Option(names = "--each", description = "With --json: also what was said of each file.")
  private boolean each;

  @Option(
      names = "--mesonet",
      paramLabel = "DIR",
      description = "Measure the MesoNet weights (.h5) in this folder on the same faces.")
  private @Nullable Path mesonet;

  JudgeEvaluate(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    for (Path p : List.of(real, fake)) {
      if (!Files.isDirectory(path(p))) {
        throw usage(p + " is no folder");
      }
    }
    List<Evaluation.Result> results = new ArrayList<>();
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        Judge judge = new Judge(workshop.models(), workshop.finder(), model())) {
      List<MesoNet> others = others(workshop);
      for (Condition c : conditions) {
        Evaluation e = new Evaluation(judge, others, progress);
        results.add(e.of(path(real), path(fake), c, new Seed(seed)));
      }
    }
    for (int i = 0; i < results.size(); i++) {
      tell(conditions.get(i), results.get(i));
    }
    ObjectNode o = json(results.getFirst());
    o.put("condition", conditions.getFirst().word());
    if (results.size() > 1) {
      ArrayNode grid = o.putArray("grid");
      for (int i = 0; i < results.size(); i++) {
        grid.add(json(results.get(i)).put("condition", conditions.get(i).word()));
      }
    }
    print(o);
  }

  /** Closed with the workshop's networks. */
  private List<MesoNet> others(Workshop workshop) {
    if (mesonet == null) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(path(mesonet))) {
      List<MesoNet> out = new ArrayList<>();
      all.filter(f -> f.toString().endsWith(".h5"))
          .sorted()
          .forEach(f -> out.add(new MesoNet(workshop.models(), f)));
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JudgeModel model() {
    return model == null ? JudgeModel.shipped() : JudgeModel.read(path(model));
  }

  private void tell(Condition c, Evaluation.Result r) {
    line(
        "%s: %d real, %d false; AUC %.3f (%.3f–%.3f), EER %.3f, found at 1 %% false alarms %.3f",
        c.word(),
        r.real().size(),
        r.fake().size(),
        r.roc().auc(),
        r.roc().low(),
        r.roc().high(),
        r.roc().eer(),
        r.roc().tprAtFpr1());
    line(
        "  called manipulated: %.1f %% of the real ones, %.1f %% of the others; no verdict %.1f %%;"
            + " real ones with a verdict %.1f %%; calibration error %.3f",
        100 * r.realCalledFake(),
        100 * r.fakeCalledFake(),
        100 * r.abstained(),
        100 * r.realCovered(),
        r.ece());
    r.experts().forEach((n, a) -> line("  %-10s alone AUC %.3f", n, a));
    r.shortcuts().forEach((n, a) -> line("  shortcut %-16s AUC %.3f", n, a));
    if (!Shortcuts.found(r.shortcuts()).isEmpty()) {
      line("  the set is broken: %s tell real from false", Shortcuts.found(r.shortcuts()));
    }
  }

  private ObjectNode json(Evaluation.Result r) {
    ObjectNode o = object().put("real", r.real().size()).put("fake", r.fake().size());
    o.put("auc", r.roc().auc()).put("auc_low", r.roc().low()).put("auc_high", r.roc().high());
    o.put("eer", r.roc().eer()).put("tpr_at_fpr_1", r.roc().tprAtFpr1()).put("ece", r.ece());
    o.put("abstained", r.abstained());
    o.put("real_called_manipulated", r.realCalledFake());
    o.put("fake_called_manipulated", r.fakeCalledFake());
    o.put("real_coverage", r.realCovered());
    ObjectNode shortcuts = o.putObject("shortcuts");
    r.shortcuts().forEach(shortcuts::put);
    ArrayNode broken = o.putArray("broken_by");
    Shortcuts.found(r.shortcuts()).forEach(broken::add);
    ObjectNode experts = o.putObject("experts");
    r.experts().forEach(experts::put);
    if (each) {
      ArrayNode files = o.putArray("files");
      r.real().forEach(m -> file(files.addObject().put("label", "real"), m));
      r.fake().forEach(m -> file(files.addObject().put("label", "fake"), m));
    }
    return o;
  }

  private static void file(ObjectNode o, Measured m) {
    o.put("file", m.name()).put("examined", m.examined()).put("log_odds", m.logOdds());
    o.put("verdict", m.verdict().name().toLowerCase(Locale.ROOT));
    ObjectNode experts = o.putObject("experts");
    m.experts().forEach(experts::put);
  }

  private void line(String format, Object... values) {
    say(String.format(Locale.ROOT, format, values));
  }
}
