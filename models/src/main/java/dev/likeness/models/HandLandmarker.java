package dev.likeness.models;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;

/**
 * MediaPipe hand landmarks, full (Zhang et al. 2020). Takes 224×224 sRGB pixels of one hand,
 * fingers up: the palm's box turned so that wrist to middle finger points up, shifted up by half
 * its height and 2.6 times as large. Not thread-safe; owns a session.
 */
public final class HandLandmarker implements AutoCloseable {
  /** Width and height of the picture it takes. */
  public static final int SIDE = 224;

  /** How many points there are: wrist, then four for each finger from thumb to little finger. */
  public static final int POINTS = 21;

  /**
   * A hand.
   *
   * @param points 21 × (x, y, z) in pixels of the picture given
   * @param presence 0 to 1, whether there is a hand
   */
  public record Hand(float[] points, double presence) {}

  private final PictureNet net;

  public HandLandmarker(Models models) {
    net = new PictureNet(models, ModelId.HAND_LANDMARKS, Preparation.of(1f / 255, 0));
  }

  /**
   * The square to look at for a palm found by {@link HandDetector}: a map from this network's
   * picture to that detector's.
   */
  public static Affine2 region(Detection palm) {
    double side = Math.max(palm.width(), palm.height());
    double dx = palm.x(HandDetector.MIDDLE) - palm.x(HandDetector.WRIST);
    double dy = palm.y(HandDetector.MIDDLE) - palm.y(HandDetector.WRIST);
    double turn = Math.atan2(dx, -dy);
    return Affine2.squareTo(
        (palm.left() + palm.right()) / 2 + .5 * side * Math.sin(turn),
        (palm.top() + palm.bottom()) / 2 - .5 * side * Math.cos(turn),
        2.6 * side,
        turn,
        SIDE);
  }

  /** Looks at one hand; under .5 presence there is none and the points mean nothing. */
  public Hand find(Frame hand) {
    net.run(hand);
    return new Hand(net.values(0), net.session().output(1).get(0));
  }

  @Override
  public void close() {
    net.close();
  }
}
