package dev.likeness.synthesis.duel;

import dev.likeness.models.net.Ops;
import dev.likeness.models.net.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Makes a picture from a handful of numbers. The latent is bent into a style (two layers), which
 * decides at every level how strongly each channel speaks; every level adds what it knows to the
 * picture (the skips of Karras et al. 2020, section 4.1), so that a level can be put on later. With
 * C(s) channels at side s:
 *
 * <pre>
 * z            B × latent              normalised; with the label's row added where there are classes
 * style        B × latent              2 × (linear, leaky)
 * 4            B × C(4) × 4 × 4        linear, leaky, normalised; convolution
 * 8 … side     B × C(s) × s × s        up, convolution, up to 32×32 another convolution
 * picture      B × 3 × side × side     Σ 1×1 convolution to 3 channels, each brought to size
 * </pre>
 *
 * <p>Each convolution is 3×3: what goes in is scaled channel by channel by the style, gains and
 * weights are normalised instead of what comes out (as Karras et al. 2020, section 2.2, but not
 * exact), then leaky. Colours are about −1 to 1.
 */
public final class Generator {
  private static final int COLOURS = 3;

  /** Begins with about the contrast that pictures have, however many levels add to it. */
  private static final float PALE = .3f;

  /** The finest level with two convolutions. */
  private static final int TWICE = 32;

  private final NetSize size;

  public Generator(NetSize size) {
    this.size = size;
  }

  public NetSize size() {
    return size;
  }

  /** What it learns. */
  public List<Parameter> parameters() {
    List<Parameter> list = new ArrayList<>();
    int n = size.latent();
    if (size.classes() > 0) {
      Layers.linear(list, "label", size.classes(), n, 0);
    }
    if (size.codes() > 0) {
      list.addAll(Ground.parameters(size));
    }
    Layers.calm(list, "style.0", n, n);
    Layers.calm(list, "style.1", n, n);
    int before = size.channels(NetSize.FIRST);
    Layers.linear(list, "begin", n, before * 16, 0);
    styled(list, "4.a", before, before);
    for (int s = 8; s <= size.side(); s *= 2) {
      int c = size.channels(s);
      styled(list, s + ".a", before, c);
      if (s <= TWICE) {
        styled(list, s + ".b", c, c);
      }
      if (size.codes() > 0) {
        Layers.conv(list, s + ".seen", COLOURS, before, 3);
        Layers.silent(list, s + ".colour", c, COLOURS);
      } else {
        Layers.conv(list, s + ".colour", c, COLOURS, 1);
      }
      before = c;
    }
    return list;
  }

  private void styled(List<Parameter> list, String name, int in, int out) {
    Layers.conv(list, name, in, out, 3);
    Layers.linear(list, name + ".style", size.latent(), in, 1);
  }

  /**
   * The pictures.
   *
   * @param z B × latent, from N(0, 1)
   * @param label B × classes, one 1 in each row; not looked at where there are no classes
   */
  public <T> T pictures(Ops<T> ops, T z, T label) {
    T w = style(ops, z, label);
    return draw(ops, side -> w);
  }

  /**
   * B × (codes + latent): where pictures lie next to each other that look alike. Codes are the
   * latent's own, what is behind them is bent.
   */
  public <T> T style(Ops<T> ops, T z, T label) {
    Layers<T> l = new Layers<>(ops);
    int n = size.latent();
    T w = ops.normalise(z, 1);
    if (size.classes() > 0) {
      w = ops.normalise(ops.add(w, l.linear("label", label, 1)), 1);
    }
    w = l.active(l.calm("style.1", l.active(l.calm("style.0", w, n)), n));
    return size.codes() == 0 ? w : ops.join(ops.part(z, 0, size.codes()), w);
  }

  /** The sides of the levels, from coarse to fine. */
  public List<Integer> levels() {
    List<Integer> sides = new ArrayList<>();
    for (int s = NetSize.FIRST; s <= size.side(); s *= 2) {
      sides.add(s);
    }
    return sides;
  }

  /**
   * The pictures of styles.
   *
   * @param styles B × (codes + latent) for each level: one and the same, or coarse levels from one
   *     picture and fine ones from another
   */
  public <T> T draw(Ops<T> ops, IntFunction<T> styles) {
    Layers<T> l = new Layers<>(ops);
    int before = size.channels(NetSize.FIRST);
    T first = styles.apply(NetSize.FIRST);
    Map<Integer, T> ground =
        size.codes() == 0 ? Map.of() : Ground.lay(ops, size, styles.apply(size.side()));
    T w = bent(ops, first);
    T x = ops.shape(l.linear("begin", w, size.latent()), -1, before, 4, 4); // C(4) × 4 × 4
    x = styled(l, "4.a", ops.normalise(l.active(x), 1, 2, 3), w, before);
    T picture = null;
    for (int s = 8; s <= size.side(); s *= 2) {
      int c = size.channels(s);
      w = bent(ops, styles.apply(s));
      x = ops.up(x);
      T seen = ground.get(s);
      if (seen != null) {
        x = ops.add(x, l.conv(s + ".seen", seen, COLOURS * 9));
      }
      x = styled(l, s + ".a", x, w, before); // C(s) × s × s
      if (s <= TWICE) {
        x = styled(l, s + ".b", x, w, c);
      }
      T colour = ops.scale(l.conv(s + ".colour", x, c), PALE); // 3 × s × s
      picture = picture == null ? colour : ops.add(ops.up(picture), colour);
      before = c;
    }
    if (picture == null) {
      throw new IllegalStateException("no level for pictures of " + size.side());
    }
    T whole = ground.get(size.side());
    return whole == null ? picture : ops.add(whole, picture);
  }

  /** A style without its codes. */
  private <T> T bent(Ops<T> ops, T style) {
    return size.codes() == 0 ? style : ops.part(style, size.codes(), size.latent());
  }

  private <T> T styled(Layers<T> l, String name, T x, T w, int in) {
    Ops<T> ops = l.ops();
    T gain = ops.normalise(l.linear(name + ".style", w, size.latent()), 1);
    return l.active(l.even(name, ops.mul(x, ops.shape(gain, -1, in, 1, 1)), in * 9));
  }
}
