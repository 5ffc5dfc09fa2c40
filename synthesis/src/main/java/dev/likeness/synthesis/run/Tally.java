package dev.likeness.synthesis.run;

import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts what a job saw and painted. */
final class Tally {
  private final TreeMap<Integer, long[]> people = new TreeMap<>();
  private final TreeMap<Integer, Integer> roles = new TreeMap<>();
  private long frames;
  private long painted;

  void add(Moment m) {
    frames++;
    boolean any = false;
    for (Face f : m.faces()) {
      long[] n = people.computeIfAbsent(f.seen().track(), t -> new long[2]);
      n[0]++;
      if (f.painted()) {
        n[1]++;
        roles.put(f.seen().track(), f.role());
        any = true;
      }
    }
    if (any) {
      painted++;
    }
  }

  long frames() {
    return frames;
  }

  /** Frames with at least one painted face. */
  long painted() {
    return painted;
  }

  int people() {
    return people.size();
  }

  void describe(ObjectNode o) {
    o.put("frames", frames);
    o.put("frames_painted", painted);
    ArrayNode all = o.putArray("people");
    people.forEach(
        (track, n) -> {
          ObjectNode one = all.addObject().put("track", track);
          one.put("frames", n[0]).put("frames_painted", n[1]);
          if (roles.containsKey(track)) {
            one.put("role", roles.get(track));
          }
        });
  }
}
