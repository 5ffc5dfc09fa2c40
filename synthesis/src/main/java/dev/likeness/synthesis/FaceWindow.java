package dev.likeness.synthesis;

import dev.likeness.faces.FaceObservation;
import java.util.List;

/**
 * One tracked face at consecutive frames around the one to paint; shorter at the ends of the track
 * and at gaps and cuts.
 *
 * @param faces observations of one track, one a frame
 * @param notes what {@link FacePainter#measure} said of each, same order
 * @param centre the index in both lists of the frame to paint
 */
public record FaceWindow(List<FaceObservation> faces, List<FaceNotes> notes, int centre) {
  public FaceWindow {
    if (faces.size() != notes.size() || centre < 0 || centre >= faces.size()) {
      throw new IllegalArgumentException(
          "window of %d faces, %d notes, centre %d".formatted(faces.size(), notes.size(), centre));
    }
    faces = List.copyOf(faces);
    notes = List.copyOf(notes);
  }

  public FaceObservation face() {
    return faces.get(centre);
  }

  public FaceNotes note() {
    return notes.get(centre);
  }
}
