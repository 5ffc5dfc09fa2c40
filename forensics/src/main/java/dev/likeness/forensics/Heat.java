package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;

/** Colours for maps. */
final class Heat {
  private Heat() {}

  /** Writes a colour from black over red and yellow to white for 0 to 1. */
  static void put(byte[] rgb, int at, double t) {
    rgb[at] = (byte) (int) (255 * Math.max(0, Math.min(1, 3 * t)));
    rgb[at + 1] = (byte) (int) (255 * Math.max(0, Math.min(1, 3 * t - 1)));
    rgb[at + 2] = (byte) (int) (255 * Math.max(0, Math.min(1, 3 * t - 2)));
  }

  /**
   * A part of a picture in grey with what is hot laid over it in red.
   *
   * @param heat for each pixel of the box, 0 to 1
   */
  static Frame over(Frame f, Box b, float[] heat) {
    byte[] rgb = new byte[b.width() * b.height() * 3];
    for (int y = 0, i = 0; y < b.height(); y++) {
      for (int x = 0; x < b.width(); x++, i++) {
        int grey =
            (f.at(b.x() + x, b.y() + y, 0)
                    + 2 * f.at(b.x() + x, b.y() + y, 1)
                    + f.at(b.x() + x, b.y() + y, 2))
                / 4;
        double h = Math.max(0, Math.min(1, heat[i]));
        rgb[3 * i] = (byte) (int) (grey + h * (255 - grey));
        rgb[3 * i + 1] = (byte) (int) (grey * (1 - .8 * h));
        rgb[3 * i + 2] = (byte) (int) (grey * (1 - h));
      }
    }
    return new Frame(b.width(), b.height(), rgb);
  }
}
