package dev.likeness.provenance.mark;

import dev.likeness.core.Picture;

/**
 * Draws a mark so that the picture itself does not drown it: what a reader would find by chance in
 * the picture is taken into account when the waves' amplitudes are chosen (Malvar and Florêncio
 * 2003, improved spread spectrum). For a film that is done for a picture that stands for others.
 * Stateless.
 */
public final class MarkTuner {
  private static final int ROUNDS = 3;
  private static final double HASTE = .7;
  private static final double LEAST = -1;
  private static final double MOST = 3;

  private MarkTuner() {}

  /** A still picture with the mark. */
  public static Picture mark(MarkKey key, MarkId id, Picture picture) {
    return writer(key, id, Medium.STILL, picture).on(picture);
  }

  /** What draws the mark into a picture, and as well into those that are like it. */
  public static MarkWriter writer(MarkKey key, MarkId id, Medium medium, Picture picture) {
    Tile tile = new Tile(key);
    Decoder decoder = new Decoder(tile);
    int w = picture.width();
    int h = picture.height();
    double scale = medium.scale(w, h);
    Decoder.Fit fit = Decoder.Fit.drawn(id, medium, w, h);
    float[][] signs = tile.signs(id);
    double[] shares = shares(tile, medium);
    float[][] amplitudes = {signs[0].clone(), signs[1].clone()};
    MarkWriter writer = new MarkWriter(tile, amplitudes, id, medium, w, h);
    for (int i = 0; i < ROUNDS && Tile.fits(w, h); i++) {
      Plane white = Whitened.of(MarkReader.luma(writer.on(picture)));
      adjust(
          amplitudes,
          signs,
          shares,
          decoder.values(Fold.of(white, Place.of(scale, scale, 0)), fit));
      writer = new MarkWriter(tile, amplitudes, id, medium, w, h);
    }
    return writer;
  }

  /** How strong a wave is to be found, of 1 altogether: in films slow ones, which codecs keep. */
  private static double[] shares(Tile tile, Medium medium) {
    double[] shares = new double[tile.waves().size()];
    double sum = 0;
    for (int j = 0; j < shares.length; j++) {
      Tile.Wave w = tile.waves().get(j);
      shares[j] = medium == Medium.FILM ? Math.pow(Math.hypot(w.kx(), w.ky()), -.7) : 1;
      sum += shares[j];
    }
    for (int j = 0; j < shares.length; j++) {
      shares[j] /= sum;
    }
    return shares;
  }

  /** Towards values of the wanted shares. */
  private static void adjust(
      float[][] amplitudes, float[][] signs, double[] shares, float[][] values) {
    double value = 0;
    double amplitude = 0;
    for (int c = 0; c < 2; c++) {
      for (int j = 0; j < signs[c].length; j++) {
        value += values[c][j] * signs[c][j];
        amplitude += amplitudes[c][j] * signs[c][j];
      }
    }
    if (value <= 0) {
      return; // nothing of it can be read, as in a picture of a few pixels
    }
    for (int c = 0; c < 2; c++) {
      for (int j = 0; j < signs[c].length; j++) {
        double missing = (shares[j] * value / 2 - values[c][j] * signs[c][j]) * amplitude / value;
        double a = amplitudes[c][j] * signs[c][j] + HASTE * missing;
        amplitudes[c][j] = (float) Math.max(LEAST, Math.min(MOST, a)) * signs[c][j];
      }
    }
  }
}
