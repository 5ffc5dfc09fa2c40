package dev.likeness.models.pack;

import dev.likeness.models.onnx.Attr;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of a graph under conversion by the names of the nodes that they come from, and whether
 * each is a picture with its axes turned; constants in the order of axes that is wanted.
 */
final class TfValues {
  /** A value of the new graph; {@code picture}: its axes are N, C, H, W. */
  record Value(String name, boolean picture) {}

  private static final int[] TO_NCHW = {0, 3, 1, 2};
  private static final long[] AXIS_IN_NCHW = {0, 2, 3, 1};

  final OnnxGraph out;

  private final TfGraph graph;
  private final Function<TfGraph.Node, Value> converter;
  private final Map<String, Value> done = new HashMap<>();
  private final Map<String, String> constants = new HashMap<>();

  /**
   * @param converter makes a node's value, and asks here for the values that it needs
   */
  TfValues(TfGraph graph, OnnxGraph out, Function<TfGraph.Node, Value> converter) {
    this.graph = graph;
    this.out = out;
    this.converter = converter;
  }

  Value value(String name) {
    Value v = done.get(name);
    if (v == null) {
      TfGraph.Node n = graph.nodes().get(name);
      if (n == null) {
        throw new PackException("the graph has no node " + name);
      }
      v = converter.apply(n);
      done.put(name, v);
    }
    return v;
  }

  Value picture(String nhwc) {
    return new Value(out.node("Transpose", List.of(nhwc), Attr.ints("perm", 0, 3, 1, 2)), true);
  }

  /** The value's name with its axes in TensorFlow's order. */
  String plain(Value v) {
    return v.picture()
        ? out.node("Transpose", List.of(v.name()), Attr.ints("perm", 0, 2, 3, 1))
        : v.name();
  }

  @Nullable Weights weights(String name) {
    TfGraph.Node n = graph.nodes().get(name);
    while (n != null && n.op().equals("Identity")) {
      n = graph.nodes().get(n.inputs().get(0));
    }
    return n == null ? null : graph.weights().get(n.name());
  }

  Weights constant(String name) {
    Weights w = weights(name);
    if (w == null) {
      throw new PackException(name + " is not a constant");
    }
    return w;
  }

  long[] integers(String name) {
    float[] v = constant(name).values();
    long[] to = new long[v.length];
    for (int i = 0; i < v.length; i++) {
      to[i] = (long) v[i];
    }
    return to;
  }

  /** An operand that broadcasts against pictures or plain values. */
  String operand(String name, boolean picture) {
    Weights w = weights(name);
    if (w == null) {
      Value v = value(name);
      if (v.picture() != picture) {
        throw new PackException(name + " meets values of another layout");
      }
      return v.name();
    }
    return constants.computeIfAbsent(
        name + "/" + picture, k -> out.constant(picture ? broadcast(w) : w));
  }

  /** A constant that broadcasts over …, H, W, C, changed to broadcast over …, C, H, W. */
  private static Weights broadcast(Weights w) {
    return switch (w.rank()) {
      case 0 -> w;
      case 1 -> w.reshape(w.shape()[0], 1, 1);
      case 3 -> w.permute(2, 0, 1);
      case 4 -> w.permute(TO_NCHW);
      default -> throw new PackException("constant of shape " + Arrays.toString(w.shape()));
    };
  }

  static long[] axes(long[] axes, boolean picture) {
    if (!picture) {
      return axes;
    }
    long[] to = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      to[i] = AXIS_IN_NCHW[Math.floorMod(axes[i], 4)];
    }
    return to;
  }

  /** Where an axis of a picture in TensorFlow's order lies in N, C, H, W. */
  static int turned(int axis) {
    return (int) AXIS_IN_NCHW[axis];
  }
}
