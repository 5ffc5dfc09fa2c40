package dev.likeness.models.net;

import dev.likeness.models.onnx.Weights;
import dev.likeness.models.onnx.Weights.F16;
import dev.likeness.models.onnx.Weights.F32;
import dev.likeness.models.onnx.Weights.U8;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Named tensors in a file as Hugging Face's safetensors format has them: eight bytes with the
 * header's length, a JSON header (name → dtype, shape, data_offsets; {@code __metadata__}), then
 * the values, little-endian. Reads and writes F32 and F16.
 *
 * @param tensors in the file's order
 * @param notes what {@code __metadata__} says
 */
public record Safetensors(Map<String, Weights> tensors, Map<String, String> notes) {
  private static final String NOTES = "__metadata__";
  private static final int MOST_HEADER = 100_000_000;

  /**
   * Writes a file so that there is always a whole one: beside it first, flushed to the disk, then
   * moved to its place.
   */
  public static void write(Path file, Map<String, Weights> tensors, Map<String, String> notes)
      throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out =
            new BufferedOutputStream(
                java.nio.channels.Channels.newOutputStream(channel), 1 << 20)) {
      byte[] header = header(tensors, notes);
      out.write(little(8).putLong(header.length).array());
      out.write(header);
      for (Weights w : tensors.values()) {
        out.write(bytes(w));
      }
      out.flush();
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] header(Map<String, Weights> tensors, Map<String, String> notes) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    if (!notes.isEmpty()) {
      ObjectNode meta = root.putObject(NOTES);
      notes.forEach(meta::put);
    }
    long at = 0;
    for (Map.Entry<String, Weights> e : tensors.entrySet()) {
      Weights w = e.getValue();
      ObjectNode o = root.putObject(e.getKey());
      o.put("dtype", width(w) == 2 ? "F16" : "F32");
      ArrayNode shape = o.putArray("shape");
      for (long d : w.shape()) {
        shape.add(d);
      }
      ArrayNode offsets = o.putArray("data_offsets");
      offsets.add(at);
      at += (long) w.values().length * width(w);
      offsets.add(at);
    }
    String text = JsonMapper.shared().writeValueAsString(root);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return (text + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
  }

  private static int width(Weights w) {
    return switch (w.packing()) {
      case F32 f -> 4;
      case F16 f -> 2;
      case U8 u -> throw new IllegalArgumentException("eight bits have no place in safetensors");
    };
  }

  private static byte[] bytes(Weights w) {
    ByteBuffer b = little(w.values().length * width(w));
    for (float v : w.values()) {
      if (width(w) == 2) {
        b.putShort(Float.floatToFloat16(v));
      } else {
        b.putFloat(v);
      }
    }
    return b.array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads a file.
   *
   * @throws IOException where it cannot be read, or is no such file: the message says where
   */
  public static Safetensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  /**
   * Reads what stands in memory.
   *
   * @param file what to call it in messages
   */
  public static Safetensors read(String file, ByteBuffer bytes) throws IOException {
    ByteBuffer all = bytes.order(ByteOrder.LITTLE_ENDIAN);
    long length = all.remaining() < 8 ? -1 : all.getLong();
    if (length < 2 || length > Math.min(all.remaining(), MOST_HEADER)) {
      throw new IOException(file + " is no safetensors file (its header's length is wrong)");
    }
    byte[] header = new byte[(int) length];
    all.get(header);
    ByteBuffer data = all.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Weights> tensors = new LinkedHashMap<>();
    Map<String, String> notes = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, JsonNode> e : JsonMapper.shared().readTree(header).properties()) {
        if (e.getKey().equals(NOTES)) {
          e.getValue().properties().forEach(n -> notes.put(n.getKey(), n.getValue().asString("")));
        } else {
          tensors.put(e.getKey(), tensor(file, e.getKey(), e.getValue(), data));
        }
      }
    } catch (JacksonException e) {
      throw new IOException(file + " is no safetensors file (its header cannot be read)", e);
    }
    return new Safetensors(tensors, notes);
  }

  private static Weights tensor(String file, String name, JsonNode o, ByteBuffer data)
      throws IOException {
    boolean half = o.path("dtype").asString("").equals("F16");
    if (!half && !o.path("dtype").asString("").equals("F32")) {
      throw new IOException(
          "%s: %s is of type %s; only F32 and F16 are read"
              .formatted(file, name, o.path("dtype").asString("?")));
    }
    long[] shape = new long[o.path("shape").size()];
    long n = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = o.path("shape").path(i).asLong(-1);
      n *= shape[i];
    }
    long from = o.path("data_offsets").path(0).asLong(-1);
    long to = o.path("data_offsets").path(1).asLong(-1);
    if (n < 0 || from < 0 || to > data.capacity() || to - from != n * (half ? 2 : 4)) {
      throw new IOException(
          "%s: %s lies outside the file; it is cut off or damaged".formatted(file, name));
    }
    float[] values = new float[(int) n];
    ByteBuffer part = data.slice((int) from, (int) (to - from)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      values[i] = half ? Float.float16ToFloat(part.getShort()) : part.getFloat();
    }
    return new Weights(shape, values, half ? new F16() : new F32());
  }
}
