package dev.likeness.models.onnx;

import dev.likeness.models.onnx.Weights.F16;
import dev.likeness.models.onnx.Weights.F32;
import dev.likeness.models.onnx.Weights.U8;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX model under construction: declare inputs, add constants and nodes (each returns the name
 * of its value), declare outputs, take the bytes. Nodes must be added in an order in which they can
 * run. Not thread-safe.
 */
public final class OnnxGraph {
  private static final int IR_VERSION = 9;
  private static final int OPSET = 18;
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int INT64 = 7;
  private static final int FLOAT16 = 10;

  /** A node as it stands in the file, and the values it takes and gives. */
  private record Step(String out, List<String> inputs, Proto proto) {}

  private final String name;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Proto> constants = new LinkedHashMap<>();
  private final Proto inputs = new Proto();
  private final Proto outputs = new Proto();
  private final Set<String> wanted = new HashSet<>();
  private int count;

  /** {@code name} is the graph's, for people. */
  public OnnxGraph(String name) {
    this.name = name;
  }

  /** A 32-bit float input. */
  public String input(String name, long... shape) {
    inputs.message(11, valueInfo(name, shape));
    return name;
  }

  /** Makes {@code value} an output called {@code name}; the runtime infers its shape. */
  public void output(String name, String value) {
    append("Identity", List.of(value), name);
    outputs.message(12, valueInfo(name));
    wanted.add(name);
  }

  /** A constant; kept in its packing, seen by nodes as 32-bit floats. */
  public String constant(Weights w) {
    return switch (w.packing()) {
      case F32 f -> initializer(FLOAT, w.shape(), bytes(w, Float.BYTES));
      case F16 f -> cast(initializer(FLOAT16, w.shape(), bytes(w, Short.BYTES)));
      case U8 u -> {
        String q = cast(initializer(UINT8, w.shape(), bytes(w, 1)));
        yield node("Add", List.of(node("Mul", List.of(q, number(u.scale()))), number(u.min())));
      }
    };
  }

  /** A constant without axes. */
  public String number(float value) {
    return constant(Weights.of(new float[] {value}));
  }

  /** A row of 64-bit integers, for shapes, axes and pads. */
  public String integers(long... values) {
    ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long v : values) {
      b.putLong(v);
    }
    return initializer(INT64, new long[] {values.length}, b.array());
  }

  /** Adds a node with one output; an empty input name leaves an optional input out. */
  public String node(String op, List<String> takes, Attr... attrs) {
    return append(op, takes, "v" + count++, attrs);
  }

  /** The finished file; what no output needs is left out. */
  public byte[] toBytes() {
    Set<String> needed = new HashSet<>(wanted);
    for (Step s : steps.reversed()) {
      if (needed.contains(s.out)) {
        needed.addAll(s.inputs);
      }
    }
    Proto graph = new Proto();
    for (Step s : steps) {
      if (needed.contains(s.out)) {
        graph.message(1, s.proto);
      }
    }
    graph.text(2, name);
    constants.forEach(
        (value, tensor) -> {
          if (needed.contains(value)) {
            graph.message(5, tensor);
          }
        });
    graph.append(inputs).append(outputs);
    return new Proto()
        .integer(1, IR_VERSION)
        .text(2, "likeness")
        .message(7, graph)
        .message(8, new Proto().text(1, "").integer(2, OPSET))
        .toBytes();
  }

  private String cast(String value) {
    return node("Cast", List.of(value), Attr.integer("to", FLOAT));
  }

  /** NodeProto: input 1, output 2, name 3, op_type 4, attribute 5. */
  private String append(String op, List<String> takes, String out, Attr... attrs) {
    Proto p = new Proto();
    for (String in : takes) {
      p.text(1, in);
    }
    p.text(2, out).text(3, out).text(4, op);
    for (Attr a : attrs) {
      p.bytes(5, Attr.encode(a));
    }
    steps.add(new Step(out, List.copyOf(takes), p));
    return out;
  }

  /** TensorProto: dims 1, data_type 2, name 8, raw_data 9. */
  private String initializer(int type, long[] shape, byte[] raw) {
    String name = "c" + count++;
    Proto p = new Proto();
    for (long d : shape) {
      p.integer(1, d);
    }
    constants.put(name, p.integer(2, type).text(8, name).bytes(9, raw));
    return name;
  }

  /** ValueInfoProto: name 1, type 2; TypeProto.Tensor: elem_type 1, shape 2; no sizes, no shape. */
  private static Proto valueInfo(String name, long... shape) {
    Proto tensor = new Proto().integer(1, FLOAT);
    if (shape.length > 0) {
      Proto dims = new Proto();
      for (long d : shape) {
        dims.message(1, new Proto().integer(1, d));
      }
      tensor.message(2, dims);
    }
    return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
  }

  private static byte[] bytes(Weights w, int each) {
    float[] v = w.values();
    ByteBuffer b = ByteBuffer.allocate(each * v.length).order(ByteOrder.LITTLE_ENDIAN);
    switch (w.packing()) {
      case F32 f -> b.asFloatBuffer().put(v);
      case F16 f -> {
        for (float x : v) {
          b.putShort(Float.floatToFloat16(x));
        }
      }
      case U8 u -> {
        for (float x : v) {
          b.put((byte) Math.round((x - u.min()) / u.scale()));
        }
      }
    }
    return b.array();
  }
}
