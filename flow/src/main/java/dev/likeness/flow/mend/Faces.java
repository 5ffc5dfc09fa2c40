package dev.likeness.flow.mend;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.Alignments;
import dev.likeness.faces.FaceObservation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Single frames of an alignments file. */
public final class Faces {
  private Faces() {}

  /** All faces of a frame. */
  public static List<FaceObservation> in(Path file, long frame) {
    List<FaceObservation> all = new ArrayList<>();
    try (Alignments.Reader in = Alignments.read(file)) {
      for (Alignments.Entry e : in.frame(frame)) {
        if (e instanceof Alignments.Seen s) {
          all.add(s.face());
        }
      }
    }
    return all;
  }

  /**
   * One person's mesh in a frame.
   *
   * @throws IllegalArgumentException where they are not seen in it
   */
  static FaceMesh at(Path file, long frame, int track) {
    return in(file, frame).stream()
        .filter(f -> f.track() == track)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "person %d is not seen in frame %d".formatted(track, frame)))
        .mesh();
  }
}
