package dev.likeness.models.train;

import dev.likeness.models.net.Ops;
import dev.likeness.models.net.Precision;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network's operations as they learn. Use within a {@link Torch#scope}. */
public final class TorchOps implements Ops<Var> {
  private static final long[] ONE = {1, 1};
  private static final long GROUP = 4;
  private static final double TINY = 1e-8;

  private final Parameters parameters;
  private final boolean half;

  public TorchOps(Parameters parameters, Precision precision) {
    this.parameters = parameters;
    this.half = precision == Precision.HALF;
  }

  @Override
  public Var parameter(String name) {
    return parameters.get(name);
  }

  @Override
  public Var conv(Var x, Var weight, Var bias) {
    long pad = weight.t.size(2) / 2;
    return new Var(
        torch.conv2d(
            picture(x.t),
            picture(weight.t),
            new TensorOptional(number(bias.t)),
            ONE,
            new long[] {pad, pad},
            ONE,
            1));
  }

  private Tensor picture(Tensor t) {
    return number(t).contiguous(MemoryFormat.ChannelsLast);
  }

  private Tensor number(Tensor t) {
    return half && t.scalar_type() != ScalarType.BFloat16 ? t.to(ScalarType.BFloat16) : t;
  }

  @Override
  public Var linear(Var x, Var weight, Var bias) {
    return new Var(torch.linear(number(x.t), number(weight.t), new TensorOptional(number(bias.t))));
  }

  @Override
  public Var add(Var a, Var b) {
    return new Var(a.t.add(b.t));
  }

  @Override
  public Var mul(Var a, Var b) {
    return new Var(a.t.mul(b.t));
  }

  @Override
  public Var scale(Var x, float by) {
    return new Var(x.t.mul(new Scalar(by)));
  }

  @Override
  public Var leaky(Var x, float slope) {
    return new Var(torch.leaky_relu(x.t, new Scalar(slope)));
  }

  @Override
  public Var normalise(Var x, long... axes) {
    Tensor mean = x.square().mean(axes).t.add(new Scalar(TINY));
    return new Var(x.t.mul(mean.rsqrt()));
  }

  @Override
  public Var up(Var x) {
    long[] size = {2 * x.t.size(2), 2 * x.t.size(3)};
    return new Var(torch.upsample_bilinear2d(x.t, size, false));
  }

  @Override
  public Var down(Var x) {
    return new Var(torch.avg_pool2d(x.t, 2, 2));
  }

  /** Space into channels: c × 2h × 2w becomes 4·c × h × w. */
  public Var fold(Var x) {
    return new Var(torch.pixel_unshuffle(x.t, 2));
  }

  /** Channels into space: 4·c × h × w becomes c × 2h × 2w (Shi et al. 2016). */
  public Var unfold(Var x) {
    return new Var(torch.pixel_shuffle(x.t, 2));
  }

  /** Twice as large: each value becomes 2×2. */
  public Var repeat(Var x) {
    long[] size = {2 * x.t.size(2), 2 * x.t.size(3)};
    return new Var(torch.upsample_nearest2d(x.t, size));
  }

  /**
   * Twice as large by a transposed convolution with stride 2.
   *
   * @param weight in × out × 4 × 4
   * @param bias one value per output channel
   */
  public Var spread(Var x, Var weight, Var bias) {
    return new Var(
        torch.conv_transpose2d(
            x.t,
            weight.t,
            new TensorOptional(bias.t),
            new long[] {2, 2},
            new long[] {1, 1},
            new long[] {0, 0},
            1,
            ONE));
  }

  @Override
  public Var join(Var a, Var b) {
    return new Var(torch.cat(new TensorVector(a.t, b.t.to(a.t.scalar_type())), 1));
  }

  @Override
  public Var part(Var x, long from, long length) {
    return x.narrow(1, from, length);
  }

  @Override
  public Var shape(Var x, long... sizes) {
    return new Var(x.t.reshape(sizes));
  }

  /**
   * Adds a channel that says how much the pictures of a group differ (Karras et al. 2018, section
   * 3): without it a discriminator cannot see that all are alike. Groups are of {@value #GROUP}
   * where the batch can be cut so, else all are one.
   */
  public static Var withSpread(Var x) {
    long[] s = x.shape();
    long group = s[0] % GROUP == 0 ? GROUP : s[0];
    Tensor t = x.t.to(ScalarType.Float).reshape(group, s[0] / group, s[1], s[2], s[3]);
    Tensor centred = t.sub(t.mean(new long[] {0}, true, new ScalarTypeOptional()));
    Tensor spread = centred.square().mean(0L).add(new Scalar(TINY)).sqrt();
    Tensor each = spread.mean(1L, 2, 3).reshape(1, s[0] / group, 1, 1, 1);
    Tensor plane = each.expand(group, s[0] / group, 1, s[2], s[3]).reshape(s[0], 1, s[2], s[3]);
    return new Var(torch.cat(new TensorVector(x.t, plane.to(x.t.scalar_type())), 1));
  }
}
