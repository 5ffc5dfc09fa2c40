package dev.likeness.synthesis;

import dev.likeness.core.Digest;
import dev.likeness.core.Trouble;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.onnx.Weights.F16;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link RefineNet} has learnt of one person, in one safetensors file: its weights in 16
 * bits, and notes.
 *
 * @param weights by parameter
 * @param view the number of the persona's view that it corrects
 * @param notes what the record says of it
 * @param digest of the file
 */
public record RefinerFile(
    Map<String, Weights> weights, int view, Map<String, String> notes, Digest digest) {
  private static final String KIND = "likeness.refiner.1";
  private static final String VIEW = "view";

  /** The file is no refiner, or cannot be read or written; the message says what to do. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Writes a file. */
  public static void write(
      Path file, Map<String, Weights> weights, int view, Map<String, String> about) {
    Map<String, Weights> half = new LinkedHashMap<>();
    weights.forEach((name, w) -> half.put(name, new Weights(w.shape(), w.values(), new F16())));
    Map<String, String> notes = new LinkedHashMap<>(about);
    notes.put("kind", KIND);
    notes.put(VIEW, String.valueOf(view));
    try {
      Safetensors.write(file, half, notes);
    } catch (IOException e) {
      throw new Unusable(
          "%s cannot be written (%s); check the folder's rights and the disk"
              .formatted(file, Trouble.of(e)),
          e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws Unusable where it is none
   */
  public static RefinerFile read(Path file) {
    try {
      Safetensors s = Safetensors.read(file);
      Map<String, String> n = s.notes();
      Map<String, Weights> weights = new LinkedHashMap<>();
      for (Parameter p : RefineNet.parameters()) {
        Weights w = s.tensors().get(p.name());
        if (!KIND.equals(n.get("kind")) || w == null || w.values().length != p.size()) {
          throw new IOException("it holds no refiner of this version");
        }
        weights.put(p.name(), w);
      }
      return new RefinerFile(
          weights,
          Integer.parseInt(n.getOrDefault(VIEW, "")),
          n,
          Digest.of(Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new Unusable(
          "%s cannot be used (%s); train it again with 'likeness train refine', or go without with"
                  .formatted(file, e.getMessage())
              + " --no-refine",
          e);
    }
  }
}
