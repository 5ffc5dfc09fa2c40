package dev.likeness.forensics;

import dev.likeness.models.net.Layers;
import dev.likeness.models.net.Ops;
import dev.likeness.models.net.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees seams (trained on self-blended images, Shiohara and Yamasaki 2022):
 *
 * <pre>
 * face          B × 3 × 128 × 128     sRGB from −1 to 1, eyes level
 * detail        B × 3 × 128 × 128     each channel less the mean around it, four times as strong
 * a             B × 12 × 128 × 128    3×3, leaky; halved
 * b             B × 24 × 64 × 64      3×3, leaky; halved
 * c, d          B × 32 × 32 × 32      3×3, leaky, twice; halved
 * e, f          B × 48 × 16 × 16      3×3, leaky, twice
 * mask          B × 1 × 16 × 16       1×1: log-odds that the place was replaced
 * g             B × 48 × 8 × 8        3×3 of f halved, leaky; mean
 * whole         B × 1                 log-odds that anything was
 * </pre>
 */
public final class BlendNet {
  public static final int SIDE = 128;
  public static final int MASK = 16;
  private static final float LOUD = 4;

  private BlendNet() {}

  /**
   * What comes out.
   *
   * @param mask log-odds for each place
   * @param whole log-odds for the picture
   */
  public record Out<T>(T mask, T whole) {}

  /** Its parameters, before they have learnt. */
  public static List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    all.add(Parameter.given("detail.weight", 3, 3, 5, 5));
    all.add(Parameter.given("detail.bias", 3));
    Layers.conv(all, "a", 6, 12);
    Layers.conv(all, "b", 12, 24);
    Layers.conv(all, "c", 24, 32);
    Layers.conv(all, "d", 32, 32);
    Layers.conv(all, "e", 32, 48);
    Layers.conv(all, "f", 48, 48);
    Layers.conv(all, "g", 48, 48);
    all.add(Parameter.random("mask.weight", .05f, 1, 48, 1, 1));
    all.add(Parameter.constant("mask.bias", 0, 1));
    all.add(Parameter.random("whole.weight", .05f, 1, 48));
    all.add(Parameter.constant("whole.bias", 0, 1));
    return all;
  }

  /** The fixed filter: what is left when the mean of 5×5 pixels is taken away. */
  public static float[] detail() {
    float[] w = new float[3 * 3 * 25];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 25; i++) {
        w[(c * 3 + c) * 25 + i] = LOUD * ((i == 12 ? 1 : 0) - 1 / 25f);
      }
    }
    return w;
  }

  public static <T> Out<T> of(Ops<T> ops, T face) {
    T x = ops.join(face, Layers.conv(ops, "detail", face));
    x = ops.down(Layers.leaky(ops, "a", x));
    x = ops.down(Layers.leaky(ops, "b", x));
    x = ops.down(Layers.leaky(ops, "d", Layers.leaky(ops, "c", x)));
    x = Layers.leaky(ops, "f", Layers.leaky(ops, "e", x));
    T mask = Layers.conv(ops, "mask", x);
    T mean = ops.down(ops.down(ops.down(Layers.leaky(ops, "g", ops.down(x)))));
    T whole = Layers.linear(ops, "whole", ops.shape(mean, -1, 48));
    return new Out<>(mask, whole);
  }

  /** A crop as the network takes it: three planes from −1 to 1, written at {@code at}. */
  public static void put(byte[] rgb, float[] to, int at) {
    int n = SIDE * SIDE;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        to[at + c * n + i] = (rgb[3 * i + c] & 255) / 127.5f - 1;
      }
    }
  }
}
