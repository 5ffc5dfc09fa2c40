package dev.likeness.flow.quality;

import dev.likeness.core.Box;
import dev.likeness.core.Digest;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.Roi;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads clips once and keeps the readings in a folder, by the clip's digest. */
final class ClipReader {
  /** To be raised when readings or the measures of the ceiling change. */
  static final int VERSION = 7;

  private static final Seed ASIDE = new Seed(20261123);

  private final FaceReader reader;
  private final Likenesses likenesses;
  private final Path folder;

  ClipReader(FaceReader reader, Likenesses likenesses, Path folder) {
    this.reader = reader;
    this.likenesses = likenesses;
    this.folder = folder;
  }

  /** The summary as JSON keeps it. */
  record Kept(
      int frames, int faces, int every, float[][] person, Map<String, @Nullable Double> ceiling) {}

  ClipNotes read(Path clip, Progress progress) {
    String name = digest(clip).hex().substring(0, 16) + "-v" + VERSION;
    Path file = folder.resolve(name + ".notes");
    Path summary = folder.resolve(name + ".json");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(summary)) {
        make(clip, file, summary, progress);
      }
      Kept k = JsonMapper.shared().readValue(Files.readAllBytes(summary), Kept.class);
      return notes(file, k);
    } catch (JacksonException e) {
      throw new IllegalStateException(summary + " is damaged; delete it", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void make(Path clip, Path file, Path summary, Progress progress) throws IOException {
    Path part = folder.resolve(file.getFileName() + ".part");
    int[] count = readings(clip, part, progress);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    int every = Math.max(1, count[1] / ClipNotes.SAMPLES);
    float[][] person = Likenesses.none();
    ClipNotes plain = new ClipNotes(file, count[0], count[1], every, person, Map.of());
    Map<Measure, Double> ceiling = ceiling(clip, plain, progress);
    Map<String, @Nullable Double> byKey = new LinkedHashMap<>();
    ceiling.forEach((m, v) -> byKey.put(m.key(), Double.isFinite(v) ? v : null));
    Kept k = new Kept(count[0], count[1], every, person, byKey);
    Path json = folder.resolve(summary.getFileName() + ".part");
    Files.write(json, JsonMapper.shared().writeValueAsBytes(k));
    Files.move(json, summary, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes the readings; gives the number of frames and of those with a face. */
  private int[] readings(Path clip, Path to, Progress progress) {
    int frames = 0;
    int faces = 0;
    reader.restart();
    try (VideoReader video = VideoReader.open(clip);
        NotesFile.Writer out = new NotesFile.Writer(to)) {
      for (VideoPicture p = video.next(); p != null; p = video.next()) {
        progress.checkStop();
        Roi roi = reader.follow(p.picture());
        Reading r = roi == null ? null : reader.read(p.picture(), roi);
        out.add(new NotesFile.Entry(roi, r));
        frames++;
        faces += r == null ? 0 : 1;
        progress.report("reading the clip", frames, video.video().frames());
      }
    }
    return new int[] {frames, faces};
  }

  /** Measures the clip's plain re-encoding, and sums up its own person into the notes. */
  private Map<Measure, Double> ceiling(Path clip, ClipNotes notes, Progress progress)
      throws IOException {
    Path again = folder.resolve(notes.file().getFileName() + ".again.mp4");
    try {
      encodeAgain(clip, again, progress);
      Pairs pairs = new Pairs();
      Aside aside = new Aside();
      AgainstTruth against = new AgainstTruth();
      Path told = QualityBench.truth(clip);
      try (NotesFile.Reader in = new NotesFile.Reader(notes.file());
          TruthFile.Reader truth = told == null ? null : new TruthFile.Reader(told)) {
        pairs.walk(
            clip,
            again,
            in,
            (p, roi) -> reader.read(p, aside.of(roi)),
            List.<Box>of(),
            (frame, before, after, a, b) -> {
              embed(notes, frame, before, a);
              if (truth != null) {
                against.add(before, after, a, b, truth.next());
              }
            },
            progress,
            "re-measuring the clip");
      }
      Map<Measure, Double> values = new EnumMap<>(Measure.class);
      Values.of(pairs, values);
      ActMeter.gaze(pairs.meter.gaze, values);
      if (told != null) {
        against.put(values);
      }
      return values;
    } finally {
      Files.deleteIfExists(again);
    }
  }

  /** Decodes and encodes, nothing else: what a result cannot do without. */
  static void encodeAgain(Path clip, Path to, Progress progress) {
    try (VideoReader in = VideoReader.open(clip);
        SegmentWriter out = SegmentWriter.create(to, VideoFormat.h264(), in.video())) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        out.write(p);
      }
      out.finish();
    }
  }

  private void embed(ClipNotes notes, int frame, Picture picture, @Nullable Reading r) {
    if (frame % notes.every() == 0 && r != null) {
      Likenesses.sum(notes.person(), likenesses.of(picture, r.mesh()));
    }
  }

  /**
   * Another region that the reader would have been content with: within its tolerance of place,
   * size and turn, another one every second or so, as a second reading of the clip would have it.
   */
  private static final class Aside {
    private static final int HELD = 25;
    private final SplittableRandom random = ASIDE.random();
    private final double[] off = new double[4];
    private int seen;

    Roi of(Roi roi) {
      if (seen++ % HELD == 0) {
        for (int i = 0; i < off.length; i++) {
          off[i] = FaceReader.STILL * (2 * random.nextDouble() - 1);
        }
      }
      return new Roi(
          roi.cx() + off[0] * roi.side(),
          roi.cy() + off[1] * roi.side(),
          roi.side() * (1 + off[2]),
          roi.rotation() + 2 * off[3]);
    }
  }

  private static ClipNotes notes(Path file, Kept k) {
    Map<Measure, Double> ceiling = new EnumMap<>(Measure.class);
    for (Measure m : Measure.values()) {
      if (k.ceiling().containsKey(m.key())) {
        Double v = k.ceiling().get(m.key());
        ceiling.put(m, v == null ? Double.NaN : v);
      }
    }
    return new ClipNotes(file, k.frames(), k.faces(), k.every(), k.person(), ceiling);
  }

  /** The SHA-256 of a file, read in pieces. */
  static Digest digest(Path file) {
    MessageDigest sha = Digest.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[1 << 16];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        sha.update(piece, 0, n);
      }
      return Digest.finish(sha);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
