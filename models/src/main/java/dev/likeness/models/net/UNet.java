package dev.likeness.models.net;

import java.util.ArrayList;
import java.util.List;

/**
 * A network that draws a picture onto a picture, and sees the large while it draws the small
 * (U-Net, Ronneberger et al. 2015). Of three widths a, b, c:
 *
 * <pre>
 * in0a, in0b    B × a × H × W        3×3, leaky, twice; halved
 * in1a, in1b    B × b × H/2 × W/2    3×3, leaky, twice; halved
 * in2a, in2b    B × c × H/4 × W/4    3×3, leaky, twice
 * deep          B × c × H/4 × W/4    3×3, leaky, where there is one
 * up1a, up1b    B × b × H/2 × W/2    3×3 to that many channels, leaky, twice as large, added to the
 *                                    level's own; 3×3, leaky
 * up0a, up0b    B × a × H × W        likewise
 * out           B × out × H × W      3×3
 * </pre>
 *
 * @param in channels that go in
 * @param widths channels of each level, from the finest
 * @param deep whether the coarsest level has a third layer
 * @param out channels that come out
 */
public record UNet(int in, List<Integer> widths, boolean deep, int out) {
  public UNet {
    widths = List.copyOf(widths);
  }

  /**
   * Its parameters, before they have learnt.
   *
   * @param spread standard deviation of the last layer's weights: how loudly it begins
   */
  public List<Parameter> parameters(float spread) {
    List<Parameter> all = new ArrayList<>();
    int from = in;
    for (int l = 0; l < widths.size(); l++) {
      Layers.conv(all, "in" + l + "a", from, widths.get(l));
      Layers.conv(all, "in" + l + "b", widths.get(l), widths.get(l));
      from = widths.get(l);
    }
    if (deep) {
      Layers.conv(all, "deep", from, from);
    }
    for (int l = widths.size() - 2; l >= 0; l--) {
      Layers.conv(all, "up" + l + "a", widths.get(l + 1), widths.get(l));
      Layers.conv(all, "up" + l + "b", widths.get(l), widths.get(l));
    }
    Layers.conv(all, "out", widths.getFirst(), out, spread);
    return all;
  }

  /**
   * What comes out.
   *
   * @param x height and width can be halved once for each level but the first
   */
  public <T> T of(Ops<T> ops, T x) {
    List<T> levels = new ArrayList<>();
    T y = x;
    for (int l = 0; l < widths.size(); l++) {
      y = Layers.leaky(ops, "in" + l + "a", l == 0 ? y : ops.down(y));
      y = Layers.leaky(ops, "in" + l + "b", y);
      levels.add(y);
    }
    if (deep) {
      y = Layers.leaky(ops, "deep", y);
    }
    for (int l = widths.size() - 2; l >= 0; l--) {
      y = ops.add(ops.up(Layers.leaky(ops, "up" + l + "a", y)), levels.get(l));
      y = Layers.leaky(ops, "up" + l + "b", y);
    }
    return Layers.conv(ops, "out", y);
  }
}
