package dev.likeness.models.pack;

import dev.likeness.models.onnx.Attr;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.pack.TfValues.Value;
import java.util.ArrayList;
import java.util.List;

/** Converts what has weights, what is fused to it, and pooling. */
record TfLayers(TfValues values) {
  String conv(TfGraph.Node n, boolean depthwise) {
    Value x = values.value(n.inputs().get(0));
    Weights f = values.constant(n.inputs().get(1));
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
    List<String> in = new ArrayList<>(List.of(x.name(), values.out.constant(f)));
    if (n.texts("fused_ops").contains("BiasAdd")) {
      in.add(values.out.constant(values.constant(n.inputs().get(2))));
    }
    return values.out.node(
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

  String transposedConv(TfGraph.Node n) {
    long[] size = values.integers(n.inputs().get(0));
    Weights f =
        values.constant(n.inputs().get(1)).permute(3, 2, 0, 1); // h, w, out, in → in, out, h, w
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
    return values.out.node(
        "ConvTranspose",
        List.of(values.value(n.inputs().get(2)).name(), values.out.constant(f)),
        Attr.ints("strides", stride[1], stride[2]),
        Attr.ints("kernel_shape", f.shape()[2], f.shape()[3]),
        Attr.ints("pads", pads));
  }

  String matmul(TfGraph.Node n) {
    if (n.flag("transpose_a") || n.flag("transpose_b")) {
      throw new PackException("transposed product " + n.name());
    }
    String x = values.plain(values.value(n.inputs().get(0)));
    String product =
        values.out.node(
            "MatMul", List.of(x, values.out.constant(values.constant(n.inputs().get(1)))));
    return n.texts("fused_ops").contains("BiasAdd")
        ? values.out.node(
            "Add", List.of(product, values.out.constant(values.constant(n.inputs().get(2)))))
        : product;
  }

  /** Appends what is fused to a convolution or product besides the bias. */
  Value fused(TfGraph.Node n, Value v) {
    for (String op : n.texts("fused_ops")) {
      v =
          switch (op) {
            case "BiasAdd" -> v;
            case "Relu" -> new Value(values.out.node("Relu", List.of(v.name())), v.picture());
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
  Value prelu(Value x, String slope) {
    Weights a = values.weights(slope);
    if (!x.picture()
        || a == null
        || a.rank() == 0
        || a.shape()[a.rank() - 1] != a.values().length) {
      return new Value(
          values.out.node("PRelu", List.of(x.name(), values.operand(slope, x.picture()))),
          x.picture());
    }
    float[] rest = new float[a.values().length];
    boolean positive = true;
    for (int c = 0; c < rest.length; c++) {
      rest[c] = 1 - a.values()[c];
      positive &= rest[c] >= 0;
    }
    String whole = scaled(x.name(), a.values());
    // a factor that is not negative may go first: then the runtime fuses Relu with the convolution
    String above =
        positive
            ? values.out.node("Relu", List.of(scaled(x.name(), rest)))
            : scaled(values.out.node("Relu", List.of(x.name())), rest);
    return new Value(values.out.node("Add", List.of(whole, above)), true);
  }

  private String scaled(String picture, float[] byChannel) {
    String w = values.out.constant(Weights.of(byChannel, byChannel.length, 1, 1, 1));
    return values.out.node(
        "Conv",
        List.of(picture, w),
        Attr.ints("kernel_shape", 1, 1),
        Attr.integer("group", byChannel.length));
  }

  Value relu6(Value v) {
    return new Value(
        values.out.node("Clip", List.of(v.name(), values.out.number(0), values.out.number(6))),
        v.picture());
  }

  Value pool(TfGraph.Node n) {
    long[] k = n.longs("ksize");
    long[] s = n.longs("strides");
    String x = values.value(n.inputs().get(0)).name();
    return new Value(
        values.out.node(
            n.op().equals("MaxPool") ? "MaxPool" : "AveragePool",
            List.of(x),
            Attr.ints("kernel_shape", k[1], k[2]),
            Attr.ints("strides", s[1], s[2]),
            padding(n)),
        true);
  }
}
