package dev.likeness.models.train;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A tensor that remembers how it was made. What is made inside a {@link Torch#scope} is gone when
 * that closes. Not thread-safe.
 */
public final class Var {
  final Tensor t;

  Var(Tensor t) {
    this.t = t;
  }

  public long[] shape() {
    long[] out = new long[(int) t.dim()];
    for (int i = 0; i < out.length; i++) {
      out[i] = t.size(i);
    }
    return out;
  }

  /** A copy of the values, row by row, as 32-bit floats. */
  public float[] values() {
    Tensor flat = t.detach().to(ScalarType.Float).cpu().contiguous();
    float[] out = new float[Math.toIntExact(flat.numel())];
    new FloatPointer(flat.data_ptr()).get(out);
    return out;
  }

  /** The value of a tensor that has only one. */
  public float value() {
    return t.detach().item_float();
  }

  /** Overwrites the values; the shape and the place stay. */
  public void set(float[] values) {
    if (values.length != t.numel()) {
      throw new IllegalArgumentException(values.length + " values for " + t.numel());
    }
    Tensor target = t.detach();
    try (Tensor source = Torch.tensor(values, shape())) {
      target.copy_(source);
    }
  }

  /** The same values without their history. */
  public Var detach() {
    return new Var(t.detach());
  }

  /** The same values without their history, as something to differentiate by. */
  public Var leaf() {
    return new Var(t.detach().set_requires_grad(true));
  }

  public Var plus(double o) {
    return new Var(t.add(new Scalar(o)));
  }

  public Var plus(Var o) {
    return new Var(t.add(o.t));
  }

  public Var minus(Var o) {
    return new Var(t.sub(o.t));
  }

  public Var times(Var o) {
    return new Var(t.mul(o.t));
  }

  public Var over(Var o) {
    return new Var(t.div(o.t));
  }

  public Var times(double by) {
    return new Var(t.mul(new Scalar(by)));
  }

  public Var square() {
    return new Var(t.square());
  }

  /** {@code log(1 + eˣ)}. */
  public Var softplus() {
    return new Var(torch.softplus(t));
  }

  /** {@code 1 / (1 + e⁻ˣ)}. */
  public Var sigmoid() {
    return new Var(torch.sigmoid(t));
  }

  public Var abs() {
    return new Var(t.abs());
  }

  public Var sum() {
    return new Var(t.sum());
  }

  public Var mean() {
    return new Var(t.mean());
  }

  /** The mean over axes, which stay with size 1. */
  public Var mean(long... axes) {
    return new Var(t.mean(axes, true, new ScalarTypeOptional()));
  }

  /** The sum over an axis, which stays with size 1. */
  public Var sum(long axis) {
    return new Var(t.sum(new long[] {axis}, true, new ScalarTypeOptional()));
  }

  /** With as exact numbers as another has. */
  public Var as(Var o) {
    return new Var(t.to(o.t.scalar_type()));
  }

  /** In 32-bit floats. */
  public Var full() {
    return new Var(t.to(ScalarType.Float));
  }

  /** Part of an axis. */
  public Var narrow(int axis, long from, long length) {
    return new Var(t.narrow(axis, from, length));
  }

  /**
   * Samples each picture at places of its own, bilinearly; outside, zeros.
   *
   * @param grid batch × height × width × (x, y), −1 to 1 over the picture (corners not aligned)
   */
  public Var sample(Var grid) {
    return new Var(torch.grid_sampler(t, grid.t, 0, 0, false));
  }

  /**
   * The gradients of this single value by others, which must all have had a part in it.
   *
   * @param further whether the gradients are to be differentiated again
   */
  public Var[] gradients(boolean further, Var... by) {
    Tensor[] g = derive(further, by);
    Var[] out = new Var[by.length];
    for (int i = 0; i < out.length; i++) {
      if (!g[i].defined()) {
        throw new IllegalArgumentException("the value does not depend on number " + i);
      }
      out[i] = new Var(g[i]);
    }
    return out;
  }

  /** Likewise; undefined where one had no part. */
  Tensor[] derive(boolean further, Var... by) {
    TensorVector xs = new TensorVector();
    for (Var v : by) {
      xs.push_back(v.t);
    }
    TensorVector g =
        torch.grad(
            new TensorVector(t), xs, new TensorVector(), new BoolOptional(further), further, true);
    Tensor[] out = new Tensor[by.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = g.get(i);
    }
    return out;
  }
}
