package dev.likeness.flow.quality;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.flow.RefineRecipe;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures what a refiner is worth: the beginning of each clip becomes a persona, which is moved by
 * the whole clip without and with what was learnt of it; only the rest of the clip, which nothing
 * was learnt from, is measured. Everything is made through the same doors as for everybody.
 */
public final class RefineBench {
  /** Cells of the warp alone and of what was refined bear these as their persona. */
  public static final String WARP = "warp";

  public static final String REFINED = "refined";

  /** So much of each clip is learnt from. */
  private static final double SHARE = .7;

  /**
   * What to measure.
   *
   * @param out where sheets, table, JSON and page go
   * @param steps of training at most, {@code limit} its time, {@code threads} of the processor
   */
  public record Plan(List<Path> clips, Path out, long steps, Duration limit, int threads) {
    public Plan {
      if (clips.isEmpty()) {
        throw new IllegalArgumentException("nothing to measure: no clips");
      }
      clips = List.copyOf(clips);
    }
  }

  private final Plan plan;
  private final Clock clock;
  private final Progress progress;
  private final Consumer<Cell> heard;

  /**
   * @param heard is told of every cell when it is known
   */
  public RefineBench(Plan plan, Clock clock, Progress progress, Consumer<Cell> heard) {
    this.plan = plan;
    this.clock = clock;
    this.progress = progress;
    this.heard = heard;
  }

  /** Makes and measures all, and writes {@code refine.json}, {@code .md} and a page. */
  public BenchReport run() {
    return new Workbench(plan.out(), clock).run("refine", "Refined", List.of(), this::measure);
  }

  private List<String> measure(Studio studio, Measurer measurer, List<Cell> cells) {
    for (Path clip : plan.clips()) {
      progress.checkStop();
      pair(clip, studio, measurer, cells);
    }
    return List.of(
        "The last %.0f %% of %d clips, moved by themselves from the best picture of what"
            .formatted(100 * (1 - SHARE), plan.clips().size())
            .concat(" comes before: the warp alone, and refined."),
        gains(cells),
        measurer.scale());
  }

  /** How tables name what was made. */
  static String how(boolean refine) {
    return refine ? REFINED : WARP;
  }

  /** What was gained inside the face, and where least. */
  private static String gains(List<Cell> cells) {
    double psnr = 0;
    double ssim = 0;
    double leastPsnr = Double.MAX_VALUE;
    double leastSsim = Double.MAX_VALUE;
    int n = cells.size() / 2;
    for (int i = 0; i < n; i++) {
      double p = gain(cells, i, Measure.FACE_PSNR);
      double s = gain(cells, i, Measure.FACE_SSIM);
      psnr += p / n;
      ssim += s / n;
      leastPsnr = Math.min(leastPsnr, p);
      leastSsim = Math.min(leastSsim, s);
    }
    return "Gained inside the face: mean %+.2f dB (bar +1.5), worst clip %+.2f; SSIM mean %+.3f (bar +.02), worst %+.3f."
        .formatted(psnr, leastPsnr, ssim, leastSsim);
  }

  private static double gain(List<Cell> cells, int i, Measure m) {
    return cells.get(2 * i + 1).value(m) - cells.get(2 * i).value(m);
  }

  private void pair(Path clip, Studio studio, Measurer measurer, List<Cell> cells) {
    Path film = plan.out().resolve(".work/self").resolve(Sitter.bare(clip) + ".mp4");
    int from = cut(clip, film);
    studio.settle(clip, film);
    Sitter self = new Sitter(Sitter.bare(clip), List.of(film), null);
    studio.prepare(self, progress);
    cells.add(cell(clip, self, false, from, studio, measurer, Map.of()));
    heard.accept(cells.getLast());
    long began = System.nanoTime();
    RefineRecipe.Result learnt =
        studio.learn(self, plan.steps(), plan.limit(), plan.threads(), progress);
    Map<String, Double> times = new TreeMap<>();
    times.put("learn", (System.nanoTime() - began) / 1e9);
    times.put("steps", (double) learnt.best().step());
    cells.add(cell(clip, self, true, from, studio, measurer, times));
    heard.accept(cells.getLast());
  }

  private Cell cell(
      Path clip,
      Sitter self,
      boolean refine,
      int from,
      Studio studio,
      Measurer measurer,
      Map<String, Double> more) {
    String persona = how(refine);
    String name = Sitter.bare(clip) + "__" + persona;
    Path result = plan.out().resolve(".work/results").resolve(name + ".mp4");
    Map<String, Double> seconds =
        new TreeMap<>(studio.reenact(self, clip, result, true, refine, progress));
    Cell m = measurer.act(clip, result, List.of(), true, from, progress);
    Map<Measure, Double> values = new TreeMap<>(m.values());
    values.put(
        Measure.MILLISECONDS,
        1000 * seconds.getOrDefault("make", Double.NaN) / Math.max(1, m.frames()));
    seconds.putAll(m.seconds());
    seconds.putAll(more);
    String sheet = "sheets/" + name + ".jpg";
    String title = Sitter.bare(clip) + " moves itself, " + persona + " (AI)";
    Frame drawn = measurer.actSheet(title, m, clip, result, progress);
    studio.sheet(drawn, plan.out().resolve(sheet));
    return new Cell(
        Sitter.bare(clip), persona, m.frames(), values, m.ceiling(), m.notes(), seconds, sheet);
  }

  /** The clip's beginning as a film of its own; says where the rest begins. */
  private static int cut(Path clip, Path film) {
    int last;
    try (VideoReader in = VideoReader.open(clip)) {
      last = 0;
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        last++;
      }
    }
    int until = (int) (SHARE * last);
    try (VideoReader in = VideoReader.open(clip);
        SegmentWriter out =
            SegmentWriter.create(film, new VideoFormat(VideoFormat.Codec.H264, .95), in.video())) {
      VideoPicture p = in.next();
      for (int i = 0; p != null && i < until; i++) {
        out.write(p);
        p = in.next();
      }
      out.finish();
    }
    return until;
  }
}
