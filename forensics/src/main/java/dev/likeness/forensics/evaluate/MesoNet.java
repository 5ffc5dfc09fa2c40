package dev.likeness.forensics.evaluate;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelCard.TensorSpec;
import dev.likeness.models.Models;
import dev.likeness.models.Session;
import dev.likeness.models.onnx.Attr;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * MesoNet (Afchar et al. 2018), to be measured beside the judge: Meso4 or MesoInception from
 * Keras's HDF5, run as an ONNX graph. Knows 256×256 faces, sRGB from 0 to 1; says how likely the
 * face is real. Not thread-safe.
 */
public final class MesoNet implements AutoCloseable {
  private static final int SIDE = 256;
  private static final float EPSILON = 1e-3f;

  private final String name;
  private final Session session;

  /** A layer's weights, in the order in which the network was built. */
  private record Layer(int number, List<Weights> weights) {}

  /**
   * Opens a file of weights.
   *
   * @throws ForensicsException MODEL where it cannot be read as one of the two
   */
  public MesoNet(Models models, Path file) {
    name = String.valueOf(file.getFileName()).replace(".h5", "");
    byte[] onnx;
    try (HdfFile h = new HdfFile(file)) {
      onnx = build(layers(h, "conv2d"), layers(h, "batch_normalization"), layers(h, "dense"));
    } catch (RuntimeException e) {
      throw new ForensicsException(
          Code.MODEL, "%s is no MesoNet: %s".formatted(file, e.getMessage()), e);
    }
    session =
        models.open(
            new ModelCard(
                "mesonet",
                name,
                "",
                "",
                "",
                String.valueOf(file.getFileName()),
                "Apache-2.0",
                "",
                Digest.of(onnx).hex(),
                onnx.length,
                List.of(TensorSpec.of("face", 1, 3, SIDE, SIDE)),
                List.of(TensorSpec.of("real", 1, 1)),
                "sRGB from 0 to 1",
                "telling deepfakes",
                "for measuring only"),
            onnx);
  }

  public String name() {
    return name;
  }

  private static List<Layer> layers(HdfFile h, String kind) {
    List<Layer> out = new ArrayList<>();
    for (Node n : h.getChildren().values()) {
      if (n.getName().startsWith(kind) && n instanceof Group g) {
        List<Weights> w = new ArrayList<>();
        List<String> parts =
            kind.startsWith("batch")
                ? List.of("gamma", "beta", "moving_mean", "moving_variance")
                : List.of("kernel", "bias");
        for (String p : parts) {
          w.add(weights((Dataset) g.getByPath(n.getName() + "/" + p + ":0")));
        }
        String suffix = n.getName().substring(kind.length()).replace("_", "");
        out.add(new Layer(suffix.isEmpty() ? 0 : Integer.parseInt(suffix), w));
      }
    }
    out.sort(Comparator.comparingInt(Layer::number));
    return out;
  }

  private static Weights weights(Dataset d) {
    int[] dims = d.getDimensions();
    long[] shape = new long[dims.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dims[i];
    }
    return Weights.of((float[]) d.getDataFlat(), shape);
  }

  private static byte[] build(List<Layer> conv, List<Layer> norm, List<Layer> dense) {
    OnnxGraph g = new OnnxGraph("mesonet");
    String x = g.input("face", 1, 3, SIDE, SIDE);
    int c = 0;
    for (int i = 0; i < 4; i++) {
      if (conv.size() > 4 && i < 2) {
        String a = conv(g, x, conv.get(c), 1);
        String b = conv(g, conv(g, x, conv.get(c + 1), 1), conv.get(c + 2), 1);
        String d = conv(g, conv(g, x, conv.get(c + 3), 1), conv.get(c + 4), 2);
        String e = conv(g, conv(g, x, conv.get(c + 5), 1), conv.get(c + 6), 3);
        x = g.node("Concat", List.of(a, b, d, e), Attr.integer("axis", 1));
        c += 7;
      } else {
        x = conv(g, x, conv.get(c++), 1);
      }
      List<String> in = new ArrayList<>(List.of(x));
      norm.get(i).weights.forEach(w -> in.add(g.constant(w)));
      x = g.node("BatchNormalization", in, Attr.real("epsilon", EPSILON));
      int k = i == 3 ? 4 : 2;
      x =
          g.node(
              "MaxPool",
              List.of(x),
              Attr.ints("kernel_shape", k, k),
              Attr.ints("strides", k, k),
              Attr.text("auto_pad", "SAME_UPPER"));
    }
    // Keras flattens row by row with channels last.
    x = g.node("Transpose", List.of(x), Attr.ints("perm", 0, 2, 3, 1));
    x = g.node("Reshape", List.of(x, g.integers(1, -1)));
    x = dense(g, x, dense.get(0));
    x = g.node("LeakyRelu", List.of(x), Attr.real("alpha", .1f));
    g.output("real", g.node("Sigmoid", List.of(dense(g, x, dense.get(1)))));
    return g.toBytes();
  }

  private static String conv(OnnxGraph g, String x, Layer l, int dilation) {
    Weights kernel = l.weights.get(0).permute(3, 2, 0, 1);
    int pad = dilation * ((int) kernel.shape()[2] - 1) / 2;
    String y =
        g.node(
            "Conv",
            List.of(x, g.constant(kernel), g.constant(l.weights.get(1))),
            Attr.ints("pads", pad, pad, pad, pad),
            Attr.ints("dilations", dilation, dilation));
    return g.node("Relu", List.of(y));
  }

  private static String dense(OnnxGraph g, String x, Layer l) {
    return g.node("Gemm", List.of(x, g.constant(l.weights.get(0)), g.constant(l.weights.get(1))));
  }

  /**
   * How much speaks against a face: 1 − P(real).
   *
   * @param region of the face in the picture
   */
  double against(Frame f, Box region) {
    int side = Math.max(region.width(), region.height());
    double cx = region.x() + region.width() / 2.0;
    double cy = region.y() + region.height() / 2.0;
    Frame crop =
        f.sample(
            Affine2.squareTo(cx, cy, side, 0, SIDE),
            SIDE,
            SIDE,
            Math.max(1, (int) Math.round((double) side / SIDE)));
    float[] in = new float[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (int k = 0; k < 3; k++) {
        in[k * SIDE * SIDE + i] = (crop.rgb()[3 * i + k] & 255) / 255f;
      }
    }
    return 1 - session.run(in)[0][0];
  }

  @Override
  public void close() {
    session.close();
  }
}
