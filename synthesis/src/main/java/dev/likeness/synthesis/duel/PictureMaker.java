package dev.likeness.synthesis.duel;

import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelCard.TensorSpec;
import dev.likeness.models.Models;
import dev.likeness.models.Session;
import dev.likeness.models.net.OnnxOps;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A trained generator at work, in ONNX Runtime: no PyTorch is needed. The same numbers give the
 * same picture. Not thread-safe; owns two sessions.
 */
public final class PictureMaker implements AutoCloseable {
  /** Faces are given their form at this side at least. */
  private static final int SHOWN = 256;

  /** So many styles make a class's mean. */
  private static final int MEAN_OF = 256;

  private final GeneratorFile file;
  private final Map<Integer, float[]> middles = new HashMap<>();
  private final List<Integer> levels;
  private final Session styling;
  private final Session drawing;

  /** {@code models} must outlive this. */
  public PictureMaker(Models models, GeneratorFile file) {
    this.file = file;
    levels = new Generator(file.size()).levels();
    Network style = styling(file.size(), file.weights());
    Network draw = drawing(file.size(), file.weights());
    styling = models.open(card("style", file, style), style.onnx);
    drawing = models.open(card("draw", file, draw), draw.onnx);
  }

  public GeneratorFile file() {
    return file;
  }

  /**
   * The numbers of a seed: N(0, 1), codes from the pictures that were learnt from where the file
   * has them.
   *
   * @param label a class; 0 where there are none
   */
  public float[] latent(Seed seed, int label) {
    SplittableRandom r = seed.derive("latent").random();
    float[] z = new float[file.size().latent()];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) r.nextGaussian();
    }
    Prior prior = file.prior();
    if (prior != null && prior.knows(label)) {
      prior.draw(label, seed.derive("mixture").random(), z);
    }
    return z;
  }

  /**
   * The style of a latent. Styles may be mixed and moved on straight lines.
   *
   * @param label a class; 0 where there are none
   * @param variety how far from the mean style it may be: 1 all the way, less for pictures that are
   *     likelier and more alike
   */
  public float[] style(float[] latent, int label, double variety) {
    float[] w = styled(latent, label).clone();
    float[] middle = middle(label);
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (middle[i] + variety * (w[i] - middle[i]));
    }
    return w;
  }

  /** The mean style of a class, from as many of its styles. */
  private float[] middle(int label) {
    if (file.size().classes() == 0) {
      return file.middle();
    }
    return middles.computeIfAbsent(
        label,
        x -> {
          float[] sum = new float[file.middle().length];
          for (int i = 0; i < MEAN_OF; i++) {
            float[] w = styled(latent(new Seed(i).derive("middle"), x), x);
            for (int k = 0; k < sum.length; k++) {
              sum[k] += w[k] / MEAN_OF;
            }
          }
          return sum;
        });
  }

  private float[] styled(float[] latent, int label) {
    if (file.size().classes() == 0) {
      return styling.run(latent)[0];
    }
    float[] one = new float[file.size().classes()];
    one[label] = 1;
    return styling.run(latent, one)[0];
  }

  /** A picture of one style. */
  public Frame draw(float[] style) {
    return draw(style, style, 0);
  }

  /**
   * A picture with the coarse things (form, pose) of one style and the fine ones (colours, texture)
   * of another: levels from {@code from} on, and the ground, are the fine style's.
   *
   * @param from the side of the first level that takes the fine style
   */
  public Frame draw(float[] coarse, float[] fine, int from) {
    for (int i = 0; i < levels.size(); i++) {
      drawing.input(i).put(levels.get(i) < from ? coarse : fine);
    }
    drawing.run();
    Frame drawn = PictureSet.frame(drawing.values(0), 0, file.size().side());
    Form form = file.form();
    return form == null
        ? drawn
        : Form.bend(drawn, form.shape(), form.beside(coarse), Math.max(SHOWN, drawn.width()));
  }

  /**
   * A picture of one style with its face moved by its form, as by a head that moves; what is far
   * from the face stays. Where the generator has no form it is the picture as it is.
   *
   * @param right in sides
   * @param down in sides
   */
  public Frame draw(float[] style, double right, double down) {
    for (int i = 0; i < levels.size(); i++) {
      drawing.input(i).put(style);
    }
    drawing.run();
    Frame drawn = PictureSet.frame(drawing.values(0), 0, file.size().side());
    Form form = file.form();
    if (form == null) {
      return drawn;
    }
    float[] beside = form.beside(style);
    for (int i = 0; i < beside.length; i += 2) {
      beside[i] += (float) right;
      beside[i + 1] += (float) down;
    }
    return Form.bend(drawn, form.shape(), beside, Math.max(SHOWN, drawn.width()));
  }

  /** The mean square between what a style draws, before it gets its form, and planes of −1 to 1. */
  double off(float[] style, float[] planes) {
    for (int i = 0; i < levels.size(); i++) {
      drawing.input(i).put(style);
    }
    drawing.run();
    float[] drawn = drawing.values(0);
    double sum = 0;
    for (int i = 0; i < planes.length; i++) {
      sum += (drawn[i] - planes[i]) * (drawn[i] - planes[i]) / planes.length;
    }
    return sum;
  }

  /** The point at {@code t} (0 to 1) of the straight way between two styles. */
  public static float[] between(float[] a, float[] b, double t) {
    float[] out = new float[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (a[i] + t * (b[i] - a[i]));
    }
    return out;
  }

  /** The two parts as ONNX files, by name, for other programs. */
  public static Map<String, byte[]> onnx(GeneratorFile file) {
    Map<String, byte[]> out = new HashMap<>();
    out.put("style", styling(file.size(), file.weights()).onnx);
    out.put("draw", drawing(file.size(), file.weights()).onnx);
    return out;
  }

  private record Network(byte[] onnx, List<TensorSpec> inputs, TensorSpec output) {}

  private static Network styling(NetSize size, Map<String, Weights> weights) {
    OnnxGraph g = new OnnxGraph("likeness generator, styles");
    List<TensorSpec> inputs = new ArrayList<>();
    long latent = size.latent();
    String z = input(g, inputs, "z", latent);
    String label = size.classes() > 0 ? input(g, inputs, "label", size.classes()) : "";
    g.output("style", new Generator(size).style(new OnnxOps(g, weights), z, label));
    return new Network(g.toBytes(), inputs, TensorSpec.of("style", 1, size.style()));
  }

  private static Network drawing(NetSize size, Map<String, Weights> weights) {
    OnnxGraph g = new OnnxGraph("likeness generator, pictures");
    Generator generator = new Generator(size);
    List<TensorSpec> inputs = new ArrayList<>();
    Map<Integer, String> styles = new HashMap<>();
    for (int s : generator.levels()) {
      styles.put(s, input(g, inputs, "style." + s, size.style()));
    }
    g.output("picture", generator.draw(new OnnxOps(g, weights), s -> styles.getOrDefault(s, "")));
    long side = size.side();
    TensorSpec picture = TensorSpec.of("picture", 1, 3, side, side);
    return new Network(g.toBytes(), inputs, picture);
  }

  private static String input(OnnxGraph g, List<TensorSpec> inputs, String name, long length) {
    inputs.add(TensorSpec.of(name, 1, length));
    return g.input(name, 1, length);
  }

  private static ModelCard card(String part, GeneratorFile file, Network n) {
    return new ModelCard(
        "generator-" + part,
        file.note(GeneratorFile.TITLE),
        "likeness",
        file.note("likeness"),
        file.digest().hex(),
        part + ".onnx",
        file.note(GeneratorFile.LICENCE),
        "trained by this program",
        Digest.of(n.onnx).hex(),
        n.onnx.length,
        n.inputs,
        List.of(n.output),
        "numbers from N(0, 1); colours from -1 to 1",
        "pictures that nobody has taken",
        file.note("limits"));
  }

  @Override
  public void close() {
    styling.close();
    drawing.close();
  }
}
