package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.Coverage;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import dev.likeness.faces.Identity;
import dev.likeness.faces.Smoother;
import dev.likeness.media.Images;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.Rehearsal;
import dev.likeness.synthesis.refine.Lessons;
import dev.likeness.synthesis.refine.Moments;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks through a person's films and pictures for moments to learn from. */
final class RefineSitting {
  /** Of a film no more than about so many moments are kept: pairs of neighbours, evenly spread. */
  private static final int MOST = 700;

  /** Of a film so many moments go into what is said of its coverage. */
  private static final int COVERED = 120;

  private final FaceFinder finder;
  private final float[] person;
  private final Moments moments;
  private final @Nullable Stage stage;
  private final Progress progress;
  private final Coverage coverage = new Coverage();
  private int others;

  /**
   * What is moved as the person moves in a film.
   *
   * @param lessons that take how it moved
   * @param clearance of the person
   * @param picture the film's motion goes onto, with its {@code mesh}
   * @param folder for what is noted meanwhile
   */
  record Stage(Lessons lessons, Clearance clearance, Frame picture, FaceMesh mesh, Path folder) {}

  /**
   * @param person the embedding of whom to learn
   * @param moments that take what is seen
   * @param stage null where nothing is moved
   */
  RefineSitting(
      FaceFinder finder,
      float[] person,
      Moments moments,
      @Nullable Stage stage,
      Progress progress) {
    this.stage = stage;
    this.finder = finder;
    this.person = person;
    this.moments = moments;
    this.progress = progress;
  }

  void look(Path file) {
    if (Images.isImage(file)) {
      Picture p = Images.read(file);
      for (FaceObservation f : finder.faces(p)) {
        if (takes(f)) {
          moments.add(p, f.mesh(), false);
          coverage.add(p, f);
        }
      }
    } else {
      film(file);
    }
  }

  /** What the moments show and what they do not. */
  Coverage coverage() {
    return coverage;
  }

  /** In how many pictures somebody else was seen alone. */
  int others() {
    return others;
  }

  /** A picture that waits until the moments after it are known, with its face. */
  private record Waiting(VideoPicture picture, FaceObservation face) {}

  private void film(Path file) {
    Map<Integer, Integer> kept = new LinkedHashMap<>();
    Stage on = stage;
    try (VideoReader in = VideoReader.open(file);
        DriverMotion motion =
            on == null ? null : new DriverMotion(on.folder.resolve("film.trace"))) {
      long frames = in.video().frames();
      long every = Math.max(1, frames / MOST) * 2;
      long sparse = Math.max(1, frames / COVERED);
      FaceTracker tracker = new FaceTracker(finder, FaceTracker.Options.DEFAULT);
      Deque<Waiting> run = new ArrayDeque<>();
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        progress.report("Looking at " + file.getFileName(), p.index(), frames);
        FaceObservation f = mine(tracker.next(p.picture(), p.index()));
        if (motion != null) {
          motion.add(f, p.picture());
        }
        if (f == null || (!run.isEmpty() && run.getLast().face.track() != f.track())) {
          settle(run, 0, every, kept);
          run.clear();
        }
        if (f != null) {
          run.addLast(new Waiting(p, f));
          if (p.index() % sparse == 0) {
            coverage.add(p.picture(), f);
          }
          settle(run, Smoother.REACH, every, kept);
        }
      }
      settle(run, 0, every, kept);
      if (on != null && motion != null && !kept.isEmpty()) {
        play(on, motion, kept);
      }
    }
  }

  /** Has the person's picture do what the film shows, at the moments that were kept. */
  private void play(Stage on, DriverMotion motion, Map<Integer, Integer> kept) {
    try (Rehearsal r = new Rehearsal(on.clearance, on.picture, on.mesh, motion)) {
      int done = 0;
      for (Map.Entry<Integer, Integer> e : kept.entrySet()) {
        progress.checkStop();
        progress.report("Rehearsing", done++, kept.size());
        on.lessons.play(e.getValue(), r.at(e.getKey()));
      }
    }
  }

  /** The person's face among others; null where it is not seen well. */
  private @Nullable FaceObservation mine(List<FaceObservation> faces) {
    FaceObservation best = null;
    for (FaceObservation f : faces) {
      if (best == null || f.quality().size() > best.quality().size()) {
        best = f;
      }
    }
    return best != null && takes(best) ? best : null;
  }

  private boolean takes(FaceObservation f) {
    boolean other = f.embedding().length > 0 && !Identity.same(f.embedding(), person);
    others += other ? 1 : 0;
    return !other && !f.quality().small() && !f.quality().cutOff();
  }

  /** Adds what has enough of a future, or all; keeps as much past as smoothing needs. */
  private void settle(Deque<Waiting> run, int future, long every, Map<Integer, Integer> kept) {
    List<Waiting> all = new ArrayList<>(run);
    List<FaceObservation> faces = all.stream().map(Waiting::face).toList();
    for (int i = 0; i < all.size() - future; i++) {
      int at = (int) all.get(i).picture.index();
      if (at % every < 2 && !kept.containsKey(at)) {
        kept.put(at, moments.size());
        moments.add(
            all.get(i).picture.picture(), Smoother.smooth(faces, i), kept.containsKey(at - 1));
      }
    }
    while (run.size() > 2 * Smoother.REACH) {
      run.removeFirst();
    }
  }
}
