package dev.likeness.models;

import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;
import java.util.ArrayList;
import java.util.List;

/**
 * BlazeFace (Bazarevsky et al. 2019). Takes a square sRGB picture of {@link #side()} pixels, the
 * whole scene scaled into it without distortion. Each detection has six points: right eye, left
 * eye, nose tip, middle of the mouth, right ear, left ear (right and left are the person's). Not
 * thread-safe; owns a session.
 */
public final class FaceDetector implements AutoCloseable {
  /** Points of a detection. */
  public static final int RIGHT_EYE = 0;

  public static final int LEFT_EYE = 1;
  public static final int NOSE = 2;
  public static final int MOUTH = 3;
  public static final int RIGHT_EAR = 4;
  public static final int LEFT_EAR = 5;

  private static final int POINTS = 6;
  private static final int VALUES = 4 + 2 * POINTS;
  private static final double OVERLAP = .3;

  private final PictureNet net;
  private final Anchors anchors;

  private FaceDetector(Models models, ModelId id) {
    net = new PictureNet(models, id, Preparation.of(2f / 255, -1));
    anchors = new Anchors(net.width(), new Anchors.Grid(16, 2), new Anchors.Grid(8, 6));
  }

  /** For near faces, 128². */
  public static FaceDetector shortRange(Models models) {
    return new FaceDetector(models, ModelId.FACE_DETECTOR_SHORT);
  }

  /** Finds smaller faces too, 256². */
  public static FaceDetector back(Models models) {
    return new FaceDetector(models, ModelId.FACE_DETECTOR_BACK);
  }

  /** Width and height of the picture it takes. */
  public int side() {
    return net.width();
  }

  /** Faces with at least {@code minScore} (.5 is usual), best first, none twice. */
  public List<Detection> detect(Frame picture, double minScore) {
    net.run(picture);
    List<Detection> found = new ArrayList<>();
    int anchor = 0;
    for (int grid = 0; grid < 2; grid++) {
      float[] scores = net.values(grid);
      float[] boxes = net.values(grid + 2);
      for (int i = 0; i < scores.length; i++, anchor++) {
        double score = Anchors.sigmoid(scores[i]);
        if (score >= minScore) {
          found.add(anchors.decode(anchor, score, boxes, i * VALUES, POINTS));
        }
      }
    }
    return Anchors.melt(found, OVERLAP);
  }

  @Override
  public void close() {
    net.close();
  }
}
