package dev.likeness.synthesis.refine;

import dev.likeness.models.net.Layers;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how real patches of a face look (Isola et al. 2017, section 3.2.2):
 *
 * <pre>
 * face      B × 12 × 96 × 96    folded colours, −1 to 1, 0 outside
 * a         B × 24 × 96 × 96    3×3, leaky; halved
 * b         B × 48 × 48 × 48    3×3, leaky; halved
 * c         B × 64 × 24 × 24    3×3, leaky
 * score     B × 1 × 24 × 24     1×1: higher is more real; only differences mean something
 * </pre>
 */
final class Patches {
  private static final float SLOPE = .2f;

  private Patches() {}

  static List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    Layers.conv(all, "a", 12, 24);
    Layers.conv(all, "b", 24, 48);
    Layers.conv(all, "c", 48, 64);
    all.add(Parameter.random("score.weight", .05f, 1, 64, 1, 1));
    all.add(Parameter.constant("score.bias", 0, 1));
    return all;
  }

  static Var scores(TorchOps ops, Var face) {
    Var x = ops.down(layer(ops, "a", face));
    x = layer(ops, "c", ops.down(layer(ops, "b", x)));
    return Layers.conv(ops, "score", x).full();
  }

  private static Var layer(TorchOps ops, String name, Var x) {
    return ops.leaky(Layers.conv(ops, name, x), SLOPE);
  }
}
