package dev.likeness.synthesis.run;

import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    List<Integer> chosen = new ArrayList<>(faces.size());
    for (FaceObservation f : faces) {
      chosen.add(role(f));
    }
    return chosen;
  }

  private void decideLargest(List<FaceObservation> faces) {
    for (int r = 0; r < roles.size(); r++) {
      if (roles.get(r) instanceof Who.Largest) {
        FaceObservation best = faces.get(0);
        for (FaceObservation f : faces) {
          best = size(f) > size(best) ? f : best;
        }
        decided.put(best.track(), r);
      }
    }
  }

  private static double size(FaceObservation f) {
    return f.quality().size();
  }

  private int role(FaceObservation f) {
    Integer known = decided.get(f.track());
    if (known != null) {
      return known;
    }
    boolean open = false;
    int best = Face.NOBODY;
    double closest = Identity.SAME;
    for (int r = 0; r < roles.size(); r++) {
      switch (roles.get(r)) {
        case Who.Numbered n -> {
          if (n.track() == f.track()) {
            decided.put(f.track(), r);
            return r;
          }
        }
        case Who.Like like -> {
          if (f.embedding().length == 0) {
            open = true;
          } else {
            double d = Identity.likeness(like.embedding(), f.embedding());
            if (d >= closest) {
              closest = d;
              best = r;
            }
          }
        }
        case Who.Everyone e -> best = best == Face.NOBODY ? r : best;
        case Who.Largest l -> {
          // decided with the first frame that shows a face
        }
      }
    }
    if (open) {
      return Face.NOBODY;
    }
    decided.put(f.track(), best);
    return best;
  }
}
