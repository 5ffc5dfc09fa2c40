package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import org.jspecify.annotations.Nullable;

/**
 * How a persona's head is held when a driver's is: turned as it is, as far as a still picture
 * bears, and where it goes in its picture. That is seen far more surely than how it is turned, and
 * every head turns on a neck of its own. Not thread-safe.
 */
final class HeadMotion {
  /** Degrees beyond which a still picture cannot be turned; approached softly. */
  static final double MOST_YAW = 27;

  static final double MOST_PITCH = 17;
  static final double MOST_ROLL = 25;

  /** So far from where its neck carries it a head goes at most, canonical units; softly. */
  static final double MOST_SHIFT = 2;

  /** Weights over time: a head does not tremble. */
  private static final double[] STEADY = {1, .88, .61, .32, .14};

  private final DriverFrames driver;
  private final FaceMesh base;
  private final double amount;
  private final double[] pose = new double[3];

  /** Where the driver's face is when the persona's is where its picture has it, pixels. */
  private final double[] place = new double[2];

  /** The driver's pixels for a canonical unit. */
  private final double unit;

  /**
   * How the head is held.
   *
   * @param yaw degrees that it turns from where it is in the picture, to the picture's right
   * @param pitch likewise, downwards
   * @param roll likewise, clockwise
   * @param shiftX how far it is to the picture's right of where its neck carries it, canonical
   *     units
   * @param shiftY likewise, downwards
   */
  record Held(float yaw, float pitch, float roll, float shiftX, float shiftY) {}

  /**
   * @param base the persona's mesh
   * @param like the driver's moment that is like the persona's picture, which is then turned as the
   *     driver is; null: it starts from its own picture
   */
  HeadMotion(
      DriverFrames driver,
      DriverHabits habits,
      DriverMotion.@Nullable Seen like,
      FaceMesh base,
      double amount) {
    this.driver = driver;
    this.base = base;
    this.amount = amount;
    HeadFrame head = HeadFrame.of(base);
    pose[0] = like != null ? head.pose.yaw() : habits.middle(DriverMotion.Seen::yaw);
    pose[1] = like != null ? head.pose.pitch() : habits.middle(DriverMotion.Seen::pitch);
    pose[2] = like != null ? head.pose.roll() : habits.middle(DriverMotion.Seen::roll);
    place[0] = like == null ? habits.middle(DriverMotion.Seen::x) : like.x();
    place[1] = like == null ? habits.middle(DriverMotion.Seen::y) : like.y();
    float[] there =
        like == null
            ? new float[2]
            : carried(turned(new double[] {like.yaw(), like.pitch(), like.roll()}));
    unit = habits.middle(DriverMotion.Seen::size);
    // a turn that is there from the beginning goes with the neck
    place[0] -= unit * there[0];
    place[1] -= unit * there[1];
  }

  Held at(int frame) {
    double[] head = steady(frame);
    float[] turned = turned(head);
    float[] carried = carried(turned);
    return new Held(
        turned[0],
        turned[1],
        turned[2],
        soft(amount * (head[3] - place[0]) / unit - carried[0], MOST_SHIFT),
        soft(amount * (head[4] - place[1]) / unit - carried[1], MOST_SHIFT));
  }

  /** How the persona's head turns when the driver's is held so. */
  private float[] turned(double[] head) {
    return new float[] {
      soft(amount * (head[0] - pose[0]), MOST_YAW),
      // positive pitch looks up, and here turns down
      soft(-amount * (head[1] - pose[1]), MOST_PITCH),
      soft(amount * (head[2] - pose[2]), MOST_ROLL)
    };
  }

  /** How far the neck alone would carry the face then. */
  private float[] carried(float[] turned) {
    return Neck.carried(base, turned[0], turned[1], turned[2]);
  }

  /** How the head is turned and where it is, averaged over the frames around. */
  private double[] steady(int frame) {
    double[] out = new double[5];
    double total = 0;
    for (int d = 1 - STEADY.length; d < STEADY.length; d++) {
      DriverMotion.Seen s = driver.at(frame + d);
      double w = STEADY[Math.abs(d)];
      total += w;
      out[0] += w * s.yaw();
      out[1] += w * s.pitch();
      out[2] += w * s.roll();
      out[3] += w * s.x();
      out[4] += w * s.y();
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= total;
    }
    return out;
  }

  /** As it is up to two thirds, then ever less, never more than the most. */
  static float soft(double v, double most) {
    double line = .67 * most;
    double over = Math.abs(v) - line;
    double rest = most - line;
    return (float) (over <= 0 ? v : Math.signum(v) * (line + rest * Math.tanh(over / rest)));
  }
}
