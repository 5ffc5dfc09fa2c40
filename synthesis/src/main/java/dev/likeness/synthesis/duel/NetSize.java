package dev.likeness.synthesis.duel;

/**
 * How large a generator and its discriminator are.
 *
 * @param side of the pictures, pixels: 16, 32, 64, 128 or 256
 * @param latent how many numbers a picture is made from
 * @param width channels against the usual (1): 192 at 4×4 and 8×8, then half as many each time the
 *     side doubles twice over; .1 to 4
 * @param classes how many kinds of pictures there are; 0 where they have no labels
 * @param codes the first so many numbers of the latent say what the picture looks like, see {@link
 *     Ground}; 0 where all are chance
 */
public record NetSize(int side, int latent, double width, int classes, int codes) {
  /** The coarsest level. */
  static final int FIRST = 4;

  private static final int MOST = 192;

  public NetSize {
    if (side < 16 || side > 256 || Integer.bitCount(side) != 1) {
      throw new IllegalArgumentException(
          "pictures of side %d: it must be 16, 32, 64, 128 or 256".formatted(side));
    }
    if (latent < 1 || latent > 1024) {
      throw new IllegalArgumentException("a latent of " + latent + " numbers");
    }
    if (!(width >= .1 && width <= 4)) {
      throw new IllegalArgumentException("width " + width + " is not in .1–4");
    }
    if (classes < 0 || classes > 1000) {
      throw new IllegalArgumentException(classes + " classes");
    }
    if (codes < 0 || codes > latent) {
      throw new IllegalArgumentException(codes + " codes in a latent of " + latent);
    }
  }

  /**
   * The discriminator's finest level: half of the side. It reads 2×2 pixels folded into channels,
   * which costs a quarter of convolutions at full size and loses nothing.
   */
  public int finest() {
    return side / 2;
  }

  /** Channels at a level of {@code side}×{@code side}, a multiple of 8. */
  public int channels(int side) {
    double full = Math.min(MOST, 2048.0 / side) * width;
    return Math.max(8, (int) Math.round(full / 8) * 8);
  }

  /** How many numbers a style has: codes, then the bent latent. */
  public int style() {
    return codes + latent;
  }

  /** The same networks for pictures of another size. */
  public NetSize at(int side) {
    return new NetSize(side, latent, width, classes, codes);
  }
}
