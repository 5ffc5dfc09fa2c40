package dev.likeness.models.pack;

import dev.likeness.models.onnx.Weights;
import dev.likeness.models.onnx.Weights.F16;
import dev.likeness.models.onnx.Weights.F32;
import dev.likeness.models.onnx.Weights.Packing;
import dev.likeness.models.onnx.Weights.U8;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A TensorFlow.js graph model: nodes by name, and the weights of its constants. */
record TfjsGraph(Map<String, Node> nodes, Map<String, Weights> weights) {

  /** A node; control inputs and output numbers are stripped from the names of its inputs. */
  record Node(String name, String op, List<String> inputs, JsonNode attr) {
    long[] longs(String key) {
      JsonNode list = attr.path(key).path("list").path("i");
      long[] out = new long[list.size()];
      for (int i = 0; i < out.length; i++) {
        out[i] = Long.parseLong(list.get(i).asString());
      }
      return out;
    }

    boolean flag(String key) {
      return attr.path(key).path("b").asBoolean(false);
    }

    String text(String key) {
      return decode(attr.path(key).path("s").asString(""));
    }

    List<String> texts(String key) {
      List<String> out = new ArrayList<>();
      attr.path(key).path("list").path("s").forEach(s -> out.add(decode(s.asString())));
      return out;
    }

    private static String decode(String base64) {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
  }

  static TfjsGraph read(JsonNode model, byte[] shard) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (JsonNode n : model.path("modelTopology").path("node")) {
      List<String> inputs = new ArrayList<>();
      for (JsonNode i : n.path("input")) {
        String ref = i.asString();
        if (!ref.startsWith("^")) {
          inputs.add(ref.endsWith(":0") ? ref.substring(0, ref.length() - 2) : ref);
        }
      }
      String name = n.path("name").asString();
      nodes.put(name, new Node(name, n.path("op").asString(), inputs, n.path("attr")));
    }
    return new TfjsGraph(nodes, weights(model.path("weightsManifest"), shard));
  }

  /** Weights of a manifest whose groups lie in one shard, one after the other. */
  static Map<String, Weights> weights(JsonNode manifest, byte[] shard) {
    Map<String, Weights> out = new HashMap<>();
    ByteBuffer b = ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode group : manifest) {
      for (JsonNode w : group.path("weights")) {
        out.put(w.path("name").asString(), weights(w, b));
      }
    }
    if (b.hasRemaining()) {
      throw new PackException(b.remaining() + " bytes of weights are left over");
    }
    return out;
  }

  private static Weights weights(JsonNode w, ByteBuffer b) {
    JsonNode dims = w.path("shape");
    long[] shape = new long[dims.size()];
    int n = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dims.get(i).asLong();
      n *= (int) shape[i];
    }
    float[] values = new float[n];
    JsonNode q = w.path("quantization");
    String type = q.path("dtype").asString(w.path("dtype").asString());
    Packing packing;
    switch (type) {
      case "float32" -> {
        packing = new F32();
        for (int i = 0; i < n; i++) {
          values[i] = b.getFloat();
        }
      }
      case "float16" -> {
        packing = new F16();
        for (int i = 0; i < n; i++) {
          values[i] = Float.float16ToFloat(b.getShort());
        }
      }
      case "uint8" -> {
        float scale = (float) q.path("scale").asDouble();
        float min = (float) q.path("min").asDouble();
        packing = new U8(scale, min);
        for (int i = 0; i < n; i++) {
          values[i] = (b.get() & 255) * scale + min;
        }
      }
      case "int32" -> {
        packing = new F32();
        for (int i = 0; i < n; i++) {
          values[i] = b.getInt();
        }
      }
      default -> throw new PackException("weights of type " + type + " are not known");
    }
    return new Weights(shape, values, packing);
  }
}
