package dev.likeness.synthesis.run;

import dev.likeness.faces.FaceObservation;
import dev.likeness.synthesis.FaceNotes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a frame ahead of painting: faces are found, chosen and measured. */
final class Lookout implements AutoCloseable {
  private final Watcher watcher;
  private final Chooser chooser;
  private final List<Role> roles;
  private final int chunkFrames;
  private final Stopwatch clock;
  private final Memory memory;
  private List<FaceObservation> seen = List.of();
  private @Nullable Shot last;

  /** How many pictures in a row are the very one before. */
  private int held;

  /** What is kept of the frames that were looked at, in this run and before it. */
  static final class Memory {
    private final Map<Integer, Face> before = new HashMap<>();
    private long looked;

    /** Takes in the next frame. */
    void add(Moment m) {
      remember(m.faces());
    }

    private void remember(List<Face> faces) {
      before.clear();
      for (Face f : faces) {
        before.put(f.seen().track(), f);
      }
      looked++;
    }
  }

  /**
   * @param chooser knows the frames before
   * @param memory likewise
   * @param chunkFrames after how many frames each time the watcher's state is kept
   */
  Lookout(
      Watcher watcher,
      Chooser chooser,
      List<Role> roles,
      int chunkFrames,
      Stopwatch clock,
      Memory memory) {
    this.memory = memory;
    this.watcher = watcher;
    this.chooser = chooser;
    this.roles = roles;
    this.chunkFrames = chunkFrames;
    this.clock = clock;
  }

  /** Takes in a frame that is not worked on, for the numbers of the people in it. */
  void pass(Shot shot) {
    watcher.look(shot);
    last = null;
  }

  Moment look(Shot shot) {
    long t = System.nanoTime();
    seen = holds(shot) ? watcher.again(shot, seen) : watcher.look(shot);
    t = clock.add(Stopwatch.Stage.TRACK, t);
    List<Integer> chosen = chooser.choose(seen);
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      faces.add(measured(shot, seen.get(i), chosen.get(i)));
    }
    memory.remember(faces);
    clock.add(Stopwatch.Stage.MEASURE, t);
    String state = memory.looked % chunkFrames == 0 ? watcher.state() : "";
    return new Moment(shot.frame(), shot, faces, state);
  }

  /**
   * Whether a held picture goes on. Looked at anew is the first of each chunk, so that a job that
   * goes on sees what an undisturbed one does, and a picture that is shown twice only.
   */
  private boolean holds(Shot shot) {
    Shot before = last;
    boolean same =
        memory.looked % chunkFrames != 0
            && before != null
            && shot.frame() == before.frame() + 1
            && shot.picture().same(before.picture());
    held = same ? held + 1 : 0;
    last = shot;
    return held > 1;
  }

  private Face measured(Shot shot, FaceObservation seen, int role) {
    if (role == Face.NOBODY) {
      return new Face(seen, role, null);
    }
    FaceNotes previous = previous(seen, role);
    return new Face(seen, role, roles.get(role).painter().measure(shot.picture(), seen, previous));
  }

  /** The notes of the frame before, where the track goes on unbroken. */
  private @Nullable FaceNotes previous(FaceObservation seen, int role) {
    Face last = memory.before.get(seen.track());
    return last == null
            || seen.start()
            || last.role() != role
            || last.seen().frame() != seen.frame() - 1
        ? null
        : last.notes();
  }

  @Override
  public void close() {
    watcher.close();
  }
}
