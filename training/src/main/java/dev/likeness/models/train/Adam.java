package dev.likeness.models.train;

import dev.likeness.models.onnx.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), written out: the engine's own takes its two betas in an
 * order that differs between platforms, and hides the state that a checkpoint needs. Not
 * thread-safe.
 */
public final class Adam implements AutoCloseable {
  private static final double EPSILON = 1e-8;

  private final Parameters parameters;
  private final double beta1;
  private final double beta2;
  private final Map<String, Tensor> first = new LinkedHashMap<>();
  private final Map<String, Tensor> second = new LinkedHashMap<>();

  /** As {@link Parameters}, made outside any scope. */
  public Adam(Parameters parameters, double beta1, double beta2) {
    this.parameters = parameters;
    this.beta1 = beta1;
    this.beta2 = beta2;
    parameters
        .learnt()
        .forEach(
            (name, v) -> {
              first.put(name, torch.zeros_like(v.t.detach()));
              second.put(name, torch.zeros_like(v.t.detach()));
            });
  }

  /**
   * One step against the gradient of a loss.
   *
   * @param loss a single value
   * @param number the step's, from 1
   * @return the gradient's length over all parameters; where it is not finite, nothing was changed
   */
  public double step(Var loss, double rate, long number) {
    Tensor[] gradients = loss.derive(false, parameters.array());
    double length = length(gradients);
    if (!Double.isFinite(length)) {
      return length;
    }
    double one = 1 - Math.pow(beta1, number);
    double two = Math.sqrt(1 - Math.pow(beta2, number));
    int i = 0;
    for (Map.Entry<String, Var> e : parameters.learnt().entrySet()) {
      Tensor g = gradients[i++];
      if (!g.defined()) {
        continue; // had no part in this loss
      }
      Tensor m = first.get(e.getKey());
      Tensor v = second.get(e.getKey());
      if (m == null || v == null) {
        throw new IllegalStateException("no moments for " + e.getKey());
      }
      m.mul_(new Scalar(beta1)).add_(g, new Scalar(1 - beta1));
      v.mul_(new Scalar(beta2)).addcmul_(g, g, new Scalar(1 - beta2));
      Tensor root = v.sqrt().div_(new Scalar(two)).add_(new Scalar(EPSILON));
      e.getValue().t.detach().addcdiv_(m, root, new Scalar(-rate / one));
    }
    return length;
  }

  private static double length(Tensor... gradients) {
    Tensor sum = null;
    for (Tensor g : gradients) {
      if (g.defined()) {
        Tensor s = g.square().sum();
        sum = sum == null ? s : sum.add(s);
      }
    }
    return sum == null ? 0 : Math.sqrt(sum.item_float());
  }

  /** Writes copies of its state into {@code into}. */
  public void save(String prefix, Map<String, Weights> into) {
    parameters
        .learnt()
        .forEach(
            (name, v) -> {
              put(prefix + "m." + name, first.get(name), v, into);
              put(prefix + "v." + name, second.get(name), v, into);
            });
  }

  private static void put(String name, @Nullable Tensor t, Var v, Map<String, Weights> into) {
    if (t != null) {
      into.put(name, Weights.of(new Var(t).values(), v.shape()));
    }
  }

  /** Takes its state from a map that {@link #save} filled. */
  public void load(String prefix, Map<String, Weights> from) {
    first.forEach((name, t) -> take(prefix + "m." + name, t, from));
    second.forEach((name, t) -> take(prefix + "v." + name, t, from));
  }

  private static void take(String name, Tensor t, Map<String, Weights> from) {
    Weights w = from.get(name);
    if (w == null) {
      throw new IllegalArgumentException("the file has no " + name);
    }
    new Var(t).set(w.values());
  }

  @Override
  public void close() {
    first.values().forEach(Tensor::close);
    second.values().forEach(Tensor::close);
  }
}
