package dev.likeness.models.pack;

import dev.likeness.models.onnx.Attr;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts a TensorFlow graph to ONNX. TensorFlow keeps pictures as batch × height × width ×
 * channels, ONNX as batch × channels × height × width: pictures are turned once at the input and
 * once where they leave; in between every axis is translated. The batch is always 1.
 */
final class TfToOnnx {
  /** A value of the new graph; {@code picture}: its axes are N, C, H, W. */
  private record Value(String name, boolean picture) {}

  private static final int[] TO_NCHW = {0, 3, 1, 2};
  private static final long[] AXIS_IN_NCHW = {0, 2, 3, 1};

  private final TfGraph graph;

  /** How many pictures the graph takes at once, where that is fixed and more than one; else 1. */
  private final long batch;

  private final OnnxGraph out;
  private final Map<String, Value> done = new HashMap<>();
  private final Map<String, String> constants = new HashMap<>();

  /** Results of Relu and of a Relu that is clipped, and what went into the Relu. */
  private final Map<String, String> rectified = new HashMap<>();

  private TfToOnnx(String name, TfGraph graph) {
    this.graph = graph;
    this.out = new OnnxGraph(name);
    this.batch =
        graph.nodes().values().stream()
            .filter(n -> n.op().equals("Placeholder"))
            .mapToLong(n -> n.longs("shape")[0])
            .reduce(1, Math::max);
  }

  /**
   * Converts what the chosen outputs need.
   *
   * @param outputs node of the graph → name of the output, in the order of the new model's outputs
   */
  static byte[] convert(String name, TfGraph graph, Map<String, String> outputs) {
    TfToOnnx c = new TfToOnnx(name, graph);
    outputs.forEach((node, as) -> c.out.output(as, c.plain(c.value(node))));
    return c.out.toBytes();
  }

  private Value value(String name) {
    Value v = done.get(name);
    if (v == null) {
      TfGraph.Node n = graph.nodes().get(name);
      if (n == null) {
        throw new PackException("the graph has no node " + name);
      }
      v = convert(n);
      done.put(name, v);
    }
    return v;
  }

  private Value convert(TfGraph.Node n) {
    return switch (n.op()) {
      case "Placeholder" -> input(n);
      case "Identity" -> value(n.inputs().get(0));
      case "_FusedConv2D", "Conv2D" -> fused(n, new Value(conv(n, false), true));
      case "FusedDepthwiseConv2dNative", "DepthwiseConv2dNative" ->
          fused(n, new Value(conv(n, true), true));
      case "_FusedMatMul", "MatMul" -> fused(n, new Value(matmul(n), false));
      case "Conv2DBackpropInput" -> new Value(transposedConv(n), true);
      case "Add", "AddV2", "BiasAdd" -> elementwise("Add", n);
      case "AddN" -> elementwise("Sum", n);
      case "Sub", "Mul" -> elementwise(n.op(), n);
      case "Maximum" -> maximum(n);
      case "Minimum" -> minimum(n);
      case "Prelu" -> prelu(value(n.inputs().get(0)), n.inputs().get(1));
      case "Relu" -> {
        Value y = unary("Relu", n);
        rectified.put(y.name, value(n.inputs().get(0)).name);
        yield y;
      }
      case "Sigmoid", "Abs", "Tanh" -> unary(n.op(), n);
      case "Relu6" -> relu6(value(n.inputs().get(0)));
      case "Square" -> {
        Value x = value(n.inputs().get(0));
        yield new Value(out.node("Mul", List.of(x.name, x.name)), x.picture);
      }
      case "Rsqrt" -> {
        Value x = unary("Sqrt", n);
        yield new Value(out.node("Reciprocal", List.of(x.name)), x.picture);
      }
      case "Softmax" ->
          new Value(
              out.node(
                  "Softmax", List.of(plain(value(n.inputs().get(0)))), Attr.integer("axis", -1)),
              false);
      case "MaxPool", "AvgPool" -> pool(n);
      case "Mean" -> reduce("ReduceMean", n);
      case "Sum" -> reduce("ReduceSum", n);
      case "Pad" -> pad(n);
      case "Reshape" -> reshape(n);
      case "Squeeze" -> squeeze(n);
      case "ConcatV2" -> concat(n);
      case "ResizeBilinear" -> resize(n);
      default -> throw new PackException("operator " + n.op() + " of " + n.name() + " is unknown");
    };
  }

  private Value input(TfGraph.Node n) {
    long[] shape = n.longs("shape").clone();
    shape[0] = 1; // the batch, which may be open or of several
    return picture(out.input("input", shape));
  }

  private Value picture(String nhwc) {
    return new Value(out.node("Transpose", List.of(nhwc), Attr.ints("perm", 0, 3, 1, 2)), true);
  }

  /** The value's name with its axes in TensorFlow's order. */
  private String plain(Value v) {
    return v.picture
        ? out.node("Transpose", List.of(v.name), Attr.ints("perm", 0, 2, 3, 1))
        : v.name;
  }

  private @Nullable Weights weights(String name) {
    TfGraph.Node n = graph.nodes().get(name);
    while (n != null && n.op().equals("Identity")) {
      n = graph.nodes().get(n.inputs().get(0));
    }
    return n == null ? null : graph.weights().get(n.name());
  }

  private Weights constant(String name) {
    Weights w = weights(name);
    if (w == null) {
      throw new PackException(name + " is not a constant");
    }
    return w;
  }

  private long[] integers(String name) {
    float[] v = constant(name).values();
    long[] to = new long[v.length];
    for (int i = 0; i < v.length; i++) {
      to[i] = (long) v[i];
    }
    return to;
  }

  private String conv(TfGraph.Node n, boolean depthwise) {
    Value x = value(n.inputs().get(0));
    Weights f = constant(n.inputs().get(1));
    long group = 1;
    if (depthwise) { // h, w, in, multiplier → in·multiplier, 1, h, w
      group = f.shape()[2];
      long[] s = f.shape();
      f = f.permute(2, 3, 0, 1).reshape(s[2] * s[3], 1, s[0], s[1]);
    } else { // h, w, in, out → out, in, h, w
      f = f.permute(3, 2, 0, 1);
    }
    long[] stride = n.longs("strides");
    long[] dilation = n.longs("dilations");
    List<String> in = new ArrayList<>(List.of(x.name, out.constant(f)));
    if (n.texts("fused_ops").contains("BiasAdd")) {
      in.add(out.constant(constant(n.inputs().get(2))));
    }
    return out.node(
        "Conv",
        in,
        Attr.ints("strides", stride[1], stride[2]),
        Attr.ints("dilations", dilation[1], dilation[2]),
        Attr.ints("kernel_shape", f.shape()[2], f.shape()[3]),
        Attr.integer("group", group),
        padding(n));
  }

  private static Attr padding(TfGraph.Node n) {
    return switch (n.text("padding")) {
      case "SAME" -> Attr.text("auto_pad", "SAME_UPPER");
      case "VALID" -> Attr.text("auto_pad", "VALID");
      default -> throw new PackException("padding " + n.text("padding") + " of " + n.name());
    };
  }

  private String transposedConv(TfGraph.Node n) {
    long[] size = integers(n.inputs().get(0));
    Weights f = constant(n.inputs().get(1)).permute(3, 2, 0, 1); // h, w, out, in → in, out, h, w
    long[] stride = n.longs("strides");
    long[] pads = new long[4];
    for (int i = 0; i < 2; i++) {
      long to = size[i + 1];
      long k = f.shape()[i + 2];
      long step = stride[i + 1];
      boolean same = n.text("padding").equals("SAME");
      long from = same ? (to + step - 1) / step : (to - k) / step + 1;
      long total = Math.max(0, (from - 1) * step + k - to);
      pads[i] = total / 2;
      pads[i + 2] = total - total / 2;
    }
    return out.node(
        "ConvTranspose",
        List.of(value(n.inputs().get(2)).name, out.constant(f)),
        Attr.ints("strides", stride[1], stride[2]),
        Attr.ints("kernel_shape", f.shape()[2], f.shape()[3]),
        Attr.ints("pads", pads));
  }

  private String matmul(TfGraph.Node n) {
    if (n.flag("transpose_a") || n.flag("transpose_b")) {
      throw new PackException("transposed product " + n.name());
    }
    String x = plain(value(n.inputs().get(0)));
    String product = out.node("MatMul", List.of(x, out.constant(constant(n.inputs().get(1)))));
    return n.texts("fused_ops").contains("BiasAdd")
        ? out.node("Add", List.of(product, out.constant(constant(n.inputs().get(2)))))
        : product;
  }

  /** Appends what is fused to a convolution or product besides the bias. */
  private Value fused(TfGraph.Node n, Value v) {
    for (String op : n.texts("fused_ops")) {
      v =
          switch (op) {
            case "BiasAdd" -> v;
            case "Relu" -> new Value(out.node("Relu", List.of(v.name)), v.picture);
            case "Relu6" -> relu6(v);
            case "Prelu" -> prelu(v, n.inputs().get(3));
            default -> throw new PackException("fused " + op + " of " + n.name());
          };
    }
    return v;
  }

  /**
   * On pictures a·x + (1−a)·relu(x), with a and 1−a as depthwise convolutions of one pixel: unlike
   * PRelu, the runtime computes all of these in its blocked layout and need not leave it, which
   * makes the mesh and iris networks two and a half times as fast.
   */
  private Value prelu(Value x, String slope) {
    Weights a = weights(slope);
    if (!x.picture || a == null || a.rank() == 0 || a.shape()[a.rank() - 1] != a.values().length) {
      return new Value(out.node("PRelu", List.of(x.name, operand(slope, x.picture))), x.picture);
    }
    float[] rest = new float[a.values().length];
    for (int c = 0; c < rest.length; c++) {
      rest[c] = 1 - a.values()[c];
    }
    String whole = scaled(x.name, a.values());
    String above = scaled(out.node("Relu", List.of(x.name)), rest);
    return new Value(out.node("Add", List.of(whole, above)), true);
  }

  private String scaled(String picture, float[] byChannel) {
    String w = out.constant(Weights.of(byChannel, byChannel.length, 1, 1, 1));
    return out.node(
        "Conv",
        List.of(picture, w),
        Attr.ints("kernel_shape", 1, 1),
        Attr.integer("group", byChannel.length));
  }

  private Value relu6(Value v) {
    return new Value(out.node("Clip", List.of(v.name, out.number(0), out.number(6))), v.picture);
  }

  private Value unary(String op, TfGraph.Node n) {
    Value x = value(n.inputs().get(0));
    return new Value(out.node(op, List.of(x.name)), x.picture);
  }

  /** The least of a Relu and a number is one Clip, which the runtime fuses with a convolution. */
  private Value minimum(TfGraph.Node n) {
    Weights limit = weights(n.inputs().get(1));
    if (limit == null || limit.values().length != 1) {
      return elementwise("Min", n);
    }
    Value x = value(n.inputs().get(0));
    String before = rectified.get(x.name);
    if (before == null) {
      return elementwise("Min", n);
    }
    float most = limit.values()[0];
    String y = out.node("Clip", List.of(before, out.number(0), out.number(most)));
    rectified.put(y, before);
    return new Value(y, x.picture);
  }

  /** Nothing happens to what is above the number already. */
  private Value maximum(TfGraph.Node n) {
    Weights limit = weights(n.inputs().get(1));
    if (limit != null && limit.values().length == 1 && limit.values()[0] <= 0) {
      Value x = value(n.inputs().get(0));
      if (rectified.containsKey(x.name)) {
        return x;
      }
    }
    return elementwise("Max", n);
  }

  private Value elementwise(String op, TfGraph.Node n) {
    boolean picture = false;
    for (String in : n.inputs()) {
      picture |= weights(in) == null && value(in).picture;
    }
    List<String> names = new ArrayList<>();
    for (String in : n.inputs()) {
      names.add(operand(in, picture));
    }
    return new Value(out.node(op, names), picture);
  }

  /** An operand that broadcasts against pictures or plain values. */
  private String operand(String name, boolean picture) {
    Weights w = weights(name);
    if (w == null) {
      Value v = value(name);
      if (v.picture != picture) {
        throw new PackException(name + " meets values of another layout");
      }
      return v.name;
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

  private Value pool(TfGraph.Node n) {
    long[] k = n.longs("ksize");
    long[] s = n.longs("strides");
    String x = value(n.inputs().get(0)).name;
    return new Value(
        out.node(
            n.op().equals("MaxPool") ? "MaxPool" : "AveragePool",
            List.of(x),
            Attr.ints("kernel_shape", k[1], k[2]),
            Attr.ints("strides", s[1], s[2]),
            padding(n)),
        true);
  }

  private Value reduce(String op, TfGraph.Node n) {
    Value x = value(n.inputs().get(0));
    boolean keep = n.flag("keep_dims") || n.flag("keepDims");
    String axes = out.integers(axes(integers(n.inputs().get(1)), x.picture));
    if (x.picture && !keep && integers(n.inputs().get(1)).length != 2) {
      throw new PackException("reduction " + n.name() + " leaves a picture without an axis");
    }
    return new Value(
        out.node(op, List.of(x.name, axes), Attr.integer("keepdims", keep ? 1 : 0)),
        x.picture && keep);
  }

  private static long[] axes(long[] axes, boolean picture) {
    if (!picture) {
      return axes;
    }
    long[] to = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      to[i] = AXIS_IN_NCHW[Math.floorMod(axes[i], 4)];
    }
    return to;
  }

  private Value pad(TfGraph.Node n) {
    Value x = value(n.inputs().get(0));
    long[] p = integers(n.inputs().get(1));
    int rank = p.length / 2;
    long[] pads = new long[p.length];
    for (int i = 0; i < rank; i++) {
      int to = x.picture ? (int) AXIS_IN_NCHW[i] : i;
      pads[to] = p[2 * i];
      pads[to + rank] = p[2 * i + 1];
    }
    return new Value(out.node("Pad", List.of(x.name, out.integers(pads))), x.picture);
  }

  private Value reshape(TfGraph.Node n) {
    long[] shape = integers(n.inputs().get(1));
    if (batch > 1 && shape[0] == batch) {
      shape[0] = 1;
    }
    String x = plain(value(n.inputs().get(0)));
    String y = out.node("Reshape", List.of(x, out.integers(shape)));
    return shape.length == 4 ? picture(y) : new Value(y, false);
  }

  private Value squeeze(TfGraph.Node n) {
    Value x = value(n.inputs().get(0));
    String axes = out.integers(axes(n.longs("squeeze_dims"), x.picture));
    return new Value(out.node("Squeeze", List.of(x.name, axes)), false);
  }

  private Value concat(TfGraph.Node n) {
    int last = n.inputs().size() - 1;
    boolean picture = value(n.inputs().get(0)).picture;
    List<String> parts = new ArrayList<>();
    for (String in : n.inputs().subList(0, last)) {
      parts.add(operand(in, picture));
    }
    long axis = axes(integers(n.inputs().get(last)), picture)[0];
    return new Value(out.node("Concat", parts, Attr.integer("axis", axis)), picture);
  }

  private Value resize(TfGraph.Node n) {
    long[] size = integers(n.inputs().get(1));
    String mode =
        n.flag("align_corners")
            ? "align_corners"
            : n.flag("half_pixel_centers") ? "half_pixel" : "asymmetric";
    return new Value(
        out.node(
            "Resize",
            List.of(value(n.inputs().get(0)).name, "", "", out.integers(size)),
            Attr.text("mode", "linear"),
            Attr.text("coordinate_transformation_mode", mode),
            Attr.ints("axes", 2, 3)),
        true);
  }
}
