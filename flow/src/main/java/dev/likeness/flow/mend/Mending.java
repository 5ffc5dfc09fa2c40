package dev.likeness.flow.mend;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.Alignments;
import dev.likeness.faces.Corrections;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.synthesis.KeptAreas;
import dev.likeness.synthesis.run.Base;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person corrects of a swap's draft. {@link #write} makes of it a corrected alignments file,
 * with what is kept of the target ({@link KeptAreas}) and what is mended ({@link MendNote}) beside
 * it; a swap that is given the file paints only the chunks that something was changed in.
 *
 * @param exclude frames in which a face is left as it was
 * @param same two numbers that are one person: the first is really the second
 * @param drop people that are not wanted, or no faces
 * @param points landmarks that were put right
 * @param brush what is to stay the target's own
 */
public record Mending(
    List<Frames> exclude,
    Map<Integer, Integer> same,
    Set<Integer> drop,
    List<Corrections.Key> points,
    List<Brush> brush) {
  /** So far a landmark may be pulled in a person's own video, distances between the eyes. */
  private static final double OFF = .5;

  public Mending {
    exclude = List.copyOf(exclude);
    same = Map.copyOf(same);
    drop = Set.copyOf(drop);
    points = List.copyOf(points);
    brush = List.copyOf(brush);
  }

  /**
   * Frames of one person.
   *
   * @param from the first frame
   * @param to the last
   */
  public record Frames(int track, long from, long to) {
    public Frames {
      if (track < 1 || from < 0 || to < from) {
        throw new IllegalArgumentException("person %d, frames %d to %d".formatted(track, from, to));
      }
    }

    private boolean holds(Alignments.Entry e) {
      return e.track() == track && e.frame() >= from && e.frame() <= to;
    }
  }

  /**
   * An area that stays the target's own.
   *
   * @param frame in which it was painted
   * @param of whose face, and for which frames
   * @param fade over so many frames before and after it comes and goes
   */
  public record Brush(long frame, Frames of, int fade, List<KeptAreas.Stroke> strokes) {
    public Brush {
      if (fade < 0 || strokes.isEmpty()) {
        throw new IllegalArgumentException("fade %d, %d strokes".formatted(fade, strokes.size()));
      }
      strokes = List.copyOf(strokes);
    }
  }

  public boolean isEmpty() {
    return exclude.isEmpty()
        && same.isEmpty()
        && drop.isEmpty()
        && points.isEmpty()
        && brush.isEmpty();
  }

  /**
   * Writes the corrected file and what belongs beside it.
   *
   * @param job the flow's id of the job whose draft is mended
   * @param kept what that draft kept of the target by hand already
   * @param corrected where the alignments file goes
   * @throws FlowException UNKNOWN where nothing is kept of the job; IO
   * @throws IllegalArgumentException where somebody is meant who is not there
   */
  public void write(Home home, String job, KeptAreas kept, Path corrected) {
    Path folder = home.jobs().resolve(job);
    Path seen = corrected.resolveSibling(corrected.getFileName() + ".seen.jsonl");
    if (!Files.isDirectory(folder) || !Base.writeSeen(folder, seen)) {
      throw new FlowException(
          FlowException.Code.UNKNOWN,
          "of job %s nothing is kept that could be mended; make it anew".formatted(job));
    }
    try {
      try {
        Corrections corrections = Corrections.of(seen, points);
        KeptAreas all = kept(seen, kept);
        List<Base.Range> changed = changed(corrections, correct(seen, corrections, corrected));
        all.write(KeptAreas.beside(corrected));
        new MendNote(new Base(job, Base.root(folder, job), folder, changed)).write(corrected);
      } finally {
        Files.deleteIfExists(seen);
      }
    } catch (IOException e) {
      throw new FlowException(
          FlowException.Code.IO, corrected + " cannot be written; free space", e);
    }
  }

  /**
   * Writes the corrected file of a driver, of whom nothing is painted over: frames that are left
   * out are passed over, and who is left out does not drive.
   *
   * @param job the flow's id of the job whose draft is mended
   * @param seen what that draft's job saw of the driver
   * @param earlier how the driver was seen before anything was corrected ({@link #before}), where
   *     that draft is mended already; need not be there
   * @param corrected where the alignments file goes
   * @throws FlowException UNKNOWN where nothing is kept of the job; IO
   * @throws IllegalArgumentException where somebody is meant who is not there, or something is
   *     painted over
   */
  public void writeDriver(Home home, String job, Path seen, Path earlier, Path corrected) {
    Path folder = home.jobs().resolve(job);
    if (!Files.exists(seen) || !Files.isDirectory(folder)) {
      throw new FlowException(
          FlowException.Code.UNKNOWN,
          "of job %s nothing is kept that could be mended; make it anew".formatted(job));
    }
    if (!brush.isEmpty()) {
      throw new IllegalArgumentException("nothing of a driver is shown, so nothing of it is kept");
    }
    try {
      correct(seen, Corrections.of(seen, points), corrected);
      if (same.isEmpty() && drop.isEmpty()) {
        Files.copy(Files.exists(earlier) ? earlier : seen, before(corrected));
      }
      new MendNote(new Base(job, Base.root(folder, job), folder, List.of())).write(corrected);
    } catch (IOException e) {
      throw new FlowException(
          FlowException.Code.IO, corrected + " cannot be written; free space", e);
    }
  }

  /** Where it is kept how a driver was seen before a person corrected it. */
  public static Path before(Path corrected) {
    return corrected.resolveSibling(corrected.getFileName() + ".before.jsonl");
  }

  /**
   * Makes sure that nothing is mended but the person themselves: of words in their own video nobody
   * becomes somebody else, and no landmark is pulled off the face.
   *
   * @param seen what the draft's job saw
   * @throws IllegalArgumentException where it is otherwise
   */
  public void requireOwn(Path seen) {
    if (!same.isEmpty()) {
      throw new IllegalArgumentException(
          "words go in a person's own mouth: nobody can be said to be somebody else here");
    }
    for (Corrections.Key k : points) {
      FaceMesh mesh = Faces.at(seen, k.frame(), k.track());
      k.moved()
          .forEach(
              (point, to) -> {
                if (point >= 0 && point < mesh.points() && to.length == 2) {
                  double far = Math.hypot(to[0] - mesh.x(point), to[1] - mesh.y(point));
                  if (far > OFF * mesh.eyeDistance()) {
                    throw new IllegalArgumentException(
                        "point %d of person %d in frame %d is pulled off the face"
                            .formatted(point, k.track(), k.frame()));
                  }
                }
              });
    }
  }

  /** Writes the alignments; from where to where each person is seen. */
  private Map<Integer, Base.Range> correct(Path seen, Corrections corrections, Path corrected) {
    Map<Integer, Base.Range> shown = new HashMap<>();
    try (Alignments.Reader in = Alignments.read(seen);
        Alignments.Writer out = Alignments.write(corrected, in.header())) {
      for (Alignments.Entry e = in.next(); e != null; e = in.next()) {
        Base.Range now = new Base.Range(e.frame(), e.frame());
        shown.merge(e.track(), now, (a, b) -> new Base.Range(a.from(), b.to()));
        if (!drop.contains(e.track())) {
          out.add(mended(e, corrections));
        }
      }
      out.finish();
    }
    return shown;
  }

  private Alignments.Entry mended(Alignments.Entry e, Corrections corrections) {
    int track = same.getOrDefault(e.track(), e.track());
    if (exclude.stream().anyMatch(r -> r.holds(e))) {
      return new Alignments.Deleted(track, e.frame());
    }
    return switch (e) {
      case Alignments.Seen s -> new Alignments.Seen(corrections.applied(s.face()).withTrack(track));
      case Alignments.Wanted w -> new Alignments.Wanted(track, w.frame(), w.start(), w.roi());
      case Alignments.Deleted d -> new Alignments.Deleted(track, d.frame());
    };
  }

  private KeptAreas kept(Path seen, KeptAreas before) {
    List<KeptAreas.Area> all = new ArrayList<>();
    for (KeptAreas.Area a : before.areas()) {
      int track = same.getOrDefault(a.track(), a.track());
      all.add(new KeptAreas.Area(track, a.from(), a.to(), a.fade(), a.map()));
    }
    for (Brush b : brush) {
      FaceMesh mesh = Faces.at(seen, b.frame(), b.of().track());
      int track = same.getOrDefault(b.of().track(), b.of().track());
      float[] map = KeptAreas.painted(mesh, b.strokes());
      all.add(new KeptAreas.Area(track, b.of().from(), b.of().to(), b.fade(), map));
    }
    return KeptAreas.of(all);
  }

  private List<Base.Range> changed(Corrections corrections, Map<Integer, Base.Range> shown) {
    List<Base.Range> all = new ArrayList<>();
    exclude.forEach(f -> all.add(new Base.Range(f.from(), f.to())));
    corrections.spans().forEach(s -> all.add(new Base.Range(s.from(), s.to())));
    for (Brush b : brush) {
      long from = Math.max(0, b.of().from() - b.fade());
      all.add(new Base.Range(from, b.of().to() + b.fade()));
    }
    shown.forEach(
        (track, frames) -> {
          if (drop.contains(track) || same.containsKey(track)) {
            all.add(frames);
          }
        });
    return all;
  }
}
