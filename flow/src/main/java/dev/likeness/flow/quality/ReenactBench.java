package dev.likeness.flow.quality;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;
import dev.likeness.media.Images;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves portraits by clips and measures how they follow. A clip also moves a frame of its own (the
 * one in which its person looks most as usual, mouth shut), absolutely: what a perfect result would
 * be is then known. Everything is made through the same doors as for everybody.
 */
public final class ReenactBench {
  /** The name under which a clip's own person stands in tables. */
  public static final String SELF = "itself";

  /**
   * What to measure.
   *
   * @param work in the order of the table
   * @param out where sheets, table, JSON and page go
   */
  public record Plan(List<Work> work, Path out) {
    public Plan {
      if (work.isEmpty()) {
        throw new IllegalArgumentException("nothing to measure: no personas or no clips");
      }
      work = List.copyOf(work);
    }
  }

  /**
   * One cell to be.
   *
   * @param sitter null: the clip's own person
   */
  public record Work(Path clip, @Nullable Sitter sitter) {}

  private final Plan plan;
  private final Clock clock;
  private final Progress progress;
  private final Consumer<Cell> heard;

  /**
   * @param heard is told of every cell when it is known
   */
  public ReenactBench(Plan plan, Clock clock, Progress progress, Consumer<Cell> heard) {
    this.plan = plan;
    this.clock = clock;
    this.progress = progress;
    this.heard = heard;
  }

  /** Makes and measures all, and writes {@code reenact.json}, {@code .md} and a page. */
  public BenchReport run() {
    return new Workbench(plan.out(), clock).run("reenact", "Reenactment", Bar.ACTS, this::measure);
  }

  private List<String> measure(Studio studio, Measurer measurer, List<Cell> cells) {
    for (Work w : plan.work()) {
      progress.checkStop();
      Cell c = cell(w, studio, measurer);
      cells.add(c);
      heard.accept(c);
    }
    return List.of(
        "Portraits moved by clips: %d results; cells named “%s” show a frame of the clip"
            .concat(" moved by the clip.")
            .formatted(cells.size(), SELF),
        measurer.scale());
  }

  private Cell cell(Work w, Studio studio, Measurer measurer) {
    Sitter given = w.sitter();
    boolean self = given == null;
    Sitter s = given == null ? self(w.clip(), studio, measurer) : given;
    String name = Sitter.bare(w.clip()) + "__" + s.name();
    Path result = plan.out().resolve(".work/results").resolve(name + ".mp4");
    studio.prepare(s, progress);
    Map<String, Double> seconds =
        new TreeMap<>(studio.reenact(s, w.clip(), result, self, progress));
    Cell m = measurer.act(w.clip(), result, s.pictures(), self, progress);
    Map<Measure, Double> values = new TreeMap<>(m.values());
    values.put(
        Measure.MILLISECONDS,
        1000 * seconds.getOrDefault("make", Double.NaN) / Math.max(1, m.frames()));
    seconds.putAll(m.seconds());
    String sheet = "sheets/" + name + ".jpg";
    String title = Sitter.bare(w.clip()) + " moves " + s.name() + " (AI)";
    Frame drawn = measurer.actSheet(title, m, w.clip(), result, progress);
    studio.sheet(drawn, plan.out().resolve(sheet));
    return new Cell(
        Sitter.bare(w.clip()),
        s.name(),
        m.frames(),
        values,
        m.ceiling(),
        m.notes(),
        seconds,
        sheet);
  }

  /** A frame of the clip as a picture of its person. */
  private Sitter self(Path clip, Studio studio, Measurer measurer) {
    Path picture = plan.out().resolve(".work/self").resolve(Sitter.bare(clip) + ".png");
    int usual = usual(measurer.notes(clip, progress));
    try (VideoReader in = VideoReader.open(clip)) {
      VideoPicture p = in.next();
      for (int i = 0; p != null && i < usual; i++) {
        p = in.next();
      }
      if (p == null) {
        throw new IllegalArgumentException(clip + " has no frame " + usual);
      }
      Images.write(p.picture().toFrame(), picture, 1);
    }
    studio.settle(clip, picture);
    return new Sitter(SELF, List.of(picture), null);
  }

  /** The frame whose head is turned as it usually is, eyes open, mouth shut. */
  private static int usual(ClipNotes notes) {
    List<@Nullable Reading> all = new ArrayList<>();
    Numbers yaw = new Numbers();
    Numbers pitch = new Numbers();
    Numbers eyes = new Numbers();
    try (NotesFile.Reader in = new NotesFile.Reader(notes.file())) {
      for (int i = 0; i < notes.frames(); i++) {
        Reading r = in.next().reading();
        all.add(r);
        Pose p = r == null ? null : FaceGeometry.pose(r.mesh());
        yaw.add(p == null ? Double.NaN : p.yaw());
        pitch.add(p == null ? Double.NaN : p.pitch());
        eyes.add(r == null ? Double.NaN : r.eyes());
      }
    }
    // half of a film may be a smile
    double open = Series.quantile(eyes.toArray(), .8);
    double y = Series.median(yaw.toArray());
    double x = Series.median(pitch.toArray());
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < all.size(); i++) {
      Reading r = all.get(i);
      if (r == null) {
        continue;
      }
      double cost =
          Math.abs(yaw.toArray()[i] - y) / 10
              + Math.abs(pitch.toArray()[i] - x) / 10
              + 5 * r.mouth()
              + 4 * Math.max(0, open - r.eyes());
      if (cost < least) {
        least = cost;
        best = i;
      }
    }
    return best;
  }
}
