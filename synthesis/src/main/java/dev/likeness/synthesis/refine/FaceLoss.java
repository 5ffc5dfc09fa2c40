package dev.likeness.synthesis.refine;

import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import dev.likeness.synthesis.FaceCanvas;

/**
 * How far made faces are off real ones, in folded colours: edges, changes from one moment to the
 * next, and means, spreads and likeness of blocks (SSIM, Wang et al. 2004).
 */
final class FaceLoss {
  private static final double C1 = .0004;
  private static final double C2 = .0036;

  private FaceLoss() {}

  /** Weights of each colour, from those of each pixel. */
  static Var each(TorchOps ops, Var four) {
    return ops.join(ops.join(four, four), four);
  }

  /** The weights, but nowhere more than 1. */
  static Var inside(TorchOps ops, Var w) {
    return ops.leaky(w.times(-1).plus(1), 0).times(-1).plus(1);
  }

  /** Differences of neighbours across and down, at full size. */
  static Var edges(TorchOps ops, Var off) {
    Var d = ops.unfold(off);
    long side = FaceCanvas.SIDE;
    Var across = d.narrow(3, 1, side - 1).minus(d.narrow(3, 0, side - 1));
    Var down = d.narrow(2, 1, side - 1).minus(d.narrow(2, 0, side - 1));
    return across.abs().mean().plus(down.abs().mean());
  }

  /** How differently made and real faces change from one moment to the next. */
  static Var change(TorchOps ops, Var off, Var w, int n) {
    Var pairs = ops.shape(off, n / 2, 24, FaceCanvas.HALF, FaceCanvas.HALF);
    Var weight = ops.shape(w, n / 2, 24, FaceCanvas.HALF, FaceCanvas.HALF).narrow(1, 0, 12);
    return pairs.narrow(1, 12, 12).minus(pairs.narrow(1, 0, 12)).abs().times(weight).mean();
  }

  /** One less the structural similarity of blocks of 8×8 pixels, mean over all. */
  static Var blocks(TorchOps ops, Var a, Var b) {
    Var ma = block(ops, a);
    Var mb = block(ops, b);
    Var va = block(ops, a.square()).minus(ma.square());
    Var vb = block(ops, b.square()).minus(mb.square());
    Var both = block(ops, a.times(b)).minus(ma.times(mb));
    Var up = ma.times(mb).times(2).plus(C1).times(both.times(2).plus(C2));
    Var low = ma.square().plus(mb.square()).plus(C1).times(va.plus(vb).plus(C2));
    return up.over(low).mean().times(-1).plus(1);
  }

  private static Var block(TorchOps ops, Var x) {
    return ops.down(ops.down(x));
  }

  /** Peak signal to noise of a mean square, of values from −1 to 1. */
  static double decibels(double square) {
    return 10 * Math.log10(4 / Math.max(square, 1e-9));
  }

  /** Measures faces against real ones, inside the face. */
  static final class Tally {
    private double square;
    private double alike;
    private double weight;
    private int faces;
    private long values;

    /**
     * Adds one.
     *
     * @param w see {@link #inside}
     */
    void add(TorchOps ops, Var made, Var real, Var w) {
      values = 1;
      for (long s : made.shape()) {
        values *= s;
      }
      faces++;
      weight += w.mean().value() * values;
      square += made.minus(real).square().times(w).mean().value() * values;
      alike += 1 - blocks(ops, made.times(w), real.times(w)).value();
    }

    double decibels() {
      return FaceLoss.decibels(square / weight);
    }

    /** Structural similarity; blocks outside are alike. */
    double similarity() {
      double part = weight / ((double) values * faces);
      return 1 - (1 - alike / faces) / part;
    }
  }
}
