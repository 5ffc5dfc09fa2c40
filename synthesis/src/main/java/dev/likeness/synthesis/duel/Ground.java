package dev.likeness.synthesis.duel;

import dev.likeness.models.net.Ops;
import dev.likeness.models.net.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a generator lays under its picture before its levels say anything: the mean of the pictures
 * that are learnt from, and what goes with each of their first principal components ({@link
 * Anchors}), at full size. Where what is shown lies in place, as the features of faces do after
 * {@link CommonShape}, such sums look like the pictures already (Sirovich and Kirby 1987; the
 * textures of Cootes et al. 1998), but for what no sum can say: hair is a haze, and detail is soft.
 * So the duel need not begin with noise. It is computed once, and stays.
 *
 * @param mean 3 × side × side, −1 to 1
 * @param parts (3 · side · side) × codes: what a component adds at one deviation
 */
record Ground(float[] mean, float[] parts) {
  static final String MEAN = "ground.mean";
  static final String PARTS = "ground.parts";

  /** What a generator keeps of it. */
  static List<Parameter> parameters(NetSize size) {
    long numbers = 3L * size.side() * size.side();
    return List.of(Parameter.given(MEAN, numbers), Parameter.given(PARTS, numbers, size.codes()));
  }

  /**
   * The ground of styles at all sides that the levels see it at, by side.
   *
   * @param style B × (codes + latent)
   */
  static <T> Map<Integer, T> lay(Ops<T> ops, NetSize size, T style) {
    T codes = ops.part(style, 0, size.codes());
    T flat = ops.linear(codes, ops.parameter(PARTS), ops.parameter(MEAN));
    T picture = ops.shape(flat, -1, 3, size.side(), size.side());
    Map<Integer, T> sides = new HashMap<>();
    for (int s = size.side(); s >= 8; s /= 2) {
      sides.put(s, picture);
      picture = s == 8 ? picture : ops.down(picture);
    }
    return sides;
  }
}
