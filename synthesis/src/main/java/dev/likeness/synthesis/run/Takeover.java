package dev.likeness.synthesis.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which finished chunks of the mended job can stand as they are, and their taking over. */
final class Takeover {
  private final Base base;
  private final Journal there;
  private final Journal here;
  private final int chunks;
  private long frames;

  private Takeover(Base base, Journal there, Journal here, int chunks) {
    this.base = base;
    this.there = there;
    this.here = here;
    this.chunks = chunks;
  }

  /** Null where the job mends nothing, or nothing of what it mends can be used. */
  static @Nullable Takeover of(Plan plan, Target target, Journal here) {
    Base base = plan.base();
    if (base == null || !base.like(plan.inputs())) {
      return null;
    }
    Journal there = new Journal(base.folder(), target.ending(), plan.sinks()::finished);
    int chunks = there.finished();
    if (chunks == 0) {
      return null;
    }
    here.largestFrom(there);
    return new Takeover(base, there, here, chunks);
  }

  /** How many chunks there are in all. */
  int chunks() {
    return chunks;
  }

  /** How many frames were taken over. */
  long frames() {
    return frames;
  }

  private List<Moment> moments(int chunk) {
    List<Moment> all = new ArrayList<>();
    there.replay(chunk, all::add);
    return all;
  }

  /** Whether nothing is changed in a chunk, nor so near that it shows there. */
  boolean untouched(int chunk, int reach) {
    List<Moment> all = moments(chunk);
    return !base.touches(all.getFirst().frame(), all.getLast().frame(), reach);
  }

  /**
   * Whether a chunk can stand: untouched, and with everybody painted as would be decided now.
   *
   * @param chooser knows the frames before
   */
  boolean fits(int chunk, Chooser chooser, int reach) {
    if (chunk >= chunks || !untouched(chunk, reach)) {
      return false;
    }
    Chooser trial = chooser.copy();
    for (Moment m : moments(chunk)) {
      List<Integer> now = trial.choose(m.faces().stream().map(Face::seen).toList());
      if (!now.equals(m.faces().stream().map(Face::role).toList())) {
        return false;
      }
    }
    return true;
  }

  /** Takes a chunk that fits. */
  void take(int chunk) {
    List<Moment> all = moments(chunk);
    base.take(Journal.name(chunk), here.folder());
    Glances.copy(base.folder(), here.folder(), all.getFirst().frame(), all.getLast().frame());
    frames += all.size();
  }
}
