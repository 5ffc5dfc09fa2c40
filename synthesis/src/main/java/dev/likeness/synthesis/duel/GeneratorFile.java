package dev.likeness.synthesis.duel;

import dev.likeness.core.Digest;
import dev.likeness.faces.Identity;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.onnx.Weights.F16;
import dev.likeness.synthesis.duel.DuelException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained generator in one safetensors file: {@code generator.*} its weights in 16 bits, {@code
 * middle} the mean style, {@code known} what the training pictures look like to the network named
 * in the notes, and the notes themselves.
 *
 * @param size of the network
 * @param weights by parameter
 * @param middle the mean style
 * @param known one unit vector a training picture, one behind the other
 * @param form gives faces a shape of their own; null where pictures are as they are drawn
 * @param prior where codes of new pictures come from; null where they are N(0, 1)
 * @param notes what the model card says; see {@link #note}
 * @param digest of the file
 */
public record GeneratorFile(
    NetSize size,
    Map<String, Weights> weights,
    float[] middle,
    Weights known,
    @Nullable Form form,
    @Nullable Prior prior,
    Map<String, String> notes,
    Digest digest) {
  private static final String KIND = "likeness.generator.2";
  private static final String PREFIX = "generator.";
  private static final String SHAPE = "form.shape";
  private static final String PARTS = "form.parts";
  private static final String CODES = "prior.codes";
  private static final String LABELS = "prior.labels";

  /** Notes that every file has. */
  public static final String TITLE = "title";

  public static final String LICENCE = "licence";

  /** {@code faces} or {@code pictures}. */
  public static final String SUBJECT = "subject";

  /** The cosine from which on a picture is too near to one that was learnt from. */
  public static final String TOO_NEAR = "too_near";

  /** Names of classes, a line each; missing where there are none. */
  static final String CLASSES = "class_names";

  /** What a note says; empty where there is none. */
  public String note(String name) {
    return notes.getOrDefault(name, "");
  }

  /** Whether it makes faces. */
  public boolean faces() {
    return note(SUBJECT).equals("faces");
  }

  /**
   * The cosine from which on a picture is too near to one that was learnt from. Of faces never more
   * than what makes two pictures one person's: else a generator that has learnt from one person
   * would draw that person as nobody.
   */
  public double tooNear() {
    double rare = Double.parseDouble(note(TOO_NEAR));
    return faces() ? Math.min(rare, Identity.SAME) : rare;
  }

  /** Names of the classes by label, where it has any. */
  public List<String> classes() {
    String names = note(CLASSES);
    return names.isEmpty() ? List.of() : List.of(names.split("\n"));
  }

  /**
   * Writes a file.
   *
   * @param form see {@link Form}; null for none
   * @param prior see {@link Prior}; null for none
   * @param about the notes
   */
  public static void write(
      Path file,
      NetSize size,
      Map<String, Weights> weights,
      float[] middle,
      List<float[]> known,
      @Nullable Form form,
      @Nullable Prior prior,
      Map<String, String> about) {
    Map<String, Weights> all = new LinkedHashMap<>();
    weights.forEach((name, w) -> all.put(PREFIX + name, half(w.values(), w.shape())));
    all.put("middle", half(middle, middle.length));
    int n = known.isEmpty() ? 0 : known.getFirst().length;
    float[] rows = new float[known.size() * n];
    for (int i = 0; i < known.size(); i++) {
      System.arraycopy(known.get(i), 0, rows, i * n, n);
    }
    all.put("known", half(rows, known.size(), n));
    if (form != null) {
      int points = form.shape().length;
      all.put(SHAPE, half(form.shape(), points));
      all.put(PARTS, half(form.parts(), points, size.codes()));
    }
    if (prior != null) {
      all.put(CODES, half(prior.codes().values(), prior.codes().shape()));
      all.put(LABELS, Weights.of(prior.labels(), prior.labels().length));
    }
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("kind", KIND);
    notes.put("side", String.valueOf(size.side()));
    notes.put("latent", String.valueOf(size.latent()));
    notes.put("width", String.valueOf(size.width()));
    notes.put("classes", String.valueOf(size.classes()));
    notes.put("codes", String.valueOf(size.codes()));
    notes.putAll(about);
    try {
      Safetensors.write(file, all, notes);
    } catch (IOException e) {
      throw new DuelException(
          Code.WRITE, file + " cannot be written; check the folder's rights and the disk", e);
    }
  }

  private static Weights half(float[] values, long... shape) {
    return new Weights(shape, values, new F16());
  }

  /**
   * Reads a file.
   *
   * @throws DuelException RUN where it is none
   */
  public static GeneratorFile read(Path file) {
    try {
      return of(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DuelException(
          Code.RUN,
          "%s cannot be read (%s); name a file that 'likeness gan train' has written"
              .formatted(file, dev.likeness.core.Trouble.of(e)),
          e);
    }
  }

  /**
   * Reads what such a file holds.
   *
   * @param name what to call it in messages
   */
  public static GeneratorFile of(String name, byte[] bytes) {
    try {
      Safetensors s = Safetensors.read(name, ByteBuffer.wrap(bytes));
      Map<String, String> n = s.notes();
      if (!KIND.equals(n.get("kind"))) {
        throw new DuelException(Code.RUN, name + " holds no generator of this program");
      }
      NetSize size =
          new NetSize(
              Integer.parseInt(n.getOrDefault("side", "")),
              Integer.parseInt(n.getOrDefault("latent", "")),
              Double.parseDouble(n.getOrDefault("width", "")),
              Integer.parseInt(n.getOrDefault("classes", "")),
              Integer.parseInt(n.getOrDefault("codes", "")));
      Map<String, Weights> weights = new LinkedHashMap<>();
      for (Parameter p : new Generator(size).parameters()) {
        Weights w = tensor(s, name, PREFIX + p.name());
        if (w.values().length != p.size()) {
          throw new DuelException(Code.RUN, name + ": " + p.name() + " has another size");
        }
        weights.put(p.name(), w);
      }
      float[] middle = tensor(s, name, "middle").values();
      Weights known = tensor(s, name, "known");
      Double.parseDouble(n.getOrDefault(TOO_NEAR, ""));
      return new GeneratorFile(
          size, weights, middle, known, form(s, name), prior(s, name), n, Digest.of(bytes));
    } catch (IOException | IllegalArgumentException e) {
      throw new DuelException(Code.RUN, name + " is damaged: " + e.getMessage(), e);
    }
  }

  private static @Nullable Form form(Safetensors s, String name) {
    return s.tensors().containsKey(SHAPE)
        ? new Form(tensor(s, name, SHAPE).values(), tensor(s, name, PARTS).values())
        : null;
  }

  private static @Nullable Prior prior(Safetensors s, String name) {
    return s.tensors().containsKey(CODES)
        ? new Prior(tensor(s, name, CODES), tensor(s, name, LABELS).values())
        : null;
  }

  private static Weights tensor(Safetensors s, String file, String name) {
    Weights w = s.tensors().get(name);
    if (w == null) {
      throw new DuelException(Code.RUN, file + " lacks " + name + "; it is damaged");
    }
    return w;
  }

  /**
   * How near a vector is to the nearest training picture's: the cosine, −1 to 1.
   *
   * @param unit as the network named in the notes gives it
   */
  public double nearness(float[] unit) {
    int n = unit.length;
    float[] rows = known.values();
    double best = -1;
    for (int i = 0; i + n <= rows.length; i += n) {
      double dot = 0;
      for (int k = 0; k < n; k++) {
        dot += unit[k] * rows[i + k];
      }
      best = Math.max(best, dot);
    }
    return best;
  }
}
