package dev.likeness.flow.quality;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Roi;
import dev.likeness.media.Images;
import dev.likeness.media.Media;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.models.Models;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures results against the clips they were made from. What is read in a clip is kept in a
 * folder, so that the next result of the same clip costs its own frames only. Not thread-safe; owns
 * network sessions.
 */
public final class Measurer implements AutoCloseable {
  private final FaceReader reader;
  private final Likenesses likenesses;
  private final ClipReader clips;

  /**
   * Opens the networks; {@code models} must outlive this. Those for measuring only are taken from
   * the folder that the system property {@code likeness.measure} names.
   */
  public Measurer(Models models, Path cache) {
    this(models, cache, Likenesses.folder());
  }

  /**
   * Opens the networks.
   *
   * @param measuring the folder of networks for measuring only; null for none
   */
  Measurer(Models models, Path cache, @Nullable Path measuring) {
    reader = new FaceReader(models);
    likenesses = new Likenesses(models, measuring);
    clips = new ClipReader(reader, likenesses, cache.resolve("by-" + likenesses.key()));
  }

  /** Which network the identity bars are held to, in words for a reader. */
  public String scale() {
    return likenesses.scale();
  }

  /** A name for the networks that tell who is who: values by others are other values. */
  String networks() {
    return likenesses.key();
  }

  /**
   * A result to be measured.
   *
   * @param clip what it was made from
   * @param result the video that came out
   * @param pictures of the persona that was put on it; none: identity to the source is not measured
   *     * @param labelled areas with a visible label, which nobody expects to be unchanged
   * @param truth what is true in a puppet's clip, see {@link PuppetFilm}; null for other clips
   */
  public record Task(
      Path clip, Path result, List<Path> pictures, List<Box> labelled, @Nullable Path truth) {
    public Task {
      pictures = List.copyOf(pictures);
      labelled = List.copyOf(labelled);
    }
  }

  /**
   * Measures.
   *
   * @return a cell with the files' names, without a contact sheet
   */
  public Cell measure(Task task, Progress progress) {
    long began = System.nanoTime();
    ClipNotes notes = clips.read(task.clip(), progress);
    float[][] persona = persona(task.pictures());
    double readClip = (System.nanoTime() - began) / 1e9;
    Pairs pairs = new Pairs();
    Sums sums = new Sums();
    Highlights highlights = new Highlights();
    began = System.nanoTime();
    AgainstTruth against = new AgainstTruth();
    Path told = task.truth();
    try (NotesFile.Reader in = new NotesFile.Reader(notes.file());
        TruthFile.Reader truth = told == null ? null : new TruthFile.Reader(told)) {
      pairs.walk(
          task.clip(),
          task.result(),
          in,
          reader::read,
          task.labelled(),
          (frame, before, after, a, b) -> {
            if (truth != null) {
              against.add(before, after, a, b, truth.next());
            }
            if (a == null) {
              return;
            }
            highlights.add(frame, a);
            if (frame % notes.every() == 0 && b != null) {
              sums.add(after, b, persona, notes.person());
            }
          },
          progress,
          "measuring");
    }
    Map<Measure, Double> v = new EnumMap<>(Measure.class);
    Values.of(pairs, v);
    long sound = Media.soundPackets(task.clip());
    if (sound > 0) {
      v.put(Measure.SOUND, (double) (Media.soundPackets(task.result()) - sound));
    }
    sums.put(v);
    if (told != null) {
      against.put(v);
    }
    v.put(
        Measure.GAZE,
        v.getOrDefault(Measure.GAZE_ERROR, Double.NaN)
            / notes.ceiling().getOrDefault(Measure.GAZE_ERROR, Double.NaN));
    Values.dropUnreadable(v, notes.ceiling());
    return new Cell(
        task.clip().getFileName().toString(),
        task.result().getFileName().toString(),
        notes.frames(),
        v,
        notes.ceiling(),
        highlights.of(pairs.meter),
        Map.of("clip", readClip, "measure", (System.nanoTime() - began) / 1e9),
        "");
  }

  /**
   * Measures a portrait that a clip moved.
   *
   * @param pictures of the portrait's person
   * @param same whether that is the clip's person, too
   */
  public Cell act(Path clip, Path result, List<Path> pictures, boolean same, Progress progress) {
    return act(clip, result, pictures, same, 0, progress);
  }

  /**
   * Likewise.
   *
   * @param from what comes before this frame does not count
   */
  Cell act(Path clip, Path result, List<Path> pictures, boolean same, int from, Progress progress) {
    long began = System.nanoTime();
    ClipNotes notes = clips.read(clip, progress);
    float[][] persona = persona(pictures);
    double readClip = (System.nanoTime() - began) / 1e9;
    began = System.nanoTime();
    ActMeter meter = new ActMeter();
    Sums sums = new Sums();
    Highlights highlights = new Highlights();
    long more = 0;
    reader.restart();
    try (NotesFile.Reader in = new NotesFile.Reader(notes.file());
        VideoReader a = VideoReader.open(clip);
        VideoReader b = VideoReader.open(result)) {
      VideoPicture p = a.next();
      VideoPicture q = b.next();
      for (int i = 0; p != null && q != null; i++) {
        progress.checkStop();
        Reading before = in.next().reading();
        Roi roi = reader.follow(q.picture());
        Reading after = roi == null ? null : reader.read(q.picture(), roi);
        if (i >= from) {
          meter.add(p.picture(), q.picture(), before, after);
        }
        if (before != null && i >= from) {
          highlights.add(i, before);
        }
        if (i >= from && i % notes.every() == 0 && after != null) {
          sums.add(q.picture(), after, persona, Likenesses.none());
        }
        progress.report("measuring", i, notes.frames());
        p = a.next();
        q = b.next();
      }
      for (; p != null; p = a.next()) {
        more--;
      }
      for (; q != null; q = b.next()) {
        more++;
      }
    }
    Map<Measure, Double> v = new EnumMap<>(Measure.class);
    meter.put(v, same);
    sums.put(v);
    v.put(Measure.FRAMES, (double) more);
    Values.dropUnreadableActs(v, notes.ceiling());
    return new Cell(
        clip.getFileName().toString(),
        result.getFileName().toString(),
        notes.frames(),
        v,
        notes.ceiling(),
        highlights.of(meter.meter()),
        Map.of("clip", readClip, "measure", (System.nanoTime() - began) / 1e9),
        "");
  }

  /** Frames of a driver, cut out around the face, and below each the whole moved portrait. */
  public Frame actSheet(String title, Cell cell, Path clip, Path result, Progress progress) {
    Path file = notes(clip, progress).file();
    return ContactSheet.draw(
        title, clip, List.of(result), cell.frames(), cell.notes(), file, true, progress);
  }

  /** Frames of a clip and of its result, one above the other, cut out around the face. */
  public Frame sheet(String title, Cell cell, Path clip, Path result, Progress progress) {
    return sheet(title, cell, clip, List.of(result), progress);
  }

  /** Likewise of several results; the frames are those that one of them has to show. */
  Frame sheet(String title, Cell cell, Path clip, List<Path> results, Progress progress) {
    Path file = notes(clip, progress).file();
    return ContactSheet.draw(
        title, clip, results, cell.frames(), cell.notes(), file, false, progress);
  }

  /** What was read in a clip; read now if it was not before. */
  ClipNotes notes(Path clip, Progress progress) {
    return clips.read(clip, progress);
  }

  /** The sum of the pictures' embeddings; empty vectors without pictures. */
  private float[][] persona(List<Path> pictures) {
    float[][] sum = Likenesses.none();
    for (Path file : pictures) {
      Frame f = Images.read(file);
      List<FaceObservation> faces = reader.finder().faces(f);
      if (faces.isEmpty()) {
        throw new IllegalArgumentException(file + " shows no face");
      }
      Likenesses.sum(sum, likenesses.of(f, faces.getFirst().mesh()));
    }
    return sum;
  }

  /** Likeness to the source and to the old face, summed over sampled frames. */
  private final class Sums {
    private final Map<Measure, Double> sums = new HashMap<>();
    private int n;

    void add(Picture after, Reading out, float[][] persona, float[][] old) {
      float[][] e = likenesses.of(after, out.mesh());
      for (Likenesses.Judge j : Likenesses.Judge.values()) {
        add(j.source, likenesses.alike(j, e, persona));
        add(j.old, likenesses.alike(j, e, old));
      }
      n++;
    }

    private void add(Measure m, double alike) {
      if (!Double.isNaN(alike)) {
        sums.merge(m, alike, Double::sum);
      }
    }

    void put(Map<Measure, Double> values) {
      sums.forEach((m, s) -> values.put(m, n == 0 ? Double.NaN : s / n));
    }
  }

  @Override
  public void close() {
    likenesses.close();
    reader.close();
  }
}
