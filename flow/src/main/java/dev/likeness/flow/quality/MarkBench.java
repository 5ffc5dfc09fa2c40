package dev.likeness.flow.quality;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.mark.FilmMarkReader;
import dev.likeness.provenance.mark.Given;
import dev.likeness.provenance.mark.Imprint;
import dev.likeness.provenance.mark.MarkId;
import dev.likeness.provenance.mark.MarkKey;
import dev.likeness.provenance.mark.MarkReader;
import dev.likeness.provenance.mark.MarkTuner;
import dev.likeness.provenance.mark.MarkWriter;
import dev.likeness.provenance.mark.Medium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What the invisible mark bears: pictures and clips are marked with a key of the bench's own,
 * attacked, and read; unmarked pictures are read for the scores that chance gives. The same
 * pictures give the same figures, but for the times.
 */
public final class MarkBench {
  /** How many other ids the reader knows beside the right one. */
  public static final int OTHERS = 1000;

  private static final double SECONDS = 3;
  private static final double LOOKS = 5;
  private static final String LEFT = "left.mp4";

  /**
   * What to measure.
   *
   * @param pictures to mark
   * @param clips to mark, their first 3 s
   * @param more pictures that are not marked
   * @param unmarked how many unmarked pictures are read, made from all of these
   * @param out where results go, and for a while attacked files
   */
  public record Plan(
      List<Path> pictures, List<Path> clips, List<Path> more, int unmarked, Path out) {
    public Plan {
      pictures = List.copyOf(pictures);
      clips = List.copyOf(clips);
      more = List.copyOf(more);
      if (pictures.isEmpty() && clips.isEmpty() && more.isEmpty() || unmarked < 0) {
        throw new IllegalArgumentException(
            "%d pictures, %d clips, %d unmarked"
                .formatted(pictures.size(), clips.size(), unmarked));
      }
    }
  }

  private final Plan plan;
  private final Progress progress;
  private final MarkKey key;
  private final List<Given> others = new ArrayList<>();

  private final Optional<X264> x264 = X264.installed();

  /** What the clips look like that were marked so far. */
  private final List<Imprint> looks = new ArrayList<>();

  public MarkBench(Plan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
    Random random = new Random(8);
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    key = new MarkKey(secret);
    for (int i = 0; i < OTHERS; i++) {
      others.add(Given.of(new MarkId(random.nextLong())));
    }
  }

  /** Measures all, and writes {@code mark.json} and {@code mark.html}. */
  public MarkReport run() {
    try {
      Files.createDirectories(plan.out());
      Path work = Files.createTempDirectory(plan.out(), ".mark");
      try {
        MarkReport report = new MarkReport(stills(work), films(work), chance());
        Files.writeString(plan.out().resolve("mark.json"), report.json().toPrettyString());
        Files.writeString(plan.out().resolve("mark.html"), report.html());
        return report;
      } finally {
        for (String name : List.of("attacked.jpg", "attacked.mp4", "marked.mp4", LEFT)) {
          Files.deleteIfExists(work.resolve(name));
        }
        Files.deleteIfExists(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MarkReader reader(Given right) {
    List<Given> known = new ArrayList<>(others);
    for (int i = 0; i < looks.size(); i++) {
      known.set(i, new Given(known.get(i).id(), List.of(looks.get(i))));
    }
    known.add(right);
    return new MarkReader(key, known);
  }

  private Optional<MarkReport.Stills> stills(Path work) {
    if (plan.pictures().isEmpty()) {
      return Optional.empty();
    }
    Map<MarkAttack, MarkReport.Tally> tallies = new EnumMap<>(MarkAttack.class);
    MarkReport.Tally untouched = new MarkReport.Tally();
    double sum = 0;
    double least = Double.MAX_VALUE;
    long embed = 0;
    int n = 0;
    for (Path file : plan.pictures()) {
      progress.checkStop();
      progress.report("marking and attacking pictures", n++, plan.pictures().size());
      MarkId id = MarkId.of(key, file.getFileName().toString());
      Frame f = Images.read(file);
      MarkReader reader = reader(new Given(id, List.of(Imprint.of(f, Medium.STILL))));
      long began = System.nanoTime();
      Frame marked = MarkTuner.mark(key, id, f).toFrame();
      embed += System.nanoTime() - began;
      double decibels = decibels(f.rgb(), marked.rgb());
      sum += decibels;
      least = Math.min(least, decibels);
      read(reader, id, marked, untouched);
      for (MarkAttack a : MarkAttack.values()) {
        progress.checkStop();
        MarkReport.Tally t = tallies.computeIfAbsent(a, x -> new MarkReport.Tally());
        read(reader, id, a.on(marked, work), t);
      }
    }
    return Optional.of(
        new MarkReport.Stills(n, sum / n, least, embed / 1e6 / n, untouched, tallies));
  }

  private static void read(MarkReader reader, MarkId id, Frame f, MarkReport.Tally t) {
    long began = System.nanoTime();
    Optional<MarkReader.Finding> found = reader.read(f);
    t.add(found.orElse(null), id, MarkReader.THRESHOLD, (System.nanoTime() - began) / 1e6);
  }

  private List<MarkReport.Film> films(Path work) throws IOException {
    List<MarkReport.Film> rows = new ArrayList<>();
    for (Path clip : plan.clips()) {
      progress.checkStop();
      progress.report("marking and attacking clips", rows.size(), plan.clips().size());
      rows.add(film(clip, work));
    }
    return rows;
  }

  /** As it leaves: marked, encoded at the usual quality, which is what others then encode anew. */
  private MarkReport.Film film(Path clip, Path work) throws IOException {
    MarkId id = MarkId.of(key, clip.getFileName().toString());
    Path left = work.resolve(LEFT);
    double square = 0;
    double all = 0;
    long embed = 0;
    int n = 0;
    List<Imprint> imprints = new ArrayList<>();
    MediaInfo.Video video;
    try (VideoReader in = VideoReader.open(clip)) {
      video = in.video();
      MarkWriter marker = null;
      try (SegmentWriter writer = SegmentWriter.create(left, VideoFormat.h264(), video)) {
        for (VideoPicture p = in.next(); p != null && p.time().seconds() < SECONDS; p = in.next()) {
          progress.checkStop();
          YuvFrame f = p.picture();
          marker = marker == null ? MarkTuner.writer(key, id, Medium.FILM, f) : marker;
          long began = System.nanoTime();
          YuvFrame marked = (YuvFrame) marker.on(f);
          embed += System.nanoTime() - began;
          square += square(f.y(), marked.y());
          all += square(f.y(), marked.y()) * 4 / 6 + square(f.cb(), marked.cb()) / 6;
          if (p.time().seconds() >= imprints.size()) {
            imprints.add(Imprint.of(f, Medium.FILM));
          }
          writer.write(p.with(marked));
          n++;
        }
        writer.finish();
      }
    }
    MarkReader reader = reader(new Given(id, imprints));
    looks.add(imprints.get(0));
    Path attacked = work.resolve("attacked.mp4");
    MarkAttack.film(left, 28, false, attacked);
    MarkReport.Tally at28 = look(attacked, id, reader);
    MarkAttack.film(left, 34, true, attacked);
    MarkReport.Tally at34 = look(attacked, id, reader);
    return new MarkReport.Film(
        clip.getFileName().toString(),
        video.width(),
        video.height(),
        n,
        decibels(square / n),
        decibels(all / n),
        embed / 1e6 / n,
        at28,
        at34,
        x264(left, 28, false, attacked).map(f -> look(f, id, reader)),
        x264(left, 34, true, attacked).map(f -> look(f, id, reader)));
  }

  /** The same film by x264; empty where that is missing. */
  private Optional<Path> x264(Path left, int crf, boolean half, Path out) throws IOException {
    if (x264.isEmpty()) {
      return Optional.empty();
    }
    x264.get().encode(left, crf, half, out);
    return Optional.of(out);
  }

  private static MarkReport.Tally look(Path film, MarkId id, MarkReader known) {
    FilmMarkReader reader = new FilmMarkReader(known);
    long began = System.nanoTime();
    try (VideoReader in = VideoReader.open(film)) {
      int step = Math.max(1, (int) Math.round(in.video().fps() / LOOKS));
      boolean found = false;
      for (VideoPicture p = in.next(); p != null && !found; p = in.next()) {
        found = p.index() % step == 0 && reader.add(p.picture());
      }
    }
    MarkReport.Tally t = new MarkReport.Tally();
    Optional<MarkReader.Finding> f = reader.finding();
    t.add(f.orElse(null), id, FilmMarkReader.THRESHOLD, (System.nanoTime() - began) / 1e6);
    return t;
  }

  private MarkReport.Chance chance() {
    List<Path> all = new ArrayList<>(plan.pictures());
    all.addAll(plan.more());
    return new UnmarkedPictures(all, plan.clips(), this::reader, progress).read(plan.unmarked());
  }

  /** PSNR, peak 255. */
  private static double decibels(byte[] a, byte[] b) {
    return decibels(square(a, b));
  }

  private static double decibels(double square) {
    return 10 * Math.log10(255.0 * 255 / square);
  }

  private static double square(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double d = (a[i] & 255) - (b[i] & 255);
      sum += d * d;
    }
    return sum / a.length;
  }
}
