package dev.likeness.forensics.text;

import dev.likeness.core.Digest;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.Linear;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.onnx.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is counted, and what the evidence is worth for messages of each length.
 *
 * @param vocabulary what is counted
 * @param scales one for each of {@link #LENGTHS}
 * @param notes data, seed, measured figures
 * @param digest the file's
 */
public record AuthorModel(
    Vocabulary vocabulary, List<Scale> scales, Map<String, String> notes, Digest digest) {
  /** Words of a message from which on each scale is used; shorter ones get no verdict. */
  public static final List<Integer> LENGTHS = List.of(50, 100, 200, 400);

  private static final String SHIPPED = "authors.safetensors";

  /**
   * For messages of one length.
   *
   * @param weights log-odds that it is somebody else's
   * @param high from this sum on one in twenty messages of the writer's own lay, held out
   * @param low up to this sum one in twenty of others lay
   * @param auc over people that were held out
   */
  public record Scale(Linear weights, float high, float low, float auc) {}

  public AuthorModel {
    scales = List.copyOf(scales);
  }

  /** The one for so many words; null where they are too few. */
  @org.jspecify.annotations.Nullable
  Scale scale(int words) {
    Scale s = null;
    for (int i = 0; i < LENGTHS.size(); i++) {
      s = words >= LENGTHS.get(i) ? scales.get(i) : s;
    }
    return s;
  }

  /** The one that comes with the program. */
  public static AuthorModel shipped() {
    try (InputStream in =
        Objects.requireNonNull(AuthorModel.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      return of("the judge of texts in the jar", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(SHIPPED + " of the forensics jar cannot be read", e);
    }
  }

  /**
   * Reads one.
   *
   * @throws ForensicsException MODEL where the file is none
   */
  public static AuthorModel read(Path file) {
    try {
      return of(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ForensicsException(Code.MODEL, file + " cannot be read", e);
    }
  }

  private static AuthorModel of(String name, byte[] bytes) {
    try {
      Safetensors s = Safetensors.read(name, ByteBuffer.wrap(bytes));
      Map<String, String> notes = new LinkedHashMap<>(s.notes());
      Vocabulary v = new Vocabulary(list(notes.remove("words")), list(notes.remove("groups")));
      List<Scale> scales = new ArrayList<>();
      for (int n : LENGTHS) {
        Weights w = s.tensors().get("from " + n);
        if (w == null) {
          throw new IllegalArgumentException("it lacks the scale from %d words".formatted(n));
        }
        float[] f = w.values();
        scales.add(new Scale(Linear.load("from " + n, s.tensors()), f[0], f[1], f[2]));
      }
      return new AuthorModel(v, scales, notes, Digest.of(bytes));
    } catch (IOException | IllegalArgumentException e) {
      throw new ForensicsException(
          Code.MODEL, "%s judges no texts: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static List<String> list(@org.jspecify.annotations.Nullable String joined) {
    if (joined == null) {
      throw new IllegalArgumentException("it lacks its vocabulary");
    }
    return Arrays.asList(joined.split("\n"));
  }

  /** Writes it, whole or not at all. */
  public void write(Path file) throws IOException {
    Map<String, Weights> all = new LinkedHashMap<>();
    for (int i = 0; i < LENGTHS.size(); i++) {
      Scale s = scales.get(i);
      s.weights.save("from " + LENGTHS.get(i), all);
      all.put("from " + LENGTHS.get(i), Weights.of(new float[] {s.high, s.low, s.auc}, 3));
    }
    Map<String, String> told = new LinkedHashMap<>(notes);
    told.put("words", String.join("\n", vocabulary.words()));
    told.put("groups", String.join("\n", vocabulary.groups()));
    Safetensors.write(file, all, told);
  }
}
