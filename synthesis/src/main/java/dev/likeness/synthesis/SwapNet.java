package dev.likeness.synthesis;

import dev.likeness.models.net.Layers;
import dev.likeness.models.net.Ops;
import dev.likeness.models.net.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Swaps two people's faces: one encoder, which says in few numbers how a face is lit and what it
 * does, and a decoder for each person, which draws that person so. A decoder draws onto what the
 * warp of its person shows already, and says how sure it is; pixels are folded four to one.
 *
 * <pre>
 * seen          B × 12 × 96 × 96    the other's face, folded, on the mesh that is painted; halved
 * a             B × 24 × 48 × 48    3×3, leaky; halved
 * b             B × 48 × 24 × 24    3×3, leaky; halved
 * c             B × 64 × 12 × 12    3×3, leaky; halved
 * d             B × 64 × 6 × 6      3×3, leaky
 * code          B × 96              linear, of unit mean square
 *
 * look          B × 22 × 96 × 96    the person's warp and the mesh, as {@link FaceCanvas} draws it
 * e             B × 64 × 6 × 6      linear, leaky
 * f             B × 64 × 12 × 12    3×3, leaky, twice as large; with look: 3×3, leaky
 * g             B × 48 × 24 × 24    likewise
 * h             B × 32 × 48 × 48    likewise
 * i             B × 16 × 96 × 96    likewise, and 3×3, leaky
 * out           B × 16 × 96 × 96    3×3: 12 what is added to the folded warp, 4 the log-odds that
 *                                   it should be
 * </pre>
 *
 * 0.3 million weights of the encoder, 0.4 million of each decoder.
 */
public final class SwapNet {
  /** Channels of the other's face. */
  public static final int SEEN = 12;

  /** Whose decoder. */
  public static final String PERSONA = "persona";

  public static final String TARGET = "target";

  private static final int CODE = 96;
  private static final int LOW = FaceCanvas.HALF / 16;
  private static final int[] DOWN = {24, 48, 64, 64};
  private static final int[] UP = {64, 48, 32, 16};
  private static final int FLAT = DOWN[3] * LOW * LOW;

  private SwapNet() {}

  /** What is kept: the encoder and the persona's decoder. At first they add next to nothing. */
  public static List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    int in = SEEN;
    for (int l = 0; l < DOWN.length; l++) {
      Layers.conv(all, "in" + l, in, DOWN[l]);
      in = DOWN[l];
    }
    Layers.linear(all, "code", FLAT, CODE);
    decoder(all, PERSONA);
    return all;
  }

  /** All that learns: the target's decoder too, without which the encoder would not know it. */
  public static List<Parameter> learning() {
    List<Parameter> all = parameters();
    decoder(all, TARGET);
    return all;
  }

  private static void decoder(List<Parameter> all, String who) {
    Layers.linear(all, who + ".flat", CODE, FLAT);
    int in = DOWN[3];
    for (int l = 0; l < UP.length; l++) {
      Layers.conv(all, who + ".up" + l + "a", in, UP[l]);
      Layers.conv(all, who + ".up" + l + "b", UP[l] + FaceCanvas.CHANNELS, UP[l]);
      in = UP[l];
    }
    Layers.conv(all, who + ".last", in, in);
    Layers.conv(all, who + ".out", in, RefineNet.OUT, RefineNet.QUIET);
  }

  /** What a face does, in few numbers. */
  public static <T> T code(Ops<T> ops, T seen) {
    T x = seen;
    for (int l = 0; l < DOWN.length; l++) {
      x = Layers.leaky(ops, "in" + l, ops.down(x));
    }
    T flat = ops.shape(x, -1, FLAT);
    return ops.normalise(Layers.linear(ops, "code", flat), 1);
  }

  /**
   * What comes out for one of the two, see {@link RefineNet#OUT}.
   *
   * @param look what the canvas of that person's view drew
   */
  public static <T> T face(Ops<T> ops, String who, T look, T code) {
    List<T> sizes = looks(ops, look);
    T x = ops.leaky(Layers.linear(ops, who + ".flat", code), Layers.SLOPE);
    x = ops.shape(x, -1, DOWN[3], LOW, LOW);
    for (int l = 0; l < UP.length; l++) {
      x = ops.up(Layers.leaky(ops, who + ".up" + l + "a", x));
      x = Layers.leaky(ops, who + ".up" + l + "b", ops.join(x, sizes.get(UP.length - 1 - l)));
    }
    x = Layers.leaky(ops, who + ".last", x);
    return Layers.conv(ops, who + ".out", x);
  }

  /** The look at its own size, halved, and so on. */
  private static <T> List<T> looks(Ops<T> ops, T look) {
    List<T> all = new ArrayList<>();
    T x = look;
    for (int l = 0; l < UP.length; l++) {
      x = l == 0 ? x : ops.down(x);
      all.add(x);
    }
    return all;
  }

  /** The persona's face as the other's is seen: what a swap paints. */
  public static <T> T of(Ops<T> ops, T look, T seen) {
    return face(ops, PERSONA, look, code(ops, seen));
  }
}
