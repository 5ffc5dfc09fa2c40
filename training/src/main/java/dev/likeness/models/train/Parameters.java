package dev.likeness.models.train;

import dev.likeness.core.Seed;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.onnx.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A network's parameters while they learn. Made outside any {@link Torch#scope}, they stay until
 * this is closed. Not thread-safe.
 */
public final class Parameters implements AutoCloseable {
  private final Map<String, Var> all = new LinkedHashMap<>();
  private final Map<String, Var> learnt = new LinkedHashMap<>();

  /** Fresh ones, the same for the same seed. */
  public Parameters(Torch torch, List<Parameter> list, Seed seed) {
    for (Parameter p : list) {
      long[] shape = p.shape().stream().mapToLong(Long::longValue).toArray();
      Var v = torch.of(start(p, seed), shape);
      if (p.learnt()) {
        v.t.set_requires_grad(true);
        learnt.put(p.name(), v);
      }
      if (all.put(p.name(), v) != null) {
        throw new IllegalArgumentException("two parameters are called " + p.name());
      }
    }
  }

  private static float[] start(Parameter p, Seed seed) {
    float[] v = new float[p.size()];
    SplittableRandom r = seed.derive(p.name()).random();
    for (int i = 0; i < v.length; i++) {
      v[i] = p.spread() == 0 ? p.middle() : p.middle() + p.spread() * (float) r.nextGaussian();
    }
    return v;
  }

  public Var get(String name) {
    Var v = all.get(name);
    if (v == null) {
      throw new IllegalArgumentException("the network has no parameter " + name);
    }
    return v;
  }

  /** All of them, in the order of the network's list. */
  public Map<String, Var> all() {
    return java.util.Collections.unmodifiableMap(all);
  }

  /** Those that training changes, in that order. */
  Map<String, Var> learnt() {
    return java.util.Collections.unmodifiableMap(learnt);
  }

  Var[] array() {
    return learnt.values().toArray(Var[]::new);
  }

  /** How many numbers are learnt. */
  public long size() {
    return learnt.values().stream().mapToLong(v -> v.t.numel()).sum();
  }

  /** Writes copies into {@code into}, each name with {@code prefix} before it. */
  public void save(String prefix, Map<String, Weights> into) {
    all.forEach((name, v) -> into.put(prefix + name, Weights.of(v.values(), v.shape())));
  }

  /**
   * Takes the values of all parameters from a map that {@link #save} filled.
   *
   * @throws IllegalArgumentException where one is missing or has another size
   */
  public void load(String prefix, Map<String, Weights> from) {
    all.forEach(
        (name, v) -> {
          Weights w = from.get(prefix + name);
          if (w == null) {
            throw new IllegalArgumentException("the file has no parameter " + prefix + name);
          }
          v.set(w.values());
        });
  }

  /** Sets one that is not learnt. */
  public void give(String name, float... values) {
    if (learnt.containsKey(name)) {
      throw new IllegalArgumentException(name + " is learnt");
    }
    get(name).set(values);
  }

  /** Moves a share of the way towards the values of {@code o}, which has the same parameters. */
  public void towards(Parameters o, double share) {
    try (Torch.Scope s = Torch.forward()) {
      all.forEach(
          (name, v) -> {
            Tensor mine = v.t.detach();
            mine.lerp_(o.get(name).t.detach(), new Scalar(share));
          });
    }
  }

  @Override
  public void close() {
    all.values().forEach(v -> v.t.close());
    all.clear();
    learnt.clear();
  }
}
