package dev.likeness.synthesis.duel;

import dev.likeness.models.net.Parameter;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how real pictures look. It reads them at every level (as the generator writes them), so that
 * a level can be put before the others later. With C(s) channels at side s:
 *
 * <pre>
 * picture      B × 3 × 2s × 2s         for s = side/2 … 8: the picture, halved as often as needed
 * read         B × C(s) × s × s        fold to 12 channels, convolution, leaky; added to what comes
 *                                      from the finer level, times a learnt number
 * level        B × C(s/2) × s/2 × s/2  residual: 2 × (convolution, leaky), halved; beside it 1×1
 * end          B × C(4) × 4 × 4        spread of the batch as one more channel, convolution, leaky
 * score        B × 1                   linear, leaky, linear; with classes the label's own output
 * </pre>
 */
public final class Discriminator {
  private static final int FOLDED = 12;
  private static final float HALF = (float) Math.sqrt(.5);

  private final NetSize size;

  public Discriminator(NetSize size) {
    this.size = size;
  }

  /** What it learns. */
  public List<Parameter> parameters() {
    List<Parameter> list = new ArrayList<>();
    for (int s = size.finest(); s >= 8; s /= 2) {
      int c = size.channels(s);
      int next = size.channels(s / 2);
      Layers.conv(list, s + ".read", FOLDED, c, 3);
      if (s < size.finest()) {
        list.add(Parameter.constant(join(s), 1, 1));
      }
      Layers.conv(list, s + ".a", c, c, 3);
      Layers.conv(list, s + ".b", c, next, 3);
      Layers.conv(list, s + ".beside", c, next, 1);
    }
    int c = size.channels(NetSize.FIRST);
    Layers.conv(list, "end", c + 1, c, 3);
    Layers.linear(list, "end.dense", c * 16, c, 0);
    Layers.linear(list, "score", c, Math.max(1, size.classes()), 0);
    return list;
  }

  /** The number by which what the finer level found is taken in at level {@code s}. */
  static String join(int s) {
    return s + ".join";
  }

  /**
   * How real each picture looks: B × 1, any number, higher is more real; only differences mean
   * something.
   *
   * @param pictures B × 3 × side × side, −1 to 1
   * @param label B × classes, one 1 in each row; not looked at where there are no classes
   */
  public Var scores(TorchOps ops, Var pictures, Var label) {
    Layers<Var> l = new Layers<>(ops);
    Var x = null;
    Var picture = pictures;
    for (int s = size.finest(); s >= 8; s /= 2) {
      int c = size.channels(s);
      Var read = l.active(l.conv(s + ".read", ops.fold(picture), FOLDED * 9)); // C(s) × s × s
      x = x == null ? read : ops.add(read, ops.mul(x, ops.parameter(join(s)).as(x)));
      Var y = l.active(l.conv(s + ".a", x, c * 9));
      y = ops.down(l.active(l.conv(s + ".b", y, c * 9)));
      Var beside = l.conv(s + ".beside", ops.down(x), c);
      x = ops.scale(ops.add(y, beside), HALF); // C(s/2) × s/2 × s/2
      picture = ops.down(picture);
    }
    if (x == null) {
      throw new IllegalStateException("no level for pictures of " + size.side());
    }
    int c = size.channels(NetSize.FIRST);
    x = l.active(l.conv("end", TorchOps.withSpread(x), (c + 1) * 9)); // C(4) × 4 × 4
    x = l.active(l.linear("end.dense", ops.shape(x, -1, c * 16L), c * 16)); // C(4)
    Var score = l.linear("score", x, c).full();
    return size.classes() == 0 ? score : score.times(label).sum(1);
  }
}
