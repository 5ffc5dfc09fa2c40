package dev.likeness.flow.gan;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Frame;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.synthesis.FaceNotes;
import dev.likeness.synthesis.FaceWindow;
import dev.likeness.synthesis.PortraitPainter;
import dev.likeness.synthesis.Sliders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns and expressions of a face that is known from one picture, by the renderer of portraits. A
 * view is kept where exactly one face is found in it and that is the same person's.
 */
final class InventedViews {
  /** Degrees; a picture shows no more of a head. */
  private static final double ASIDE = Sliders.MOST_YAW;

  private static final double UP = Sliders.MOST_PITCH;

  private static final Map<String, Sliders> WANTED = wanted();

  private InventedViews() {}

  private static Map<String, Sliders> wanted() {
    Map<String, Sliders> m = new LinkedHashMap<>();
    m.put("left", new Sliders(0, 0, 0, 0, 0, 0, -ASIDE, 0));
    m.put("right", new Sliders(0, 0, 0, 0, 0, 0, ASIDE, 0));
    m.put("up", new Sliders(0, 0, 0, 0, 0, 0, 0, UP));
    m.put("down", new Sliders(0, 0, 0, 0, 0, 0, 0, -UP));
    m.put("smile", new Sliders(.7, 0, 0, 0, 0, 0, 0, 0));
    m.put("mouth-open", new Sliders(0, 0, 0, 0, 0, .6, 0, 0));
    m.put("brows", new Sliders(0, .8, 0, 0, 0, 0, 0, 0));
    m.put("eyes-shut", new Sliders(0, 0, 0, 0, 1, 0, 0, 0));
    return m;
  }

  /**
   * One view.
   *
   * @param name what it shows
   * @param likeness to the front view, by the embedding that tells people apart; 1 for itself
   */
  record View(String name, Frame picture, double likeness) {}

  /**
   * @param views the front first
   * @param left what was not kept, and why
   */
  record Made(List<View> views, List<String> left) {}

  /**
   * Makes the views.
   *
   * @param clearance for reenactment, of the face
   * @param front the picture; exactly one face is seen in it
   */
  static Made of(FaceFinder finder, Clearance clearance, Frame front) {
    FaceObservation face = finder.faces(front).getFirst();
    List<View> views = new ArrayList<>();
    List<String> left = new ArrayList<>();
    views.add(new View("front", front, 1));
    WANTED.forEach(
        (name, sliders) -> {
          Frame made = painted(clearance, sliders, front, face);
          List<FaceObservation> seen = finder.faces(made);
          double alike =
              seen.size() == 1
                  ? Identity.likeness(seen.getFirst().embedding(), face.embedding())
                  : -1;
          if (seen.size() != 1) {
            left.add("%s: %d faces are found in it".formatted(name, seen.size()));
          } else if (alike < Identity.SAME) {
            left.add("%s: likeness %.2f, needs %.2f".formatted(name, alike, Identity.SAME));
          } else {
            views.add(new View(name, made, alike));
          }
        });
    return new Made(views, left);
  }

  private static Frame painted(
      Clearance clearance, Sliders sliders, Frame front, FaceObservation face) {
    try (PortraitPainter painter = new PortraitPainter(clearance, sliders)) {
      FaceNotes notes = painter.measure(front, face, null);
      return painter
          .paint(front, new FaceWindow(List.of(face), List.of(notes), 0))
          .picture()
          .toFrame();
    }
  }
}
