package dev.likeness.models.net;

import dev.likeness.models.onnx.Attr;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a network as an ONNX graph: values are names in the graph, parameters its constants. Not
 * thread-safe.
 */
public final class OnnxOps implements Ops<String> {
  private static final float TINY = 1e-8f;

  private final OnnxGraph graph;
  private final Map<String, Weights> weights;
  private final Map<String, String> used = new HashMap<>();

  /**
   * @param weights the parameters, by name
   */
  public OnnxOps(OnnxGraph graph, Map<String, Weights> weights) {
    this.graph = graph;
    this.weights = weights;
  }

  @Override
  public String parameter(String name) {
    Weights w = weights.get(name);
    if (w == null) {
      throw new IllegalArgumentException("the weights lack " + name);
    }
    return used.computeIfAbsent(name, n -> graph.constant(w));
  }

  @Override
  public String conv(String x, String weight, String bias) {
    return graph.node("Conv", List.of(x, weight, bias), Attr.text("auto_pad", "SAME_UPPER"));
  }

  @Override
  public String linear(String x, String weight, String bias) {
    return graph.node("Gemm", List.of(x, weight, bias), Attr.integer("transB", 1));
  }

  @Override
  public String add(String a, String b) {
    return graph.node("Add", List.of(a, b));
  }

  @Override
  public String mul(String a, String b) {
    return graph.node("Mul", List.of(a, b));
  }

  @Override
  public String scale(String x, float by) {
    return graph.node("Mul", List.of(x, graph.number(by)));
  }

  @Override
  public String leaky(String x, float slope) {
    return graph.node("LeakyRelu", List.of(x), Attr.real("alpha", slope));
  }

  @Override
  public String normalise(String x, long... axes) {
    String square = graph.node("Mul", List.of(x, x));
    String mean =
        graph.node(
            "ReduceMean", List.of(square, graph.integers(axes)), Attr.integer("keepdims", 1));
    String length =
        graph.node("Sqrt", List.of(graph.node("Add", List.of(mean, graph.number(TINY)))));
    return graph.node("Div", List.of(x, length));
  }

  @Override
  public String up(String x) {
    return graph.node(
        "Resize",
        List.of(x, "", twice()),
        Attr.text("mode", "linear"),
        Attr.text("coordinate_transformation_mode", "half_pixel"));
  }

  private String twice() {
    return used.computeIfAbsent("", n -> graph.constant(Weights.of(new float[] {1, 1, 2, 2}, 4)));
  }

  @Override
  public String down(String x) {
    return graph.node(
        "AveragePool", List.of(x), Attr.ints("kernel_shape", 2, 2), Attr.ints("strides", 2, 2));
  }

  @Override
  public String join(String a, String b) {
    return graph.node("Concat", List.of(a, b), Attr.integer("axis", 1));
  }

  @Override
  public String part(String x, long from, long length) {
    return graph.node(
        "Slice",
        List.of(x, graph.integers(from), graph.integers(from + length), graph.integers(1)));
  }

  @Override
  public String shape(String x, long... sizes) {
    return graph.node("Reshape", List.of(x, graph.integers(sizes)));
  }
}
