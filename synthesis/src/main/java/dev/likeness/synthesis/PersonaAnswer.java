package dev.likeness.synthesis;

import dev.likeness.consent.Clearance;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceFinder;

/**
 * How the networks, through which drivers are seen, see a persona's face that is drawn in known
 * ways. Immutable.
 */
public record PersonaAnswer(SeenOpening opening, SeenGaze gaze) {
  /**
   * Draws and looks.
   *
   * @param mesh the picture's, lips about shut
   * @param clearance of what it is done for
   */
  public static PersonaAnswer of(
      Picture picture, FaceMesh mesh, FaceFinder finder, Clearance clearance) {
    return new PersonaAnswer(
        SeenOpening.of(picture, mesh, finder, clearance),
        SeenGaze.of(picture, mesh, finder, clearance));
  }
}
