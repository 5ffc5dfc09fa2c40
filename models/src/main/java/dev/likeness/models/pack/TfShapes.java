package dev.likeness.models.pack;

import dev.likeness.models.onnx.Attr;
import dev.likeness.models.pack.TfValues.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts what changes a value's shape.
 *
 * @param batch how many pictures the graph takes at once, where that is fixed and more than one;
 *     else 1
 */
record TfShapes(TfValues values, long batch) {
  Value reduce(String op, TfGraph.Node n) {
    Value x = values.value(n.inputs().get(0));
    boolean keep = n.flag("keep_dims") || n.flag("keepDims");
    String axes =
        values.out.integers(TfValues.axes(values.integers(n.inputs().get(1)), x.picture()));
    if (x.picture() && !keep && values.integers(n.inputs().get(1)).length != 2) {
      throw new PackException("reduction " + n.name() + " leaves a picture without an axis");
    }
    return new Value(
        values.out.node(op, List.of(x.name(), axes), Attr.integer("keepdims", keep ? 1 : 0)),
        x.picture() && keep);
  }

  Value pad(TfGraph.Node n) {
    Value x = values.value(n.inputs().get(0));
    long[] p = values.integers(n.inputs().get(1));
    int rank = p.length / 2;
    long[] pads = new long[p.length];
    for (int i = 0; i < rank; i++) {
      int to = x.picture() ? TfValues.turned(i) : i;
      pads[to] = p[2 * i];
      pads[to + rank] = p[2 * i + 1];
    }
    return new Value(
        values.out.node("Pad", List.of(x.name(), values.out.integers(pads))), x.picture());
  }

  Value reshape(TfGraph.Node n) {
    long[] shape = values.integers(n.inputs().get(1));
    if (batch > 1 && shape[0] == batch) {
      shape[0] = 1;
    }
    String x = values.plain(values.value(n.inputs().get(0)));
    String y = values.out.node("Reshape", List.of(x, values.out.integers(shape)));
    return shape.length == 4 ? values.picture(y) : new Value(y, false);
  }

  Value squeeze(TfGraph.Node n) {
    Value x = values.value(n.inputs().get(0));
    String axes = values.out.integers(TfValues.axes(n.longs("squeeze_dims"), x.picture()));
    return new Value(values.out.node("Squeeze", List.of(x.name(), axes)), false);
  }

  Value concat(TfGraph.Node n) {
    int last = n.inputs().size() - 1;
    boolean picture = values.value(n.inputs().get(0)).picture();
    List<String> parts = new ArrayList<>();
    for (String in : n.inputs().subList(0, last)) {
      parts.add(values.operand(in, picture));
    }
    long axis = TfValues.axes(values.integers(n.inputs().get(last)), picture)[0];
    return new Value(values.out.node("Concat", parts, Attr.integer("axis", axis)), picture);
  }

  Value resize(TfGraph.Node n) {
    long[] size = values.integers(n.inputs().get(1));
    String mode =
        n.flag("align_corners")
            ? "align_corners"
            : n.flag("half_pixel_centers") ? "half_pixel" : "asymmetric";
    return new Value(
        values.out.node(
            "Resize",
            List.of(values.value(n.inputs().get(0)).name(), "", "", values.out.integers(size)),
            Attr.text("mode", "linear"),
            Attr.text("coordinate_transformation_mode", mode),
            Attr.ints("axes", 2, 3)),
        true);
  }
}
