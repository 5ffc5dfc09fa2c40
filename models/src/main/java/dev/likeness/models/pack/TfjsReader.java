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

/** Reads TensorFlow.js graph models: model.json and one shard of weights. */
final class TfjsReader {
  private TfjsReader() {}

  /** Control inputs and output numbers are stripped from the names of inputs. */
  static TfGraph read(JsonNode model, byte[] shard) {
    Map<String, TfGraph.Node> nodes = new LinkedHashMap<>();
    for (JsonNode n : model.path("modelTopology").path("node")) {
      List<String> inputs = new ArrayList<>();
      for (JsonNode i : n.path("input")) {
        String ref = i.asString();
        if (!ref.startsWith("^")) {
          inputs.add(ref.endsWith(":0") ? ref.substring(0, ref.length() - 2) : ref);
        }
      }
      Map<String, Object> attributes = new HashMap<>();
      n.path("attr").properties().forEach(a -> add(attributes, a.getKey(), a.getValue()));
      String name = n.path("name").asString();
      nodes.put(name, new TfGraph.Node(name, n.path("op").asString(), inputs, attributes));
    }
    return new TfGraph(nodes, weights(model.path("weightsManifest"), shard));
  }

  private static void add(Map<String, Object> attributes, String key, JsonNode value) {
    if (value.has("b")) {
      attributes.put(key, value.path("b").asBoolean());
    } else if (value.has("s")) {
      attributes.put(key, text(value.path("s")));
    } else if (value.path("list").has("s")) {
      List<String> texts = new ArrayList<>();
      value.path("list").path("s").forEach(s -> texts.add(text(s)));
      attributes.put(key, texts);
    } else if (value.path("list").has("i")) {
      attributes.put(key, longs(value.path("list").path("i")));
    } else if (value.path("shape").has("dim")) {
      List<Long> dims = new ArrayList<>();
      value.path("shape").path("dim").forEach(d -> dims.add(number(d.path("size"))));
      attributes.put(key, dims.stream().mapToLong(Long::longValue).toArray());
    }
  }

  private static long[] longs(JsonNode list) {
    long[] out = new long[list.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = number(list.get(i));
    }
    return out;
  }

  private static long number(JsonNode n) {
    return Long.parseLong(n.asString());
  }

  private static String text(JsonNode base64) {
    return new String(Base64.getDecoder().decode(base64.asString()), StandardCharsets.UTF_8);
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
