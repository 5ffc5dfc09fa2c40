package dev.likeness.models.pack;

import dev.likeness.models.onnx.Attr;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The networks of face-api, which ships weights without a graph, rebuilt layer by layer. Pictures
 * go in as 1 × height × width × RGB, 0 to 255.
 */
final class FaceApiNets {
  private final OnnxGraph g;
  private final Map<String, Weights> weights;

  private FaceApiNets(String name, Map<String, Weights> weights) {
    this.g = new OnnxGraph(name);
    this.weights = weights;
  }

  /** FaceLandmark68Net: 112² → 68 × (x, y) as fractions of the side. Four dense blocks of four. */
  static byte[] landmarks68(Map<String, Weights> weights) {
    FaceApiNets n = new FaceApiNets("face-api landmarks 68", weights);
    String x = n.picture(112); // 1×3×112×112
    x = n.dense("dense0", x, true); // 1×32×56×56
    x = n.dense("dense1", x, false); // 1×64×28×28
    x = n.dense("dense2", x, false); // 1×128×14×14
    x = n.dense("dense3", x, false); // 1×256×7×7
    x = n.pool("AveragePool", x, 7, 2); // 1×256×1×1
    x = n.g.node("Flatten", List.of(x)); // 1×256
    x = n.g.node("Gemm", List.of(x, n.get("fc/weights"), n.get("fc/bias"))); // 1×136
    n.g.output("landmarks", x);
    return n.g.toBytes();
  }

  /** FaceRecognitionNet (dlib's ResNet-29): 150² → 128 numbers. */
  static byte[] recognition(Map<String, Weights> weights) {
    FaceApiNets n = new FaceApiNets("dlib face recognition", weights);
    String x = n.picture(150); // 1×3×150×150
    x = n.relu(n.scaledConv("conv32_down", x, 2, "VALID")); // 1×32×72×72
    x = n.pool("MaxPool", x, 3, 2); // 1×32×35×35
    for (String name : List.of("conv32_1", "conv32_2", "conv32_3")) {
      x = n.residual(name, x);
    }
    x = n.down("conv64_down", x, 64, 0); // 1×64×17×17
    for (String name : List.of("conv64_1", "conv64_2", "conv64_3")) {
      x = n.residual(name, x);
    }
    x = n.down("conv128_down", x, 128, 0); // 1×128×8×8
    x = n.residual("conv128_2", n.residual("conv128_1", x));
    x = n.down("conv256_down", x, 256, 1); // 1×256×4×4
    x = n.residual("conv256_2", n.residual("conv256_1", x));
    x = n.down("conv256_down_out", x, 256, 1); // 1×256×2×2
    x = n.g.node("ReduceMean", List.of(x, n.g.integers(2, 3)), Attr.integer("keepdims", 0));
    n.g.output("descriptor", n.g.node("MatMul", List.of(x, n.get("fc")))); // 1×128
    return n.g.toBytes();
  }

  private Weights weights(String name) {
    Weights w = weights.get(name);
    if (w == null) {
      throw new PackException("the weights have no " + name);
    }
    return w;
  }

  private String get(String name) {
    return g.constant(weights(name));
  }

  private String channels(String name) {
    Weights w = weights(name);
    return g.constant(w.reshape(w.shape()[0], 1, 1));
  }

  /** The input, without face-api's mean colour, turned to channels first, divided by 255. */
  private String picture(int side) {
    String x = g.input("input", 1, side, side, 3);
    String mean = g.constant(Weights.of(new float[] {122.782f, 117.001f, 104.298f}, 3));
    x = g.node("Div", List.of(g.node("Sub", List.of(x, mean)), g.number(255)));
    return g.node("Transpose", List.of(x), Attr.ints("perm", 0, 3, 1, 2));
  }

  private String relu(String x) {
    return g.node("Relu", List.of(x));
  }

  private String add(String a, String b) {
    return g.node("Add", List.of(a, b));
  }

  private String pool(String op, String x, long kernel, long stride) {
    return g.node(
        op,
        List.of(x),
        Attr.ints("kernel_shape", kernel, kernel),
        Attr.ints("strides", stride, stride));
  }

  private String conv(List<String> in, long stride, String pad, long group) {
    return g.node(
        "Conv",
        in,
        Attr.ints("strides", stride, stride),
        Attr.integer("group", group),
        Attr.text("auto_pad", pad));
  }

  /** Convolution with bias, then a scale and a bias for each channel. */
  private String scaledConv(String name, String x, long stride, String pad) {
    String filters = g.constant(weights(name + "/conv/filters").permute(3, 2, 0, 1));
    x = conv(List.of(x, filters, get(name + "/conv/bias")), stride, pad, 1);
    x = g.node("Mul", List.of(x, channels(name + "/scale/weights")));
    return add(x, channels(name + "/scale/biases"));
  }

  private String residual(String name, String x) {
    String y = relu(scaledConv(name + "/conv1", x, 1, "SAME_UPPER"));
    return relu(add(scaledConv(name + "/conv2", y, 1, "SAME_UPPER"), x));
  }

  /** Halves the picture; the shortcut is pooled and gets empty channels up to {@code channels}. */
  private String down(String name, String x, long channels, long pad) {
    String y = relu(scaledConv(name + "/conv1", x, 2, "VALID"));
    y = scaledConv(name + "/conv2", y, 1, "SAME_UPPER");
    if (pad > 0) {
      y = g.node("Pad", List.of(y, g.integers(0, 0, 0, 0, 0, 0, pad, pad)));
    }
    String pooled = pool("AveragePool", x, 2, 2);
    long missing = channels - weights(name + "/conv1/conv/filters").shape()[2];
    if (missing > 0) {
      pooled = g.node("Pad", List.of(pooled, g.integers(0, 0, 0, 0, 0, missing, 0, 0)));
    }
    return relu(add(pooled, y));
  }

  private String separable(String name, String x, long stride) {
    Weights depth = weights(name + "/depthwise_filter").permute(2, 3, 0, 1);
    x = conv(List.of(x, g.constant(depth)), stride, "SAME_UPPER", depth.shape()[0]);
    Weights point = weights(name + "/pointwise_filter").permute(3, 2, 0, 1);
    return conv(List.of(x, g.constant(point), get(name + "/bias")), 1, "SAME_UPPER", 1);
  }

  /** A dense block: each layer sees the sum of those before; the first halves the picture. */
  private String dense(String name, String x, boolean first) {
    List<String> sum = new ArrayList<>();
    if (first) {
      String filters = g.constant(weights(name + "/conv0/filters").permute(3, 2, 0, 1));
      x = conv(List.of(x, filters, get(name + "/conv0/bias")), 2, "SAME_UPPER", 1);
    } else {
      x = separable(name + "/conv0", x, 2);
    }
    x = relu(x);
    sum.add(x);
    for (int i = 1; i <= 3; i++) {
      sum.add(separable(name + "/conv" + i, x, 1));
      x = relu(g.node("Sum", sum));
    }
    return x;
  }
}
