package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;

/**
 * The mouth cut out of a picture, upright and always equally fine, for looks at the lips' colours.
 *
 * @param frame a square around the lips
 * @param left where it lies in the picture, pixels
 * @param top likewise
 * @param step the picture's pixels for one of its own
 */
record MouthPatch(Frame frame, double left, double top, double step) {
  /** Pixels between the eyes. */
  private static final double FINE = 56;

  /** Its side, distances between the eyes. */
  private static final double SIDE = 1.3;

  static MouthPatch of(Picture p, FaceMesh m) {
    return of(p, m, FINE);
  }

  /**
   * Likewise.
   *
   * @param fine its pixels between the eyes
   */
  static MouthPatch of(Picture p, FaceMesh m, double fine) {
    double eyes = m.eyeDistance();
    double step = eyes / fine;
    double side = SIDE * eyes;
    double left = (m.x(13) + m.x(14)) / 2 - side / 2;
    double top = (m.y(13) + m.y(14)) / 2 - side / 2;
    int n = (int) Math.ceil(side / step);
    return new MouthPatch(
        p.sample(new Affine2(step, 0, left, 0, step, top), n, n), left, top, step);
  }

  /** The mean red, green and blue of the pixels up to {@code reach} from a place of the picture. */
  double[] colour(double x, double y, int reach) {
    int cx = (int) ((x - left) / step);
    int cy = (int) ((y - top) / step);
    double n = (2 * reach + 1) * (2 * reach + 1);
    double[] sum = new double[3];
    for (int j = -reach; j <= reach; j++) {
      for (int i = -reach; i <= reach; i++) {
        int px = Math.max(0, Math.min(cx + i, frame.width() - 1));
        int py = Math.max(0, Math.min(cy + j, frame.height() - 1));
        for (int c = 0; c < 3; c++) {
          sum[c] += frame.at(px, py, c) / n;
        }
      }
    }
    return sum;
  }

  /** Log brightness, red and blue against green. */
  static double[] logs(double[] rgb) {
    double green = Math.log(rgb[1] + 8);
    return new double[] {
      Math.log(.3 * rgb[0] + .59 * rgb[1] + .11 * rgb[2] + 8),
      Math.log(rgb[0] + 8) - green,
      Math.log(rgb[2] + 8) - green
    };
  }
}
