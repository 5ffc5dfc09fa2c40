package dev.likeness.synthesis;

import dev.likeness.models.net.Parameter;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.onnx.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights that a refiner's training begins with, learnt on people who do not exist; their card
 * lies beside them ({@code start.md}).
 */
public final class RefineStart {
  private static final String FILE = "start.safetensors";

  private RefineStart() {}

  /** By parameter. */
  public static Map<String, Weights> weights() {
    try (InputStream in = RefineStart.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("it is missing");
      }
      Map<String, Weights> all =
          Safetensors.read(FILE, ByteBuffer.wrap(in.readAllBytes())).tensors();
      Map<String, Weights> out = new LinkedHashMap<>();
      for (Parameter p : RefineNet.parameters()) {
        Weights w = all.get(p.name());
        if (w == null || w.values().length != p.size()) {
          throw new IOException("it holds no " + p.name() + " of this size");
        }
        out.put(p.name(), w);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own " + FILE + " cannot be read", e);
    }
  }
}
