package dev.likeness.synthesis.duel;

/**
 * How the generator is led to the pictures, so that few of them are enough and nothing collapses:
 * pictures have latents of their own ({@link Anchors}), and what it draws from these is held near
 * them while the duel goes on. Without a {@link Ground} it may first learn nothing else for some
 * steps, which gives soft pictures of the right kind to start from.
 *
 * @param steps before the duel begins; 0 for none
 * @param pictures of each batch that are drawn from their own latents in the duel
 * @param hold weight of the nearness in the duel
 * @param rate step size before the duel
 */
public record Lead(int steps, int pictures, double hold, double rate) {
  /** A duel as it is without. */
  public static final Lead NONE = new Lead(0, 0, 0, .003);

  public Lead {
    if (steps < 0 || pictures < 0 || !(hold >= 0) || !(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "led for %d steps, %d pictures, weight %s, rate %s"
              .formatted(steps, pictures, hold, rate));
    }
  }
}
