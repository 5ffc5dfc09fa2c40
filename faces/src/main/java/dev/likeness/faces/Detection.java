package dev.likeness.faces;

import dev.likeness.core.Box;
import java.util.List;

/**
 * A face that the detector found, in picture pixels. The frame may reach over the picture's edge.
 *
 * @param keypoints x, y of right eye, left eye, nose tip, mouth centre, right and left ear tragion
 * @param score 0 to 1
 */
public record Detection(
    double x, double y, double width, double height, List<Double> keypoints, double score) {
  public Detection {
    keypoints = List.copyOf(keypoints);
    if (keypoints.size() != 12) {
      throw new IllegalArgumentException(
          "a detection has 6 key points, not %d values".formatted(keypoints.size()));
    }
  }

  public double kx(int i) {
    return keypoints.get(2 * i);
  }

  public double ky(int i) {
    return keypoints.get(2 * i + 1);
  }

  /** The frame as whole pixels. */
  public Box box() {
    int l = (int) Math.floor(x);
    int t = (int) Math.floor(y);
    return new Box(l, t, (int) Math.ceil(x + width) - l, (int) Math.ceil(y + height) - t);
  }
}
