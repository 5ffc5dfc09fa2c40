package dev.likeness.synthesis.run;

import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which role is put on which track. What it says of a frame depends on that frame and
 * earlier ones only, so that a resumed job, fed with the recorded frames, decides alike.
 */
final class Chooser {
  private final List<Who> roles;
  private final Map<Integer, Integer> decided = new HashMap<>();
  private boolean largestKnown;

  Chooser(List<Who> roles) {
    this.roles = List.copyOf(roles);
  }

  /** The role of each face of the next frame, same order; {@link Face#NOBODY} for none. */
  List<Integer> choose(List<FaceObservation> faces) {
    if (!largestKnown && !faces.isEmpty()) {
      largestKnown = true;
      decideLargest(faces);
    }
    faces.forEach(this::decideByNumber);
    decideByLikeness(faces);
    List<Integer> chosen = new ArrayList<>(faces.size());
    for (FaceObservation f : faces) {
      chosen.add(decided.getOrDefault(f.track(), Face.NOBODY));
    }
    return chosen;
  }

  private void decideLargest(List<FaceObservation> faces) {
    for (int r = 0; r < roles.size(); r++) {
      if (roles.get(r) instanceof Who.Largest) {
        FaceObservation best = faces.get(0);
        for (FaceObservation f : faces) {
          best = f.quality().size() > best.quality().size() ? f : best;
        }
        decided.put(best.track(), r);
      }
    }
  }

  private void decideByNumber(FaceObservation f) {
    for (int r = 0; r < roles.size(); r++) {
      if (roles.get(r) instanceof Who.Numbered n && n.track() == f.track()) {
        decided.putIfAbsent(f.track(), r);
      }
    }
  }

  private record Match(int track, int role, double likeness) {}

  /**
   * Who looks most like a reference gets its role first, and a person is in a frame only once. Who
   * looks like nobody goes to everyone's role, if there is one, for good. A track without embedding
   * waits for its first key frame.
   */
  private void decideByLikeness(List<FaceObservation> faces) {
    Set<Integer> taken = new HashSet<>();
    List<Match> matches = new ArrayList<>();
    for (FaceObservation f : faces) {
      Integer role = decided.get(f.track());
      if (role != null) {
        taken.add(role);
      } else {
        match(f, matches);
      }
    }
    matches.sort(Comparator.comparingDouble(Match::likeness).reversed());
    for (Match m : matches) {
      if (!decided.containsKey(m.track) && taken.add(m.role)) {
        decided.put(m.track, m.role);
      }
    }
    int rest = everyone();
    boolean references = roles.stream().anyMatch(Who.Like.class::isInstance);
    for (FaceObservation f : faces) {
      if (!references || f.embedding().length > 0) {
        decided.putIfAbsent(f.track(), rest);
      }
    }
  }

  private void match(FaceObservation f, List<Match> matches) {
    for (int r = 0; r < roles.size() && f.embedding().length > 0; r++) {
      if (roles.get(r) instanceof Who.Like like) {
        double likeness = Identity.likeness(like.embedding(), f.embedding());
        if (likeness >= Identity.SAME) {
          matches.add(new Match(f.track(), r, likeness));
        }
      }
    }
  }

  private int everyone() {
    for (int r = 0; r < roles.size(); r++) {
      if (roles.get(r) instanceof Who.Everyone) {
        return r;
      }
    }
    return Face.NOBODY;
  }
}
