package dev.likeness.flow.quality;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.flow.RefineRecipe;
import dev.likeness.media.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures what a refiner is worth in swaps: a persona learns from its film and is put on clips,
 * without and with what was learnt, by the ruler of {@link QualityBench}. Everything is made
 * through the same doors as for everybody.
 */
public final class RefinedSwapBench {
  /** What refined swaps are held to; beyond the identity's, the mean and the worst alike. */
  static final List<Bar> BARS =
      List.of(
          new Bar(Measure.IDENTITY, Bar.Over.MEAN, .8, Double.POSITIVE_INFINITY),
          new Bar(Measure.IDENTITY, Bar.Over.WORST, .7, Double.POSITIVE_INFINITY),
          new Bar(Measure.GAZE, Bar.Over.MEAN, Double.NEGATIVE_INFINITY, 1.3),
          new Bar(Measure.BLINK, Bar.Over.MEAN, .85, 1.15),
          new Bar(Measure.BLINK, Bar.Over.WORST, .85, 1.15),
          new Bar(Measure.MOUTH_AMPLITUDE, Bar.Over.MEAN, .9, 1.1),
          new Bar(Measure.MOUTH_AMPLITUDE, Bar.Over.WORST, .9, 1.1),
          new Bar(Measure.FLICKER, Bar.Over.MEAN, .95, 1.05),
          new Bar(Measure.FLICKER, Bar.Over.WORST, .95, 1.05),
          new Bar(Measure.TRUTH, Bar.Over.MEAN, Double.NEGATIVE_INFINITY, 1.3),
          new Bar(Measure.TRUTH, Bar.Over.WORST, Double.NEGATIVE_INFINITY, 1.3),
          new Bar(Measure.OCCLUDER, Bar.Over.MEAN, .99, Double.POSITIVE_INFINITY),
          new Bar(Measure.OCCLUDER, Bar.Over.WORST, .99, Double.POSITIVE_INFINITY));

  /** What is compared, whether held to a bar or not. */
  public static final List<Measure> COMPARED =
      List.of(
          Measure.IDENTITY,
          Measure.IDENTITY_SECOND,
          Measure.IDENTITY_THIRD,
          Measure.IDENTITY_FOURTH,
          Measure.GAZE,
          Measure.BLINK,
          Measure.MOUTH,
          Measure.MOUTH_AMPLITUDE,
          Measure.EYES,
          Measure.FLICKER,
          Measure.JITTER,
          Measure.BORDER,
          Measure.TRUTH,
          Measure.GAZE_TRUTH,
          Measure.OCCLUDER,
          Measure.MILLISECONDS);

  /**
   * Who learns, and who is then put on what.
   *
   * @param sitter of one film
   */
  public record Work(Sitter sitter, List<Path> targets) {
    public Work {
      if (targets.isEmpty()) {
        throw new IllegalArgumentException("nobody to put " + sitter.name() + " on");
      }
      targets = List.copyOf(targets);
    }

    Path film() {
      return sitter.pictures().getFirst();
    }
  }

  /**
   * Each clip's person on others of the clips.
   *
   * @param clips at least two, each of another person
   * @param others on so many, those that follow it first
   */
  public static List<Work> clips(List<Path> clips, int others) {
    List<Work> all = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      List<Path> targets = new ArrayList<>();
      for (int k = 1; k <= Math.min(others, clips.size() - 1); k++) {
        targets.add(clips.get((i + k) % clips.size()));
      }
      all.add(
          new Work(new Sitter(Sitter.bare(clips.get(i)), List.of(clips.get(i)), null), targets));
    }
    return all;
  }

  /** Puppets that are filmed for it, on clips of other puppets of which is known what is true. */
  public static List<Work> puppets(Path folder, Progress progress) {
    List<Path> clips = PuppetSet.clips(folder, progress);
    return PuppetSet.actors(folder, progress).stream().map(s -> new Work(s, clips)).toList();
  }

  /**
   * What to measure.
   *
   * @param out where sheets, table, JSON and page go
   * @param steps of training at most, {@code limit} its time, {@code threads} of the processor
   */
  public record Plan(List<Work> work, Path out, long steps, Duration limit, int threads) {
    public Plan {
      if (work.isEmpty()) {
        throw new IllegalArgumentException("nothing to measure: no clips");
      }
      work = List.copyOf(work);
    }
  }

  private final Plan plan;
  private final Clock clock;
  private final Progress progress;
  private final Consumer<Cell> heard;

  /**
   * @param heard is told of every cell when it is known
   */
  public RefinedSwapBench(Plan plan, Clock clock, Progress progress, Consumer<Cell> heard) {
    this.plan = plan;
    this.clock = clock;
    this.progress = progress;
    this.heard = heard;
  }

  /** Makes and measures all, and writes {@code swaps.json}, {@code .md} and a page. */
  public BenchReport run() {
    return new Workbench(plan.out(), clock).run("swaps", "Refined swaps", List.of(), this::measure);
  }

  private List<String> measure(Studio studio, Measurer measurer, List<Cell> cells)
      throws IOException {
    List<String> about = new ArrayList<>();
    about.add(
        "%d people who learnt from their films and were put on %d clips in all: the warp alone, and refined."
            .formatted(
                plan.work().size(), plan.work().stream().mapToInt(w -> w.targets().size()).sum()));
    about.add(measurer.scale());
    for (Work w : plan.work()) {
      progress.checkStop();
      swaps(w, studio, measurer, cells, about);
    }
    about.addAll(compared(cells));
    return about;
  }

  /**
   * What the two are like over all pairs of which both could be measured: for each measure its mean
   * and its worst, and whether the refined ones are within their bars.
   *
   * @param cells in pairs, warp and refined
   */
  static List<String> compared(List<Cell> cells) {
    List<String> lines = new ArrayList<>();
    for (Measure m : COMPARED) {
      List<Cell> warp = new ArrayList<>();
      List<Cell> refined = new ArrayList<>();
      for (int i = 0; i + 1 < cells.size(); i += 2) {
        if (!Double.isNaN(cells.get(i).value(m)) && !Double.isNaN(cells.get(i + 1).value(m))) {
          warp.add(cells.get(i));
          refined.add(cells.get(i + 1));
        }
      }
      if (warp.isEmpty()) {
        continue;
      }
      StringBuilder b = new StringBuilder(m.title());
      b.append(": warp ").append(both(m, warp)).append("; refined ").append(both(m, refined));
      b.append(", of ").append(warp.size());
      for (Bar bar : Bar.of(BARS, cells)) {
        if (bar.measure() == m) {
          b.append("; ").append(BenchReport.over(bar)).append(' ').append(bar.limits()).append(' ');
          b.append(bar.judge(refined).passed() ? "met" : "missed");
        }
      }
      lines.add(b.append('.').toString());
    }
    return lines;
  }

  private static String both(Measure m, List<Cell> cells) {
    double mean = new Bar(m, Bar.Over.MEAN, 0, 0).judge(cells).value();
    double worst = new Bar(m, Bar.Over.WORST, 0, 0).judge(cells).value();
    return "%s, worst %s".formatted(m.show(mean), m.show(worst));
  }

  private void swaps(
      Work w, Studio studio, Measurer measurer, List<Cell> cells, List<String> about) {
    Sitter self = w.sitter();
    String name = self.name();
    if (self.nobody() == null) {
      studio.settle(w.film(), w.film());
    }
    List<Path> pictures = new ArrayList<>();
    for (Frame f : studio.drawn(self, progress)) {
      Path file = plan.out().resolve(".work/self").resolve(name + pictures.size() + ".png");
      Images.write(f, file, 1);
      pictures.add(file);
    }
    long began = System.nanoTime();
    RefineRecipe.Result learnt =
        studio.learn(self, plan.steps(), plan.limit(), plan.threads(), progress);
    about.add(
        "%s: %d moments, %.0f s of learning, held out %+.2f dB and %+.3f of SSIM; this process has needed %.0f MB at most; %s."
            .formatted(
                name,
                learnt.moments(),
                (System.nanoTime() - began) / 1e9,
                learnt.best().refined() - learnt.best().warp(),
                learnt.best().refinedSsim() - learnt.best().warpSsim(),
                SpeedWork.peakMegabytes(),
                learnt.kept()
                    ? "refining takes %.1f ms of one core a face of 192 pixels"
                        .formatted(studio.refining(self, progress))
                    : "nothing was kept, so refined is the warp"));
    for (Path clip : w.targets()) {
      progress.checkStop();
      Cell warp = cell(clip, self, pictures, false, studio, measurer);
      Cell refined = cell(clip, self, pictures, true, studio, measurer);
      String sheet = "sheets/" + Sitter.bare(clip) + "__" + name + ".jpg";
      Frame drawn =
          measurer.sheet(
              "%s × %s   before; warp (AI MODIFIED); refined (AI MODIFIED)"
                  .formatted(Sitter.bare(clip), name),
              refined,
              clip,
              List.of(result(clip, self, false), result(clip, self, true)),
              progress);
      studio.sheet(drawn, plan.out().resolve(sheet));
      for (Cell c : List.of(warp, refined)) {
        cells.add(
            new Cell(
                c.clip(),
                c.persona(),
                c.frames(),
                c.values(),
                c.ceiling(),
                c.notes(),
                c.seconds(),
                sheet));
        heard.accept(cells.getLast());
      }
    }
  }

  private Path result(Path clip, Sitter self, boolean refine) {
    return plan.out()
        .resolve(".work/results")
        .resolve(
            "%s__%s-%s.mp4".formatted(Sitter.bare(clip), self.name(), RefineBench.how(refine)));
  }

  private Cell cell(
      Path clip,
      Sitter self,
      List<Path> pictures,
      boolean refine,
      Studio studio,
      Measurer measurer) {
    Path result = result(clip, self, refine);
    Map<String, Double> seconds = new TreeMap<>(studio.make(self, clip, result, refine, progress));
    Cell m =
        measurer.measure(
            new Measurer.Task(
                clip,
                result,
                pictures,
                studio.labelled(self, clip, Progress.NONE),
                QualityBench.truth(clip)),
            progress);
    Map<Measure, Double> values = new TreeMap<>(m.values());
    values.put(
        Measure.MILLISECONDS,
        1000 * seconds.getOrDefault("make", Double.NaN) / Math.max(1, m.frames()));
    seconds.putAll(m.seconds());
    return new Cell(
        Sitter.bare(clip),
        self.name() + ", " + RefineBench.how(refine),
        m.frames(),
        values,
        m.ceiling(),
        m.notes(),
        seconds,
        "");
  }
}
