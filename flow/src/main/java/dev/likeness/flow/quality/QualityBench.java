package dev.likeness.flow.quality;

import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Version;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.synthesis.SwapSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts personas on clips and measures every result. Cells are kept as they are finished, so that a
 * run that was stopped goes on; a cell is made anew when its inputs, the settings or the program
 * changed. Sheets stay in the folder given, signed as what they are; the films, which nobody
 * approved, do not.
 */
public final class QualityBench {
  /**
   * What to measure.
   *
   * <p>* @param work who is put on what, in the order of the table
   *
   * @param out where sheets, table, JSON and page go
   * @param settings of the swap * @param fresh whether finished cells are made anew
   */
  public record Plan(List<Work> work, Path out, SwapSettings settings, boolean fresh) {
    public Plan {
      if (work.isEmpty()) {
        throw new IllegalArgumentException("nothing to measure: no personas or no clips");
      }
      work = List.copyOf(work);
    }
  }

  /** One cell to be. */
  public record Work(Path clip, Sitter sitter) {}

  /** Every sitter on every clip. */
  public static List<Work> cross(List<Path> clips, List<Sitter> sitters) {
    return clips.stream().flatMap(c -> sitters.stream().map(s -> new Work(c, s))).toList();
  }

  private final Plan plan;
  private final Clock clock;
  private final Progress progress;
  private final Consumer<Cell> heard;
  private final Digest program;

  /**
   * @param heard is told of every cell when it is known
   */
  public QualityBench(Plan plan, Clock clock, Progress progress, Consumer<Cell> heard) {
    this.plan = plan;
    this.clock = clock;
    this.progress = progress;
    this.heard = heard;
    this.program = program();
  }

  /**
   * Makes and measures all cells and writes {@code quality.json}, {@code quality.md} and {@code
   * index.html}.
   */
  public BenchReport run() {
    Path work = plan.out().resolve(".work");
    try {
      for (String f : List.of("sheets", "cells", ".work/results")) {
        Files.createDirectories(plan.out().resolve(f));
      }
      List<Cell> cells = new ArrayList<>();
      String scale;
      try (Workshop workshop = new Workshop(new Home(work.resolve("home")), clock);
          Measurer measurer = new Measurer(workshop.models(), work.resolve("notes"))) {
        scale = measurer.scale();
        Studio studio = new Studio(workshop, plan.settings());
        for (Work w : plan.work()) {
          progress.checkStop();
          Cell c = cell(w.clip(), w.sitter(), studio, measurer);
          cells.add(c);
          heard.accept(c);
        }
      } finally {
        remove(work.resolve("home"));
        remove(work.resolve("results"));
      }
      return written(report(cells, scale));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Cell cell(Path clip, Sitter s, Studio studio, Measurer measurer) throws IOException {
    String name = Sitter.bare(clip) + "__" + s.name();
    Path kept = plan.out().resolve("cells").resolve(name + "-" + key(clip, s, measurer) + ".json");
    Path result = plan.out().resolve(".work/results").resolve(name + ".mp4");
    if (!plan.fresh() && Files.exists(kept)) {
      return BenchReport.cell(Files.readString(kept));
    }
    Map<String, Double> seconds =
        new TreeMap<>(studio.make(s, clip, result, about(name + ": making")));
    Cell measured =
        measurer.measure(
            new Measurer.Task(
                clip, result, s.pictures(), studio.labelled(s, clip, Progress.NONE), truth(clip)),
            about(name + ": measuring"));
    seconds.putAll(measured.seconds());
    String sheet = "sheets/" + name + ".jpg";
    Frame drawn =
        measurer.sheet(
            Sitter.bare(clip) + " × " + s.name() + "   before above, after (AI MODIFIED) below",
            measured,
            clip,
            result,
            progress);
    studio.sheet(drawn, plan.out().resolve(sheet));
    Cell c =
        new Cell(
            Sitter.bare(clip),
            s.name(),
            measured.frames(),
            measured.values(),
            measured.ceiling(),
            measured.notes(),
            seconds,
            sheet);
    write(kept, BenchReport.json(c).toString());
    return c;
  }

  /** What is true in a puppet's clip lies beside it. */
  static @Nullable Path truth(Path clip) {
    Path file = clip.resolveSibling(Sitter.bare(clip) + ".truth");
    return Files.exists(file) ? file : null;
  }

  /** Reports of parts of the work, with the cell's name. */
  private Progress about(String what) {
    return new Progress() {
      @Override
      public void report(String stage, long done, long total) {
        progress.report(what, done, total);
      }

      @Override
      public boolean stopRequested() {
        return progress.stopRequested();
      }
    };
  }

  private BenchReport report(List<Cell> cells, String scale) {
    List<String> about = new ArrayList<>();
    about.add(
        "%d clips, %d personas, %d results; %s."
            .formatted(
                cells.stream().map(Cell::clip).distinct().count(),
                cells.stream().map(Cell::persona).distinct().count(),
                cells.size(),
                plan.settings()));
    about.add(
        scale
            + " Gaze is read by face-api's 68 points and the iris's edge, which the renderer does not"
            + " use.");
    return new BenchReport(clock.instant().toString(), Version.current(), machine(), about, cells);
  }

  /** What this runs on, in words. */
  static String machine() {
    return "%s %s, %d cores, Java %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
  }

  private BenchReport written(BenchReport r) throws IOException {
    write(plan.out().resolve("quality.json"), r.json());
    write(plan.out().resolve("quality.md"), "# Measured quality\n\n" + r.markdown());
    write(plan.out().resolve("index.html"), QualityPage.of(r));
    return r;
  }

  static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a cell stands on: the inputs' digests, the settings, this program, who judges. */
  private String key(Path clip, Sitter s, Measurer measurer) {
    StringBuilder text = new StringBuilder(program.hex()).append(ClipReader.digest(clip).hex());
    s.pictures().forEach(p -> text.append(ClipReader.digest(p).hex()));
    text.append(plan.settings()).append(ClipReader.VERSION).append(measurer.networks());
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return Digest.of(bytes).hex().substring(0, 16);
  }

  /** The digest of the classes that make and measure, so that a changed program measures anew. */
  private static Digest program() {
    MessageDigest sha = Digest.sha256();
    for (Class<?> c : List.of(SwapSettings.class, QualityBench.class)) {
      try {
        Path place = Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
          try (Stream<Path> files = Files.walk(place)) {
            for (Path f : files.filter(Files::isRegularFile).sorted().toList()) {
              sha.update(Files.readAllBytes(f));
            }
          }
        } else {
          sha.update(Files.readAllBytes(place));
        }
      } catch (IOException | java.net.URISyntaxException e) {
        throw new IllegalStateException("cannot read the program's own classes", e);
      }
    }
    return Digest.finish(sha);
  }

  /**
   * Removes a folder of the bench's own making: what was made only to be measured was approved by
   * nobody, and does not stay.
   */
  static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path f : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(f);
      }
    }
  }
}
