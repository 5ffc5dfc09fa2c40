package dev.likeness.forensics;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.faces.FaceCrop;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelCard.TensorSpec;
import dev.likeness.models.Models;
import dev.likeness.models.Session;
import dev.likeness.models.net.OnnxOps;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for the seam along which a face was put into another picture. */
public final class BlendExpert implements Expert {
  public static final String NAME = "blend";

  /** Narrower than this between the eyes, a seam is no wider than a pixel or two. */
  static final double LEAST = 24;

  /** A face without a seam may still be drawn as a whole: that none was found says little. */
  private static final double LITTLE = .5;

  /** Places whose log-odds come so near to the most suspicious one's belong to it. */
  private static final float NEAR = 3;

  private final Session net;
  private final float scale;
  private final float shift;

  /**
   * @param scale and
   * @param shift what brings the network's log-odds to what they are worth
   */
  public BlendExpert(Models models, Map<String, Weights> weights, float scale, float shift) {
    this.scale = scale;
    this.shift = shift;
    byte[] onnx = onnx(weights);
    net =
        models.open(
            ModelCard.own(
                "judge-blend",
                "seams of self-blended faces",
                "Apache-2.0",
                "trained by this program",
                onnx,
                List.of(TensorSpec.of("face", 1, 3, BlendNet.SIDE, BlendNet.SIDE)),
                List.of(
                    TensorSpec.of("mask", 1, 1, BlendNet.MASK, BlendNet.MASK),
                    TensorSpec.of("whole", 1, 1)),
                "sRGB from -1 to 1, eyes level",
                "telling faces that were blended into a picture",
                "see the judge's card"),
            onnx);
  }

  /** The network as an ONNX file. */
  public static byte[] onnx(Map<String, Weights> weights) {
    OnnxGraph g = new OnnxGraph("blend");
    String in = g.input("face", 1, 3, BlendNet.SIDE, BlendNet.SIDE);
    BlendNet.Out<String> out = BlendNet.of(new OnnxOps(g, weights), in);
    g.output("mask", out.mask());
    g.output("whole", out.whole());
    return g.toBytes();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Family family() {
    return Family.SEAM;
  }

  /** The whole and the mask's log-odds as the network says them; null where it cannot look. */
  public float @Nullable [][] raw(Subject s) {
    FaceMesh mesh = s.mesh();
    if (mesh == null || mesh.eyeDistance() < LEAST) {
      return null;
    }
    float[] in = new float[3 * BlendNet.SIDE * BlendNet.SIDE];
    BlendNet.put(FaceCrop.of(s.picture(), mesh, BlendNet.SIDE).rgb(), in, 0);
    return net.run(in);
  }

  @Override
  public Opinion look(Subject s, boolean draw) {
    FaceMesh mesh = s.mesh();
    if (mesh == null) {
      return Opinion.none(this, "no face was found, so no seam was looked for");
    }
    float[][] out = raw(s);
    if (out == null) {
      return Opinion.none(
          this,
          "the eyes are %.0f pixels apart; seams are looked for from %.0f on"
              .formatted(mesh.eyeDistance(), LEAST));
    }
    double score =
        Math.max(-LITTLE, Linear.MOST * Math.tanh((scale * out[1][0] + shift) / Linear.MOST));
    String says =
        score > 1
            ? "the face looks as if it had been laid into the picture; the map shows where"
            : score <= -LITTLE
                ? "no seam between the face and the picture"
                : "whether there is a seam around the face cannot be told";
    return new Opinion(
        NAME,
        family(),
        true,
        score,
        0,
        says,
        draw && score > 1 ? map(s, mesh, lifted(out[0])) : null,
        List.of());
  }

  /** The mask's log-odds beside the most suspicious place's: 0 is the border of what is shown. */
  public static float[] lifted(float[] mask) {
    float most = Float.NEGATIVE_INFINITY;
    for (float v : mask) {
      most = Math.max(most, v);
    }
    float[] out = new float[mask.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = mask[i] - most + NEAR;
    }
    return out;
  }

  private static Frame map(Subject s, FaceMesh mesh, float[] mask) {
    Box b = s.region();
    Affine2 back = FaceCrop.map(mesh, BlendNet.MASK).inverse();
    float[] heat = new float[b.width() * b.height()];
    for (int y = 0, i = 0; y < b.height(); y++) {
      for (int x = 0; x < b.width(); x++, i++) {
        double px = b.x() + x + .5;
        double py = b.y() + y + .5;
        heat[i] = sample(mask, back.x(px, py) - .5, back.y(px, py) - .5);
      }
    }
    return Heat.over(s.picture(), b, heat);
  }

  /** How likely a place was replaced, bilinearly; 0 outside of what the network saw. */
  public static float sample(float[] mask, double x, double y) {
    int n = BlendNet.MASK;
    if (x < -.5 || y < -.5 || x > n - .5 || y > n - .5) {
      return 0;
    }
    double u = Math.max(0, Math.min(n - 1.001, x));
    double v = Math.max(0, Math.min(n - 1.001, y));
    int i = (int) u;
    int j = (int) v;
    double fx = u - i;
    double fy = v - j;
    double top = (1 - fx) * mask[j * n + i] + fx * mask[j * n + i + 1];
    double low = (1 - fx) * mask[(j + 1) * n + i] + fx * mask[(j + 1) * n + i + 1];
    return (float) (1 / (1 + Math.exp(-(top + fy * (low - top)))));
  }

  @Override
  public void close() {
    net.close();
  }
}
