package dev.likeness.synthesis.duel;

import dev.likeness.models.train.Torch;
import dev.likeness.models.train.Var;
import java.util.SplittableRandom;

/**
 * Changes pictures at random before the discriminator sees them, real ones and made ones alike, so
 * that it cannot learn the few real ones by heart; gradients go through (DiffAugment, Zhao et al.
 * 2020): colour, place and size, and a hole.
 *
 * @param colour how much brightness, saturation and contrast change, 1 as published; 0 for not
 * @param move how far pictures move, in sides; .125 as published
 * @param zoom by how much they grow or shrink at most, as a share
 * @param hole the hole's side, in sides; .5 as published, 0 for none
 */
public record Augment(double colour, double move, double zoom, double hole) {
  /** For faces that lie in place: less colour, a smaller hole, and some zoom. */
  public static final Augment USUAL = new Augment(.6, .125, .1, .25);

  /** Nothing is changed. */
  public static final Augment NONE = new Augment(0, 0, 0, 0);

  public Augment {
    if (!(colour >= 0 && colour <= 2 && move >= 0 && move <= .5)
        || !(zoom >= 0 && zoom <= .5 && hole >= 0 && hole <= .75)) {
      throw new IllegalArgumentException(
          "augmentation %s, %s, %s, %s".formatted(colour, move, zoom, hole));
    }
  }

  /**
   * The changed pictures.
   *
   * @param x B × 3 × side × side, −1 to 1
   */
  public Var apply(Torch torch, Var x, SplittableRandom random) {
    int n = (int) x.shape()[0];
    int side = (int) x.shape()[2];
    Var y = x;
    if (colour > 0) {
      y = y.plus(each(torch, n, random, -.5 * colour, .5 * colour));
      Var grey = y.mean(1L);
      Var saturation = each(torch, n, random, 1 - .8 * Math.min(1, colour), 1 + .8 * colour);
      y = y.minus(grey).times(saturation).plus(grey);
      Var mean = y.mean(1L, 2, 3);
      Var contrast = each(torch, n, random, 1 - .5 * Math.min(1, colour), 1 + .5 * colour);
      y = y.minus(mean).times(contrast).plus(mean);
    }
    if (move > 0 || zoom > 0) {
      y = y.sample(torch.of(places(n, side, random), n, side, side, 2));
    }
    return hole > 0 ? y.times(torch.of(holes(n, side, random), n, 1, side, side)) : y;
  }

  private static Var each(Torch torch, int n, SplittableRandom r, double from, double to) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) (from + (to - from) * r.nextDouble());
    }
    return torch.of(v, n, 1, 1, 1);
  }

  /** Where each pixel of each picture is taken from: x, y, −1 to 1. */
  private float[] places(int n, int side, SplittableRandom r) {
    float[] v = new float[n * side * side * 2];
    for (int i = 0, o = 0; i < n; i++) {
      // whole pixels, so that pictures that only move do not get softer
      double dx = 2.0 * Math.rint(move * side * (2 * r.nextDouble() - 1)) / side;
      double dy = 2.0 * Math.rint(move * side * (2 * r.nextDouble() - 1)) / side;
      double k = zoom == 0 || r.nextDouble() < .5 ? 1 : 1 + zoom * (2 * r.nextDouble() - 1);
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          v[o++] = (float) (((2 * x + 1.0) / side - 1) * k + dx);
          v[o++] = (float) (((2 * y + 1.0) / side - 1) * k + dy);
        }
      }
    }
    return v;
  }

  /** 0 where each picture's hole is, 1 elsewhere. */
  private float[] holes(int n, int side, SplittableRandom r) {
    float[] v = new float[n * side * side];
    int h = (int) Math.round(hole * side);
    for (int i = 0; i < n; i++) {
      int left = r.nextInt(side + 1) - h / 2;
      int top = r.nextInt(side + 1) - h / 2;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          boolean in = x >= left && x < left + h && y >= top && y < top + h;
          v[(i * side + y) * side + x] = in ? 0 : 1;
        }
      }
    }
    return v;
  }
}
