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
import java.util.TreeMap;

/**
 * Decides which role is put on which track. What it says of a frame depends on that frame and
 * earlier ones only, so that a resumed job, fed with the recorded frames, decides alike.
 *
 * <p>Who shows most is known after the last frame only. Until then it is taken to be whose face is
 * the largest where the first one shows; {@link #better} tells whether that was wrong.
 */
final class Chooser {
  /** So many times as much as the one who was taken must another one show. */
  private static final double CLEARLY = 1.25;

  private final List<Who> roles;
  private final int largestRole;
  private final Map<Integer, Integer> decided = new HashMap<>();
  private final Map<Integer, Double> shown = new TreeMap<>();
  private final boolean told;
  private int largest;

  /**
   * @param largest the track that is known to show most; 0 where that is not known yet
   */
  Chooser(List<Who> roles, int largest) {
    this.roles = List.copyOf(roles);
    this.largest = largest;
    this.told = largest > 0;
    this.largestRole = role(Who.Largest.class);
    if (told && largestRole != Face.NOBODY) {
      decided.put(largest, largestRole);
    }
  }

  private Chooser(Chooser other) {
    roles = other.roles;
    largestRole = other.largestRole;
    told = other.told;
    largest = other.largest;
    decided.putAll(other.decided);
    shown.putAll(other.shown);
  }

  /** One that knows the same and then goes its own way. */
  Chooser copy() {
    return new Chooser(this);
  }

  /**
   * Whether tracks must bear the numbers that they have when the clip is seen from its beginning.
   */
  static boolean countsFromStart(List<Who> roles) {
    return roles.stream().anyMatch(Who.Numbered.class::isInstance);
  }

  /** The role of each face of the next frame, same order; {@link Face#NOBODY} for none. */
  List<Integer> choose(List<FaceObservation> faces) {
    faces.forEach(f -> shown.merge(f.track(), (double) f.quality().size(), Double::sum));
    faces.forEach(this::decideByNumber);
    decideByLikeness(faces);
    decideLargest(faces);
    decideRest(faces);
    List<Integer> chosen = new ArrayList<>(faces.size());
    for (FaceObservation f : faces) {
      chosen.add(decided.getOrDefault(f.track(), Face.NOBODY));
    }
    return chosen;
  }

  /**
   * The track that shows clearly more than the one that was taken to be the largest; 0 where that
   * was right or told. To be asked after the last frame.
   */
  int better() {
    if (told || largest == 0) {
      return 0;
    }
    int best = largest;
    for (Map.Entry<Integer, Double> e : shown.entrySet()) {
      int role = decided.getOrDefault(e.getKey(), Face.NOBODY);
      boolean free = role == Face.NOBODY || role == role(Who.Everyone.class);
      if (free && e.getValue() > shown(best) * (best == largest ? CLEARLY : 1)) {
        best = e.getKey();
      }
    }
    return best == largest ? 0 : best;
  }

  private double shown(int track) {
    return shown.getOrDefault(track, 0.);
  }

  private void decideLargest(List<FaceObservation> faces) {
    if (largestRole == Face.NOBODY || largest > 0) {
      return;
    }
    FaceObservation best = null;
    for (FaceObservation f : faces) {
      boolean larger = best == null || f.quality().size() > best.quality().size();
      best = larger && !decided.containsKey(f.track()) && known(f) ? f : best;
    }
    if (best != null) {
      largest = best.track();
      decided.put(largest, largestRole);
    }
  }

  /** Whether references have had their say about this face. */
  private boolean known(FaceObservation f) {
    return f.embedding().length > 0 || roles.stream().noneMatch(Who.Like.class::isInstance);
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
   * Who looks most like a reference gets its role first, and a person is in a frame only once. A
   * track without embedding waits for its first key frame.
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
  }

  /** Who is nobody else goes to everyone's role, if there is one, for good. */
  private void decideRest(List<FaceObservation> faces) {
    int rest = role(Who.Everyone.class);
    for (FaceObservation f : faces) {
      if (known(f)) {
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

  private int role(Class<? extends Who> kind) {
    for (int r = 0; r < roles.size(); r++) {
      if (kind.isInstance(roles.get(r))) {
        return r;
      }
    }
    return Face.NOBODY;
  }
}
