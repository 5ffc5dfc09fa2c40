package dev.likeness.models.pack;

import dev.likeness.models.onnx.Attr;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.pack.TfValues.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts a TensorFlow graph to ONNX. TensorFlow keeps pictures as batch × height × width ×
 * channels, ONNX as batch × channels × height × width: pictures are turned once at the input and
 * once where they leave; in between every axis is translated. The batch is always 1.
 */
final class TfToOnnx {
  private final OnnxGraph out;
  private final TfValues values;
  private final TfLayers layers;
  private final TfShapes shapes;

  /** Results of Relu and of a Relu that is clipped, and what went into the Relu. */
  private final Map<String, String> rectified = new HashMap<>();

  private TfToOnnx(String name, TfGraph graph) {
    this.out = new OnnxGraph(name);
    this.values = new TfValues(graph, out, this::convert);
    this.layers = new TfLayers(values);
    this.shapes =
        new TfShapes(
            values,
            graph.nodes().values().stream()
                .filter(n -> n.op().equals("Placeholder"))
                .mapToLong(n -> n.longs("shape")[0])
                .reduce(1, Math::max));
  }

  /**
   * Converts what the chosen outputs need.
   *
   * @param outputs node of the graph → name of the output, in the order of the new model's outputs
   */
  static byte[] convert(String name, TfGraph graph, Map<String, String> outputs) {
    TfToOnnx c = new TfToOnnx(name, graph);
    outputs.forEach((node, as) -> c.out.output(as, c.values.plain(c.values.value(node))));
    return c.out.toBytes();
  }

  private Value convert(TfGraph.Node n) {
    return switch (n.op()) {
      case "Placeholder" -> input(n);
      case "Identity" -> values.value(n.inputs().get(0));
      case "_FusedConv2D", "Conv2D" -> layers.fused(n, new Value(layers.conv(n, false), true));
      case "FusedDepthwiseConv2dNative", "DepthwiseConv2dNative" ->
          layers.fused(n, new Value(layers.conv(n, true), true));
      case "_FusedMatMul", "MatMul" -> layers.fused(n, new Value(layers.matmul(n), false));
      case "Conv2DBackpropInput" -> new Value(layers.transposedConv(n), true);
      case "Add", "AddV2", "BiasAdd" -> elementwise("Add", n);
      case "AddN" -> elementwise("Sum", n);
      case "Sub", "Mul" -> elementwise(n.op(), n);
      case "Maximum" -> maximum(n);
      case "Minimum" -> minimum(n);
      case "Prelu" -> layers.prelu(values.value(n.inputs().get(0)), n.inputs().get(1));
      case "Relu" -> {
        Value y = unary("Relu", n);
        rectified.put(y.name(), values.value(n.inputs().get(0)).name());
        yield y;
      }
      case "Sigmoid", "Abs", "Tanh" -> unary(n.op(), n);
      case "Relu6" -> layers.relu6(values.value(n.inputs().get(0)));
      case "Square" -> {
        Value x = values.value(n.inputs().get(0));
        yield new Value(out.node("Mul", List.of(x.name(), x.name())), x.picture());
      }
      case "Rsqrt" -> {
        Value x = unary("Sqrt", n);
        yield new Value(out.node("Reciprocal", List.of(x.name())), x.picture());
      }
      case "Softmax" ->
          new Value(
              out.node(
                  "Softmax",
                  List.of(values.plain(values.value(n.inputs().get(0)))),
                  Attr.integer("axis", -1)),
              false);
      case "MaxPool", "AvgPool" -> layers.pool(n);
      case "Mean" -> shapes.reduce("ReduceMean", n);
      case "Sum" -> shapes.reduce("ReduceSum", n);
      case "Pad" -> shapes.pad(n);
      case "Reshape" -> shapes.reshape(n);
      case "Squeeze" -> shapes.squeeze(n);
      case "ConcatV2" -> shapes.concat(n);
      case "ResizeBilinear" -> shapes.resize(n);
      default -> throw new PackException("operator " + n.op() + " of " + n.name() + " is unknown");
    };
  }

  private Value input(TfGraph.Node n) {
    long[] shape = n.longs("shape").clone();
    shape[0] = 1; // the batch, which may be open or of several
    return values.picture(out.input("input", shape));
  }

  private Value unary(String op, TfGraph.Node n) {
    Value x = values.value(n.inputs().get(0));
    return new Value(out.node(op, List.of(x.name())), x.picture());
  }

  /** The least of a Relu and a number is one Clip, which the runtime fuses with a convolution. */
  private Value minimum(TfGraph.Node n) {
    Weights limit = values.weights(n.inputs().get(1));
    if (limit == null || limit.values().length != 1) {
      return elementwise("Min", n);
    }
    Value x = values.value(n.inputs().get(0));
    String before = rectified.get(x.name());
    if (before == null) {
      return elementwise("Min", n);
    }
    float most = limit.values()[0];
    String y = out.node("Clip", List.of(before, out.number(0), out.number(most)));
    rectified.put(y, before);
    return new Value(y, x.picture());
  }

  /** Nothing happens to what is above the number already. */
  private Value maximum(TfGraph.Node n) {
    Weights limit = values.weights(n.inputs().get(1));
    if (limit != null && limit.values().length == 1 && limit.values()[0] <= 0) {
      Value x = values.value(n.inputs().get(0));
      if (rectified.containsKey(x.name())) {
        return x;
      }
    }
    return elementwise("Max", n);
  }

  private Value elementwise(String op, TfGraph.Node n) {
    boolean picture = false;
    for (String in : n.inputs()) {
      picture |= values.weights(in) == null && values.value(in).picture();
    }
    List<String> names = new ArrayList<>();
    for (String in : n.inputs()) {
      names.add(values.operand(in, picture));
    }
    return new Value(out.node(op, names), picture);
  }
}
