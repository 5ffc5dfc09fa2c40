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
 * What a {@link SwapNet} has learnt of a persona and one other person, in one safetensors file: the
 * encoder and the persona's decoder in 16 bits, whom it knows, and notes. The other's decoder is
 * not in it, so it cannot draw the other.
 *
 * @param weights by parameter
 * @param target the embedding of the other, by which that person is known again
 * @param view the number of the persona's view that it draws onto
 * @param notes what the record says of it
 * @param digest of the file
 */
public record LearnedSwapFile(
    Map<String, Weights> weights,
    float[] target,
    int view,
    Map<String, String> notes,
    Digest digest) {
  private static final String KIND = "likeness.swap.1";
  private static final String VIEW = "view";
  private static final String EMBEDDING = "embedding";

  /**
   * Writes a file.
   *
   * @param learnt may hold more than is kept
   */
  public static void write(
      Path file, Map<String, Weights> learnt, float[] target, int view, Map<String, String> about) {
    Map<String, Weights> kept = new LinkedHashMap<>();
    for (Parameter p : SwapNet.parameters()) {
      Weights w = learnt.get(p.name());
      if (w == null) {
        throw new IllegalArgumentException("the weights lack " + p.name());
      }
      kept.put(p.name(), new Weights(w.shape(), w.values(), new F16()));
    }
    kept.put(EMBEDDING, Weights.of(target, target.length));
    Map<String, String> notes = new LinkedHashMap<>(about);
    notes.put("kind", KIND);
    notes.put(VIEW, String.valueOf(view));
    try {
      Safetensors.write(file, kept, notes);
    } catch (IOException e) {
      throw new RefinerFile.Unusable(
          "%s cannot be written (%s); check the folder's rights and the disk"
              .formatted(file, Trouble.of(e)),
          e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws RefinerFile.Unusable where it is none
   */
  public static LearnedSwapFile read(Path file) {
    try {
      Safetensors s = Safetensors.read(file);
      Map<String, String> n = s.notes();
      Map<String, Weights> weights = new LinkedHashMap<>();
      for (Parameter p : SwapNet.parameters()) {
        weights.put(p.name(), tensor(s, p.name(), p.size()));
      }
      return new LearnedSwapFile(
          weights,
          tensor(s, EMBEDDING, 0).values(),
          Integer.parseInt(n.getOrDefault(VIEW, "")),
          n,
          Digest.of(Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new RefinerFile.Unusable(
          "%s cannot be used (%s); remove it and train it again with 'likeness train swap', or go"
                  .formatted(file, e.getMessage())
              + " without with --no-refine",
          e);
    }
  }

  private static Weights tensor(Safetensors s, String name, int size) throws IOException {
    Weights w = s.tensors().get(name);
    if (!KIND.equals(s.notes().get("kind"))
        || w == null
        || (size > 0 && w.values().length != size)) {
      throw new IOException("it holds no learned swap of this version");
    }
    return w;
  }
}
