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
  private final Map<Integer, Face> before = new HashMap<>();
  private long looked;

  /**
   * @param chooser knows nothing of the clip yet
   * @param chunkFrames after how many frames each time the watcher's state is kept
   */
  Lookout(Watcher watcher, Chooser chooser, List<Role> roles, int chunkFrames, Stopwatch clock) {
    this.watcher = watcher;
    this.chooser = chooser;
    this.roles = roles;
    this.chunkFrames = chunkFrames;
    this.clock = clock;
  }

  /** Takes in a frame that was looked at before the job was stopped. */
  void recall(Moment m) {
    chooser.choose(m.faces().stream().map(Face::seen).toList());
    remember(m.faces());
    looked++;
  }

  /** Takes in a frame that is not worked on, for the numbers of the people in it. */
  void pass(Shot shot) {
    watcher.look(shot);
  }

  Moment look(Shot shot) {
    long t = System.nanoTime();
    List<FaceObservation> seen = watcher.look(shot);
    t = clock.add(Stopwatch.Stage.TRACK, t);
    List<Integer> chosen = chooser.choose(seen);
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      faces.add(measured(shot, seen.get(i), chosen.get(i)));
    }
    remember(faces);
    clock.add(Stopwatch.Stage.MEASURE, t);
    looked++;
    String state = looked % chunkFrames == 0 ? watcher.state() : "";
    return new Moment(shot.frame(), shot, faces, state);
  }

  private void remember(List<Face> faces) {
    before.clear();
    for (Face f : faces) {
      before.put(f.seen().track(), f);
    }
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
    Face last = before.get(seen.track());
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
