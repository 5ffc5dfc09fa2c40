package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.MouthShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a face does over time, apart from whose it is. Immutable.
 *
 * @param states one a frame
 */
public record FaceMotion(List<State> states) {

  /**
   * One moment.
   *
   * @param blink how far the lids are shut, 0 to 1
   * @param brows raised, 0 to 1
   * @param yaw degrees that the head turns from where it is in the picture, to the picture's right
   * @param pitch likewise, downwards
   * @param roll likewise, clockwise
   * @param gazeX how far the irises are to the picture's right of where the picture has them, in
   *     eye widths
   * @param gazeY likewise, downwards
   * @param breath how full the chest is, 0 to 1: shoulders and head rise with it
   * @param play what a face that was seen does, point by point; null where the above says all. With
   *     it, of the mouth only jaw and tongue count: the jaw moves the lower teeth, and the gaze is
   *     its own
   */
  public record State(
      MouthShape mouth,
      float blink,
      float brows,
      float yaw,
      float pitch,
      float roll,
      float gazeX,
      float gazeY,
      float breath,
      @Nullable Play play) {
    public static final State REST = new State(MouthShape.REST, 0, 0, 0, 0, 0);

    public State(MouthShape mouth, float blink, float brows, float yaw, float pitch, float roll) {
      this(mouth, blink, brows, yaw, pitch, roll, null);
    }

    State(
        MouthShape mouth,
        float blink,
        float brows,
        float yaw,
        float pitch,
        float roll,
        @Nullable Play play) {
      this(mouth, blink, brows, yaw, pitch, roll, 0, 0, 0, play);
    }
  }

  /**
   * An expression as it was seen.
   *
   * @param offset how far each of the 468 points is from where the picture has it, x y z each, in
   *     the head's own frame and the canonical face's units (y down, z away)
   * @param right how far the right eye is shut, 1 wholly; below 0 it is opened wider
   * @param left likewise
   * @param gazeX how far the irises are to the picture's right of where the picture has them, in
   *     eye widths
   * @param gazeY likewise, downwards
   * @param shiftX how far the head is to the picture's right of where its turning on the neck
   *     carries it, canonical units
   * @param shiftY likewise, downwards
   * @param hidden how far the upper lip hides the upper teeth that it usually shows, 0 to 1
   */
  public record Play(
      float[] offset,
      float right,
      float left,
      float gazeX,
      float gazeY,
      float shiftX,
      float shiftY,
      float hidden) {
    /** Of a head that stays on its neck. */
    public Play(float[] offset, float right, float left, float gazeX, float gazeY) {
      this(offset, right, left, gazeX, gazeY, 0, 0, 0);
    }

    public Play {
      if (offset.length != 3 * FaceMesh.POINTS) {
        throw new IllegalArgumentException("an offset of " + offset.length + " values");
      }
    }
  }

  public FaceMotion {
    if (states.isEmpty()) {
      throw new IllegalArgumentException("a motion without a moment");
    }
    states = states instanceof Retarget r ? r : List.copyOf(states);
  }

  /** At a frame; before the first and after the last as there. */
  public State at(long frame) {
    return states.get((int) Math.max(0, Math.min(frame, states.size() - 1)));
  }
}
