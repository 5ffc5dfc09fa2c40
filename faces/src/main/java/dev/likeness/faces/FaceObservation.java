package dev.likeness.faces;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/**
 * One face in one frame. Everything but track, frame, presence, start, locked, quality and
 * embedding follows from the mesh.
 *
 * @param track number of the person within the clip, from 1; the same after cuts and re-entries
 * @param frame number of the frame in presentation order, from 0
 * @param mesh 478 points (with irises) in picture pixels
 * @param presence how sure the mesh network is that this is a face, 0 to 1
 * @param start whether this is the first frame of an unbroken run: nothing may be smoothed across
 *     the border before it (a cut, an entry, a gap)
 * @param locked whether a person has set this mesh by hand: it is used as it stands
 * @param embedding a unit vector for {@link Identity} on key frames, else empty
 */
public record FaceObservation(
    int track,
    long frame,
    FaceMesh mesh,
    float presence,
    boolean start,
    boolean locked,
    Quality quality,
    float[] embedding) {

  /**
   * How good the picture of the face is.
   *
   * @param size distance between the eyes in pixels, as if seen from the front
   * @param sharpness how strong the finest detail is that a picture of this size can hold: above 1
   *     crisp, under .35 blurred or enlarged
   * @param inside share of the mesh's points that lie inside the picture
   */
  public record Quality(float size, float sharpness, float inside) {
    public boolean small() {
      return size < 24;
    }

    public boolean blurred() {
      return sharpness < .35f;
    }

    public boolean cutOff() {
      return inside < .97f;
    }

    /** Whether none of the above is a reason to look for a better picture. */
    public boolean good() {
      return !small() && !blurred() && !cutOff();
    }
  }

  public FaceObservation {
    if (track < 0 || frame < 0) {
      throw new IllegalArgumentException("track %d, frame %d".formatted(track, frame));
    }
  }

  public Pose pose() {
    return FaceGeometry.pose(mesh);
  }

  public Apertures apertures() {
    return FaceGeometry.apertures(mesh);
  }

  /** Straight ahead where the mesh has no irises. */
  public Gaze gaze() {
    return mesh.hasIris() ? FaceGeometry.gaze(mesh) : new Gaze(0, 0, 0, 0);
  }

  public Box box() {
    return mesh.bounds();
  }

  public FaceObservation withMesh(FaceMesh other) {
    return new FaceObservation(track, frame, other, presence, start, locked, quality, embedding);
  }

  /** The same face in a later frame that shows the same picture. */
  public FaceObservation again(long later) {
    return new FaceObservation(track, later, mesh, presence, false, locked, quality, new float[0]);
  }

  public FaceObservation withTrack(int other) {
    return new FaceObservation(other, frame, mesh, presence, start, locked, quality, embedding);
  }
}
