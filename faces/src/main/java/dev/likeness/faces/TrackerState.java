package dev.likeness.faces;

import dev.likeness.core.FaceMesh;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a {@link FaceTracker} knows between two frames. As JSON it round-trips bit for bit.
 *
 * @param next the frame expected next
 * @param lastTrack the highest track number given away
 * @param sinceLook frames since the detector last looked at the whole picture
 * @param sinceSweep frames since it last looked for small faces
 * @param signature see {@link CutDetector}; empty before the first frame
 * @param moved how much the last frame differed from the one before
 * @param live tracks seen in the last frame
 * @param gone tracks that were seen before, oldest first
 */
record TrackerState(
    long next,
    int lastTrack,
    int sinceLook,
    int sinceSweep,
    float[] signature,
    double moved,
    List<Live> live,
    List<Gone> gone) {

  /**
   * A face that is being followed.
   *
   * @param roi where the mesh network looked last
   * @param age frames since it began
   * @param sinceKey frames since its last embedding
   * @param identity sum of its embeddings
   * @param doubts key frames in a row that looked like somebody else
   */
  record Live(
      int track, FaceMesh mesh, Roi roi, int age, int sinceKey, float[] identity, int doubts) {}

  /** A face that left. */
  record Gone(int track, float[] identity) {}

  static TrackerState fresh() {
    return new TrackerState(0, 0, 0, 0, new float[0], 0, List.of(), List.of());
  }

  String json() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  static TrackerState parse(String json) {
    try {
      return JsonMapper.shared().readValue(json, TrackerState.class);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new FacesException(
          FacesException.Code.STATE, "the stored state of a face tracker cannot be read", e);
    }
  }
}
