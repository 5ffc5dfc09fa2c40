package dev.likeness.synthesis.run;

import dev.likeness.faces.FaceObservation;
import dev.likeness.synthesis.FaceNotes;
import dev.likeness.synthesis.FaceWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frames around the one that is painted next: a delay line. Frames are added in order; one can
 * be painted as soon as {@code reach} later ones are known, or none comes any more. Holds at most 2
 * × reach + 1 moments, and pictures only of those that are still to be painted.
 */
final class Timeline {
  private final int reach;
  private final ArrayList<Moment> moments = new ArrayList<>();

  /** Index in moments of the next one to paint. */
  private int next;

  Timeline(int reach) {
    this.reach = reach;
  }

  /** Adds a frame that is still to be painted. */
  void add(Moment m) {
    requireLater(m);
    moments.add(m);
  }

  /** Adds a frame that was painted before the job was stopped. */
  void remember(Moment m) {
    if (next != moments.size()) {
      throw new IllegalStateException(
          "frame %d is still to be painted".formatted(moments.get(next).frame()));
    }
    requireLater(m);
    moments.add(m.withoutPicture());
    next++;
    forget();
  }

  private void requireLater(Moment m) {
    if (!moments.isEmpty() && m.frame() <= moments.get(moments.size() - 1).frame()) {
      throw new IllegalArgumentException(
          "frame %d after frame %d".formatted(m.frame(), moments.get(moments.size() - 1).frame()));
    }
  }

  /**
   * The next moment to paint, or null while too little is known of what follows it.
   *
   * @param complete whether no more frames come
   */
  @Nullable Moment ready(boolean complete) {
    return next < moments.size() && (complete || moments.size() - 1 - next >= reach)
        ? moments.get(next)
        : null;
  }

  /** The window of one track around the moment that is ready. */
  FaceWindow window(int track) {
    List<FaceObservation> faces = new ArrayList<>();
    List<FaceNotes> notes = new ArrayList<>();
    int from = next;
    while (from > 0 && next - from < reach && joined(from - 1, track)) {
      from--;
    }
    int to = next;
    while (to + 1 < moments.size() && to - next < reach && joined(to, track)) {
      to++;
    }
    for (Moment m : moments.subList(from, to + 1)) {
      Face f = Objects.requireNonNull(m.of(track));
      faces.add(f.seen());
      notes.add(Objects.requireNonNull(f.notes()));
    }
    return new FaceWindow(faces, notes, next - from);
  }

  /** Whether a track goes on unbroken from moment i to the next. */
  private boolean joined(int i, int track) {
    Face a = moments.get(i).of(track);
    Face b = moments.get(i + 1).of(track);
    return a != null
        && b != null
        && moments.get(i + 1).frame() == moments.get(i).frame() + 1
        && !b.seen().start()
        && a.notes() != null
        && b.notes() != null;
  }

  /** The moment that was ready is painted; its picture is let go. */
  void painted() {
    moments.set(next, moments.get(next).withoutPicture());
    next++;
    forget();
  }

  private void forget() {
    int far = next - reach;
    if (far > 0) {
      moments.subList(0, far).clear();
      next -= far;
    }
  }
}
