package dev.likeness.forensics;

import dev.likeness.core.Digest;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.onnx.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that the judge has learnt, as it stands in one safetensors file.
 *
 * @param blend the seam network's parameters; empty where there is none
 * @param blendScale and
 * @param blendShift what brings the network's log-odds to what they are worth
 * @param inset what tells faces that were set in by what surrounds them; null where nobody looks,
 *     and in files of before 1 December 2026, whose insets were one number
 * @param graft what tells faces that were laid into coarser pictures; null in files of before
 * @param films what frames of films are judged by; null where they are judged as pictures are
 * @param notes seed, data, measured figures
 * @param digest the file's
 */
public record JudgeModel(
    Linear spectrum,
    Linear noise,
    Linear texture,
    Map<String, Weights> blend,
    float blendScale,
    float blendShift,
    Fusion fusion,
    InsetExpert.@Nullable Learnt inset,
    GraftExpert.@Nullable Learnt graft,
    @Nullable Films films,
    Map<String, String> notes,
    Digest digest) {
  private static final String SHIPPED = "judge.safetensors";
  private static final String BLEND = "blend.";
  private static final String FILMS = "film.";
  private static final String INSET = "inset";
  private static final String GRAFT = "graft";

  /**
   * What is another for films: their frames have lost what pictures keep.
   *
   * @param texture learnt on films
   * @param fusion whose sum is the middle one of a film's frames
   */
  public record Films(Linear texture, Fusion fusion) {}

  /** What the opinions of a picture are added up by, or of a film's frames. */
  public Fusion fusion(boolean film) {
    return film && films != null ? films.fusion : fusion;
  }

  Linear texture(boolean film) {
    return film && films != null ? films.texture : texture;
  }

  /** The one that comes with the program. */
  public static JudgeModel shipped() {
    try (InputStream in =
        Objects.requireNonNull(JudgeModel.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      return of("the judge in the jar", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(SHIPPED + " of the forensics jar cannot be read", e);
    }
  }

  /**
   * Reads one.
   *
   * @throws ForensicsException MODEL where the file is none
   */
  public static JudgeModel read(Path file) {
    try {
      return of(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ForensicsException(Code.MODEL, file + " cannot be read", e);
    }
  }

  private static JudgeModel of(String name, byte[] bytes) {
    try {
      Safetensors s = Safetensors.read(name, ByteBuffer.wrap(bytes));
      Map<String, Weights> blend = new LinkedHashMap<>();
      s.tensors()
          .forEach(
              (k, w) -> {
                if (k.startsWith(BLEND)) {
                  blend.put(k.substring(BLEND.length()), w);
                }
              });
      Weights worth = blend.remove("worth");
      float[] v = worth == null ? new float[2] : worth.values();
      return new JudgeModel(
          Linear.load("spectrum", s.tensors()),
          Linear.load("noise", s.tensors()),
          s.tensors().containsKey("texture.rest")
              ? Linear.load("texture", s.tensors())
              : Linear.none(Signals.TEXTURE),
          blend,
          v[0],
          v[1],
          Fusion.load("", s.tensors()),
          inset(s.tensors()),
          graft(s.tensors()),
          s.tensors().containsKey(FILMS + "fusion") ? films(s.tensors()) : null,
          s.notes(),
          Digest.of(bytes));
    } catch (IOException | IllegalArgumentException e) {
      throw new ForensicsException(
          Code.MODEL, "%s is no judge's file: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static InsetExpert.@Nullable Learnt inset(Map<String, Weights> from) {
    Weights none = from.get(INSET + ".none");
    return none == null
        ? null
        : new InsetExpert.Learnt(
            part(INSET + ".face", from), part(INSET + ".mouth", from), none.values()[0]);
  }

  private static GraftExpert.@Nullable Learnt graft(Map<String, Weights> from) {
    Weights quiet = from.get(GRAFT + ".quiet");
    return quiet == null
        ? null
        : new GraftExpert.Learnt(Linear.load(GRAFT, from), quiet.values()[0]);
  }

  private static InsetExpert.Part part(String name, Map<String, Weights> from) {
    Weights w = from.get(name + ".limit");
    if (w == null) {
      throw new IllegalArgumentException("the model lacks " + name + ".limit");
    }
    float[] v = w.values();
    return new InsetExpert.Part(Linear.load(name, from), new InsetExpert.Limit(v[0], v[1]));
  }

  private static void save(String name, InsetExpert.Part p, Map<String, Weights> into) {
    InsetExpert.Limit l = p.limit();
    into.put(name + ".limit", Weights.of(new float[] {l.from(), l.slope()}, 2));
    p.differences().save(name, into);
  }

  private static Films films(Map<String, Weights> from) {
    return new Films(Linear.load(FILMS + "texture", from), Fusion.load(FILMS, from));
  }

  /** Writes it, whole or not at all. */
  public void write(Path file) throws IOException {
    Map<String, Weights> all = new LinkedHashMap<>();
    spectrum.save("spectrum", all);
    noise.save("noise", all);
    texture.save("texture", all);
    fusion.save("", all);
    if (inset != null) {
      all.put(INSET + ".none", Weights.of(new float[] {inset.none()}, 1));
      save(INSET + ".face", inset.face(), all);
      save(INSET + ".mouth", inset.mouth(), all);
    }
    if (graft != null) {
      all.put(GRAFT + ".quiet", Weights.of(new float[] {graft.quiet()}, 1));
      graft.differences().save(GRAFT, all);
    }
    if (films != null) {
      films.texture.save(FILMS + "texture", all);
      films.fusion.save(FILMS, all);
    }
    blend.forEach((k, w) -> all.put(BLEND + k, half(w)));
    if (!blend.isEmpty()) {
      all.put(BLEND + "worth", Weights.of(new float[] {blendScale, blendShift}, 2));
    }
    Safetensors.write(file, all, notes);
  }

  private static Weights half(Weights w) {
    float[] v = w.values().clone();
    for (int i = 0; i < v.length; i++) {
      v[i] = Float.float16ToFloat(Float.floatToFloat16(v[i]));
    }
    return new Weights(w.shape(), v, new Weights.F16());
  }

  JudgeModel with(Fusion other) {
    return with(other, inset, graft, films, notes, digest);
  }

  private JudgeModel with(
      Fusion sum,
      InsetExpert.@Nullable Learnt limit,
      GraftExpert.@Nullable Learnt laid,
      @Nullable Films frames,
      Map<String, String> told,
      Digest file) {
    return new JudgeModel(
        spectrum,
        noise,
        texture,
        blend,
        blendScale,
        blendShift,
        sum,
        limit,
        laid,
        frames,
        told,
        file);
  }

  /** The same with other seams. */
  public JudgeModel seams(
      Map<String, Weights> net, float scale, float shift, Map<String, String> told) {
    return new JudgeModel(
        spectrum,
        noise,
        texture,
        net,
        scale,
        shift,
        fusion,
        inset,
        graft,
        films,
        told,
        unwritten());
  }

  /** The same with another texture, and what its and the spectrum's sum is worth. */
  public JudgeModel drawn(Linear other, Fusion sum, Map<String, String> told) {
    Float set = fusion.weights().get(InsetExpert.NAME);
    return new JudgeModel(
        spectrum,
        noise,
        other,
        blend,
        blendScale,
        blendShift,
        set == null ? sum : sum.and(InsetExpert.NAME, set),
        inset,
        graft,
        films,
        told,
        unwritten());
  }

  /** The same whose sum of pictures is worth something else. */
  public JudgeModel worth(Fusion sum, Map<String, String> told) {
    return with(sum, inset, graft, films, told, unwritten());
  }

  /** The same with other films. */
  public JudgeModel films(Films other, Map<String, String> told) {
    return with(fusion, inset, graft, other, told, unwritten());
  }

  /**
   * The same that also sets faces against what surrounds them, in pictures and in films.
   *
   * @param weight of what is found there
   */
  public JudgeModel inset(InsetExpert.Learnt learnt, float weight, Map<String, String> told) {
    Films frames =
        films == null ? null : new Films(films.texture, films.fusion.and(InsetExpert.NAME, weight));
    return with(fusion.and(InsetExpert.NAME, weight), learnt, graft, frames, told, unwritten());
  }

  /**
   * The same that also looks for faces that were laid into coarser films.
   *
   * @param weight of what is found there; in pictures it is told only
   */
  public JudgeModel graft(GraftExpert.Learnt learnt, float weight, Map<String, String> told) {
    Films frames =
        films == null ? null : new Films(films.texture, films.fusion.and(GraftExpert.NAME, weight));
    return with(fusion, inset, learnt, frames, told, unwritten());
  }

  private static Digest unwritten() {
    return Digest.of(new byte[0]);
  }
}
