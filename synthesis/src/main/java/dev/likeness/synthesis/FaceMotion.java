package dev.likeness.synthesis;

import dev.likeness.core.MouthShape;
import java.util.List;

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
   */
  public record State(
      MouthShape mouth, float blink, float brows, float yaw, float pitch, float roll) {
    public static final State REST = new State(MouthShape.REST, 0, 0, 0, 0, 0);
  }

  public FaceMotion {
    if (states.isEmpty()) {
      throw new IllegalArgumentException("a motion without a moment");
    }
    states = List.copyOf(states);
  }

  /** At a frame; before the first and after the last as there. */
  public State at(long frame) {
    return states.get((int) Math.max(0, Math.min(frame, states.size() - 1)));
  }
}
