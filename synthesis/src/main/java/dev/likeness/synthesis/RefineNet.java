package dev.likeness.synthesis;

import dev.likeness.models.net.Ops;
import dev.likeness.models.net.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Corrects a painted face of one person (a U-Net, Ronneberger et al. 2015, on pixels folded four to
 * one, so that no layer runs at full size):
 *
 * <pre>
 * look          B × 22 × 96 × 96    what {@link FaceCanvas} draws
 * a             B × 16 × 96 × 96    3×3, leaky, twice; halved
 * b             B × 32 × 48 × 48    3×3, leaky, twice; halved
 * c             B × 48 × 24 × 24    3×3, leaky, twice; halved
 * d             B × 64 × 12 × 12    3×3, leaky, twice
 * c', b', a'    as c, b, a          3×3 to that many channels, twice as large, added to the level's
 *                                   own; 3×3, leaky
 * out           B × 16 × 96 × 96    3×3: 12 what is added to the folded colours (−1 to 1), 4 the
 *                                   log-odds that it should be
 * </pre>
 */
public final class RefineNet {
  /** Channels of what comes out: 4 pixels' red, green, blue, then 4 pixels' log-odds. */
  public static final int OUT = 16;

  private static final int[] WIDTH = {16, 32, 48, 64};
  private static final float SLOPE = .1f;

  private RefineNet() {}

  /** Its parameters, before they have learnt: at first it adds next to nothing. */
  public static List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    int in = FaceCanvas.CHANNELS;
    for (int l = 0; l < WIDTH.length; l++) {
      conv(all, "in" + l + "a", in, WIDTH[l]);
      conv(all, "in" + l + "b", WIDTH[l], WIDTH[l]);
      in = WIDTH[l];
    }
    for (int l = WIDTH.length - 2; l >= 0; l--) {
      conv(all, "up" + l + "a", WIDTH[l + 1], WIDTH[l]);
      conv(all, "up" + l + "b", WIDTH[l], WIDTH[l]);
    }
    all.add(Parameter.random("out.weight", .002f, OUT, WIDTH[0], 3, 3));
    all.add(Parameter.constant("out.bias", 0, OUT));
    return all;
  }

  private static void conv(List<Parameter> all, String name, int in, int out) {
    all.add(Parameter.random(name + ".weight", (float) Math.sqrt(2.0 / (9 * in)), out, in, 3, 3));
    all.add(Parameter.constant(name + ".bias", 0, out));
  }

  /** What comes out for what the canvas drew. */
  public static <T> T of(Ops<T> ops, T look) {
    List<T> levels = new ArrayList<>();
    T x = look;
    for (int l = 0; l < WIDTH.length; l++) {
      x = layer(ops, "in" + l + "b", layer(ops, "in" + l + "a", l == 0 ? x : ops.down(x)));
      levels.add(x);
    }
    for (int l = WIDTH.length - 2; l >= 0; l--) {
      x = ops.add(ops.up(layer(ops, "up" + l + "a", x)), levels.get(l));
      x = layer(ops, "up" + l + "b", x);
    }
    return ops.conv(x, ops.parameter("out.weight"), ops.parameter("out.bias"));
  }

  private static <T> T layer(Ops<T> ops, String name, T x) {
    return ops.leaky(
        ops.conv(x, ops.parameter(name + ".weight"), ops.parameter(name + ".bias")), SLOPE);
  }
}
