package dev.likeness.models;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.models.PictureNet.Preparation;

/**
 * NSFWJS (Laborde 2019): what kind of picture this is, for keeping sexual content out. Looks at the
 * whole picture in 224×224 sRGB. Not thread-safe; owns a session.
 */
public final class ContentClassifier implements AutoCloseable {
  private static final int SIDE = 224;

  private final PictureNet net;

  /**
   * Shares that sum to 1.
   *
   * @param drawing a harmless drawing
   * @param hentai a pornographic drawing
   * @param neutral anything else that is harmless
   * @param porn pornography
   * @param sexy a lightly dressed person, not pornography
   */
  public record Kinds(double drawing, double hentai, double neutral, double porn, double sexy) {
    /** How surely it is sexual content, drawn or photographed; 0 to 1. */
    public double sexual() {
      return porn + hentai;
    }
  }

  public ContentClassifier(Models models) {
    net = new PictureNet(models, ModelId.SEXUAL_CONTENT, Preparation.of(1 / 255f, 0));
  }

  public ModelCard card() {
    return net.session().card();
  }

  /**
   * Looks at the whole picture, its sides stretched to a square and every pixel from four
   * neighbours, as the original does it: pictures shrunk with care look smooth to it, and more like
   * drawings.
   */
  public Kinds look(Picture p) {
    double sx = (double) p.width() / SIDE;
    double sy = (double) p.height() / SIDE;
    return run(p.sample(new Affine2(sx, 0, 0, 0, sy, 0), SIDE, SIDE));
  }

  /** Looks at a picture of exactly 224×224 pixels. */
  public Kinds run(Frame picture) {
    net.run(picture);
    float[] v = net.values(0);
    return new Kinds(v[0], v[1], v[2], v[3], v[4]);
  }

  @Override
  public void close() {
    net.close();
  }
}
