package dev.likeness.models.pack;

import dev.likeness.models.onnx.Weights;
import dev.likeness.models.onnx.Weights.F16;
import dev.likeness.models.onnx.Weights.F32;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads TensorFlow Lite models (schema version 3) into the graph that they came from: one node a
 * tensor, activations as nodes of their own, filters back in TensorFlow's order of axes.
 */
final class TfliteReader {
  private static final int FLOAT32 = 0;
  private static final int FLOAT16 = 1;
  private static final int INT32 = 2;

  /** One operator with its inputs and output by name and its table of options. */
  private record Operator(int code, List<String> in, String out, FlatTable options) {}

  private final Map<String, TfGraph.Node> nodes = new LinkedHashMap<>();
  private final Map<String, Weights> weights = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  static TfGraph read(byte[] file) {
    TfliteReader r = new TfliteReader();
    FlatTable model = FlatTable.root(file);
    FlatTable graph = model.tables(2).get(0);
    r.tensors(graph, model.tables(4));
    for (int input : graph.ints(1)) {
      FlatTable t = graph.tables(0).get(input);
      r.node(r.names.get(input), "Placeholder", List.of(), Map.of("shape", longs(t.ints(0))));
    }
    List<FlatTable> codes = model.tables(1);
    for (FlatTable op : graph.tables(3)) {
      FlatTable code = codes.get(op.integer(0, 0));
      List<String> in = new ArrayList<>();
      for (int i : op.ints(1)) {
        if (i >= 0) {
          in.add(r.names.get(i));
        }
      }
      int builtin = Math.max(code.integer(3, 0), code.octet(0, 0));
      r.convert(new Operator(builtin, in, r.names.get(op.ints(2)[0]), op.table(4)));
    }
    return new TfGraph(r.nodes, r.weights);
  }

  private static long[] longs(int[] v) {
    long[] out = new long[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = v[i];
    }
    return out;
  }

  private void tensors(FlatTable graph, List<FlatTable> buffers) {
    for (FlatTable t : graph.tables(0)) {
      String name = t.text(3);
      while (names.contains(name)) {
        name += "'";
      }
      names.add(name);
      ByteBuffer data = buffers.get(t.integer(2, 0)).bytes(0);
      if (data.hasRemaining()) {
        node(name, "Const", List.of(), Map.of());
        weights.put(name, constant(name, longs(t.ints(0)), t.octet(1, 0), data));
      }
    }
  }

  private static Weights constant(String name, long[] shape, int type, ByteBuffer data) {
    int n = 1;
    for (long d : shape) {
      n *= (int) d;
    }
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] =
          switch (type) {
            case FLOAT32 -> data.getFloat();
            case FLOAT16 -> Float.float16ToFloat(data.getShort());
            case INT32 -> data.getInt();
            default -> throw new PackException("constant " + name + " of type " + type);
          };
    }
    return new Weights(shape, v, type == FLOAT16 ? new F16() : new F32());
  }

  private void node(String name, String op, List<String> in, Map<String, Object> attributes) {
    nodes.put(name, new TfGraph.Node(name, op, in, attributes));
  }

  /** The options' field numbers are those of the tables in schema.fbs. */
  private void convert(Operator o) {
    FlatTable f = o.options;
    switch (o.code) {
      case 0 -> activated("Add", o, o.in, Map.of(), f.octet(0, 0)); // ADD
      case 1 -> activated("AvgPool", o, o.in, pool(f), f.octet(5, 0)); // AVERAGE_POOL_2D
      case 2 -> concat(o); // CONCATENATION
      case 3 -> { // CONV_2D: filters o, h, w, i → h, w, i, o
        Weights w = filter(o.in.get(1)).permute(1, 2, 3, 0);
        conv("_FusedConv2D", o, w, f.integer(4, 1), f.integer(5, 1), f.octet(3, 0));
      }
      case 4 -> { // DEPTHWISE_CONV_2D: filters 1, h, w, c → h, w, c, 1
        if (f.integer(3, 1) != 1) {
          throw new PackException("depth multiplier " + f.integer(3, 1) + " of " + o.out);
        }
        Weights w = filter(o.in.get(1));
        w = w.reshape(w.shape()[1], w.shape()[2], w.shape()[3], 1);
        conv("FusedDepthwiseConv2dNative", o, w, f.integer(5, 1), f.integer(6, 1), f.octet(4, 0));
      }
      case 6 -> node(o.out, "Identity", o.in, Map.of()); // DEQUANTIZE of a 16-bit constant
      case 9 -> fullyConnected(o); // FULLY_CONNECTED
      case 14 -> node(o.out, "Sigmoid", o.in, Map.of()); // LOGISTIC
      case 17 -> activated("MaxPool", o, o.in, pool(f), f.octet(5, 0)); // MAX_POOL_2D
      case 18 -> activated("Mul", o, o.in, Map.of(), f.octet(0, 0)); // MUL
      case 19 -> node(o.out, "Relu", o.in, Map.of()); // RELU
      case 21 -> node(o.out, "Relu6", o.in, Map.of()); // RELU6
      case 22 -> reshape(o); // RESHAPE
      case 23 -> // RESIZE_BILINEAR
          node(
              o.out,
              "ResizeBilinear",
              o.in,
              Map.of(
                  "align_corners", f.octet(2, 0) != 0, "half_pixel_centers", f.octet(3, 0) != 0));
      case 34 -> node(o.out, "Pad", o.in, Map.of()); // PAD
      case 40 -> // MEAN
          node(o.out, "Mean", o.in, Map.of("keep_dims", f.octet(0, 0) != 0));
      case 41 -> activated("Sub", o, o.in, Map.of(), f.octet(0, 0)); // SUB
      case 54 -> node(o.out, "Prelu", o.in, Map.of()); // PRELU
      case 101 -> node(o.out, "Abs", o.in, Map.of()); // ABS
      default -> throw new PackException("operator " + o.code + " of " + o.out + " is unknown");
    }
  }

  private Weights filter(String name) {
    String at = name;
    TfGraph.Node n = nodes.get(at);
    while (n != null && n.op().equals("Identity")) {
      at = n.inputs().get(0);
      n = nodes.get(at);
    }
    Weights w = weights.get(at);
    if (w == null) {
      throw new PackException(name + " is not a constant");
    }
    return w;
  }

  private String added(String name, Weights w) {
    node(name, "Const", List.of(), Map.of());
    weights.put(name, w);
    return name;
  }

  private void conv(String op, Operator o, Weights w, int dilateX, int dilateY, int activation) {
    FlatTable f = o.options;
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("padding", padding(f));
    attributes.put("strides", new long[] {1, f.integer(2, 1), f.integer(1, 1), 1});
    attributes.put("dilations", new long[] {1, dilateY, dilateX, 1});
    attributes.put("fused_ops", List.of("BiasAdd"));
    List<String> in = List.of(o.in.get(0), added(o.out + "/filter", w), o.in.get(2));
    activated(op, o, in, attributes, activation);
  }

  /** ActivationFunctionType: 0 none, 1 ReLU, 3 ReLU6. */
  private void activated(
      String op, Operator o, List<String> in, Map<String, Object> attributes, int activation) {
    if (activation == 0) {
      node(o.out, op, in, attributes);
      return;
    }
    String linear = o.out + "/linear";
    node(linear, op, in, attributes);
    String then =
        switch (activation) {
          case 1 -> "Relu";
          case 3 -> "Relu6";
          default -> throw new PackException("activation " + activation + " of " + o.out);
        };
    node(o.out, then, List.of(linear), Map.of());
  }

  private static String padding(FlatTable f) {
    return f.octet(0, 0) == 0 ? "SAME" : "VALID";
  }

  private static Map<String, Object> pool(FlatTable f) {
    return Map.of(
        "padding", padding(f),
        "strides", new long[] {1, f.integer(2, 1), f.integer(1, 1), 1},
        "ksize", new long[] {1, f.integer(4, 1), f.integer(3, 1), 1});
  }

  /** Older files have the shape in the options, newer ones as a second input. */
  private void reshape(Operator o) {
    List<String> in = new ArrayList<>(o.in);
    if (in.size() == 1) {
      int[] shape = o.options.ints(0);
      float[] v = new float[shape.length];
      for (int i = 0; i < v.length; i++) {
        v[i] = shape[i];
      }
      in.add(added(o.out + "/shape", Weights.of(v, v.length)));
    }
    node(o.out, "Reshape", in, Map.of());
  }

  private void concat(Operator o) {
    List<String> in = new ArrayList<>(o.in);
    in.add(added(o.out + "/axis", Weights.of(new float[] {o.options.integer(0, 0)}, 1)));
    activated("ConcatV2", o, in, Map.of(), o.options.octet(1, 0));
  }

  /** Weights are out × in here and in × out in TensorFlow; the input is flattened first. */
  private void fullyConnected(Operator o) {
    Weights w = filter(o.in.get(1)).permute(1, 0);
    String shape = added(o.out + "/shape", Weights.of(new float[] {-1, (float) w.shape()[0]}, 2));
    node(o.out + "/flat", "Reshape", List.of(o.in.get(0), shape), Map.of());
    List<String> in = List.of(o.out + "/flat", added(o.out + "/weights", w), o.in.get(2));
    activated(
        "_FusedMatMul", o, in, Map.of("fused_ops", List.of("BiasAdd")), o.options.octet(0, 0));
  }
}
