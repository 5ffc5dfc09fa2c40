package dev.likeness.models.pack;

import dev.likeness.models.onnx.Weights;
import java.util.List;
import java.util.Map;

/**
 * A TensorFlow graph as its readers give it: nodes by name, and the values of its constants by the
 * name of their node, in TensorFlow's order of axes.
 */
record TfGraph(Map<String, Node> nodes, Map<String, Weights> weights) {

  /**
   * A node.
   *
   * @param attributes by TensorFlow's names: long[], Boolean, String or List of String
   */
  record Node(String name, String op, List<String> inputs, Map<String, Object> attributes) {
    long[] longs(String key) {
      return attributes.get(key) instanceof long[] v ? v : new long[0];
    }

    boolean flag(String key) {
      return attributes.get(key) instanceof Boolean b && b;
    }

    String text(String key) {
      return attributes.get(key) instanceof String s ? s : "";
    }

    List<String> texts(String key) {
      return attributes.get(key) instanceof List<?> l
          ? l.stream().map(String::valueOf).toList()
          : List.of();
    }
  }
}
