package dev.likeness.models;

import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;
import java.util.ArrayList;
import java.util.List;

/**
 * MediaPipe palm detection (Zhang et al. 2020). Takes 192×192 sRGB pixels, the whole scene scaled
 * into it. A detection is the box of a palm, not of the fingers, with seven points: wrist, then
 * where index, middle, ring and little finger begin, then the thumb's two lower joints. It takes
 * much for a palm that is none: confirm each with {@link HandLandmarker}'s presence. Not
 * thread-safe; owns a session.
 */
public final class HandDetector implements AutoCloseable {
  /** Width and height of the picture it takes. */
  public static final int SIDE = 192;

  /** Points of a detection that say which way the hand points. */
  public static final int WRIST = 0;

  public static final int MIDDLE = 2;

  private static final int POINTS = 7;
  private static final int VALUES = 4 + 2 * POINTS;
  private static final double OVERLAP = .3;

  private final PictureNet net;
  private final Anchors anchors =
      new Anchors(SIDE, new Anchors.Grid(24, 2), new Anchors.Grid(12, 6));

  public HandDetector(Models models) {
    net = new PictureNet(models, ModelId.HAND_DETECTOR, Preparation.of(1f / 255, 0));
  }

  /** Palms with at least {@code minScore} (.5 is usual), best first. */
  public List<Detection> detect(Frame picture, double minScore) {
    net.run(picture);
    float[] boxes = net.values(0);
    float[] scores = net.values(1);
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < anchors.count(); i++) {
      double score = Anchors.sigmoid(scores[i]);
      if (score >= minScore) {
        found.add(anchors.decode(i, score, boxes, i * VALUES, POINTS));
      }
    }
    return Anchors.melt(found, OVERLAP);
  }

  @Override
  public void close() {
    net.close();
  }
}
