package dev.likeness.synthesis.run;

import dev.likeness.core.Picture;
import dev.likeness.faces.Alignments;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import java.nio.file.Path;
import java.util.List;

/** Where the faces of each frame come from: a tracker, or an alignments file. */
interface Watcher extends AutoCloseable {
  /** The faces of the next frame. */
  List<FaceObservation> look(Shot shot);

  /**
   * The faces of the next frame, which shows the very picture of the one before.
   *
   * @param before the faces of that one
   */
  default List<FaceObservation> again(Shot shot, List<FaceObservation> before) {
    return look(shot);
  }

  /** All that is needed to go on later. */
  String state();

  @Override
  void close();

  /** What the job says: its alignments file, or a tracker that goes on from a state. */
  static Watcher of(Job job, FaceFinder finder, String state) {
    return job.alignments() == null ? tracker(finder, state) : file(finder, job.alignments());
  }

  /** Finds and follows faces. The finder stays the caller's. */
  static Watcher tracker(FaceFinder finder, String state) {
    FaceTracker.Options options = FaceTracker.Options.DEFAULT;
    FaceTracker tracker =
        state.isEmpty()
            ? new FaceTracker(finder, options)
            : FaceTracker.resume(finder, options, state);
    return new Watcher() {
      @Override
      public List<FaceObservation> look(Shot shot) {
        return tracker.next(shot.picture(), shot.frame());
      }

      @Override
      public List<FaceObservation> again(Shot shot, List<FaceObservation> before) {
        tracker.again(shot.frame());
        return before.stream().map(f -> f.again(shot.frame())).toList();
      }

      @Override
      public String state() {
        return tracker.state();
      }

      @Override
      public void close() {}
    };
  }

  /** Takes what the file says. */
  static Watcher file(FaceFinder finder, Path alignments) {
    Alignments.Reader reader = Alignments.read(alignments);
    return new Watcher() {
      @Override
      public List<FaceObservation> look(Shot shot) {
        Picture p = shot.picture();
        return finder.resolve(p, reader.frame(shot.frame()));
      }

      @Override
      public String state() {
        return "";
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
