package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelCard.TensorSpec;
import dev.likeness.models.Models;
import dev.likeness.models.Session;
import dev.likeness.models.net.OnnxOps;
import dev.likeness.models.net.Ops;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.net.UNet;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Where the rims, bridge and temples of spectacles run in {@link LensPlane}, and whether any are
 * worn: a {@link UNet} on pixels folded sixteen to one.
 *
 * <pre>
 * look    B × 48 × 36 × 64   the plane's picture, {@link #PIXELS} pixels a centimetre, folded
 * U-Net   24, 40, 56         a third layer in the coarsest level, 9 × 16
 * out     B × 5 × 36 × 64    4 log-odds of a rim, folded four to one; the mean of the fifth is the
 *                            log-odds that spectacles are worn
 * </pre>
 *
 * RimTrainer among the tests trains it, on people who do not exist ({@code rims.md}). Not
 * thread-safe.
 */
final class RimNet implements AutoCloseable {
  /** Size of the picture of the plane, its pixels a centimetre, and its left and upper edge. */
  static final int WIDTH = 256;

  static final int HEIGHT = 144;
  static final float PIXELS = 16;
  static final float LEFT = -8;
  static final float TOP = -4;

  /** Size of the map of rims, each cell an eighth of a centimetre. */
  static final int COLUMNS = WIDTH / 2;

  static final int ROWS = HEIGHT / 2;

  private static final int FOLD = 4;
  static final int W = WIDTH / FOLD;
  static final int H = HEIGHT / FOLD;

  /** Channels that go in. */
  static final int IN = 3 * FOLD * FOLD;

  /** Channels that come out. */
  static final int OUT = 5;

  private static final UNet NET = new UNet(IN, List.of(24, 40, 56), true, OUT);

  /** What a brightness of the middle is worth, and how much a step of it. */
  private static final float SPREAD = 1 / 48f;

  /** So many cells of the map no rim fills, and so many one does. */
  private static final float FEW = 60;

  private static final float MANY = 180;

  private static final String FILE = "rims.safetensors";

  private final Session net;
  private final float[] out = new float[OUT * W * H];

  /**
   * What was seen.
   *
   * @param worn how surely spectacles are worn, 0 to 1
   * @param rims for each cell of the map how surely one covers it
   */
  record Seen(float worn, float[] rims) {}

  /**
   * @param models must outlive this
   */
  RimNet(Models models) {
    this(models, shipped());
  }

  RimNet(Models models, Map<String, Weights> weights) {
    OnnxGraph g = new OnnxGraph("rims");
    String in = g.input("look", 1, IN, H, W);
    g.output("out", of(new OnnxOps(g, weights), in));
    byte[] onnx = g.toBytes();
    net =
        models.open(
            ModelCard.own(
                "rims",
                "rims of spectacles",
                "CC0-1.0",
                "trained by this program on people who do not exist",
                onnx,
                List.of(TensorSpec.of("look", 1, IN, H, W)),
                List.of(TensorSpec.of("out", 1, OUT, H, W)),
                "see RimNet",
                "finding spectacles that lie over a face",
                "see rims.md"),
            onnx);
  }

  /** Its parameters, before they have learnt. */
  static List<Parameter> parameters() {
    return NET.parameters(.02f);
  }

  /** What comes out for what {@link #fold} made. */
  static <T> T of(Ops<T> ops, T look) {
    return NET.of(ops, look);
  }

  private static Map<String, Weights> shipped() {
    try (InputStream in = RimNet.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("it is missing");
      }
      return Safetensors.read(FILE, ByteBuffer.wrap(in.readAllBytes())).tensors();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own " + FILE + " cannot be read", e);
    }
  }

  /** From the plane's picture to the plane, centimetres. */
  static Affine2 toPlane() {
    return new Affine2(1 / PIXELS, 0, LEFT, 0, 1 / PIXELS, TOP);
  }

  /** From the plane, centimetres, to the map of rims. */
  static Affine2 toMap() {
    float k = PIXELS / 2;
    return new Affine2(k, 0, -LEFT * k, 0, k, -TOP * k);
  }

  /** The picture of the plane that goes in. */
  static Frame patch(Picture picture, FaceMesh mesh, LensPlane plane) {
    Affine2 map = plane.toPicture(mesh).after(toPlane());
    int taps = (int) Math.ceil(Math.max(1, Math.max(Math.abs(map.a()), Math.abs(map.e()))));
    return picture.sample(map, WIDTH, HEIGHT, taps);
  }

  /** Folded and freed of its mean colour: channels × rows × columns. */
  static float[] fold(Frame patch) {
    byte[] rgb = patch.rgb();
    float[] mean = new float[3];
    for (int i = 0; i < rgb.length; i++) {
      mean[i % 3] += (rgb[i] & 255) / (float) (WIDTH * HEIGHT);
    }
    float[] in = new float[IN * W * H];
    for (int y = 0, i = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++, i += 3) {
        int k = y % FOLD * FOLD + x % FOLD;
        int o = y / FOLD * W + x / FOLD;
        for (int c = 0; c < 3; c++) {
          in[(c * FOLD * FOLD + k) * W * H + o] = ((rgb[i + c] & 255) - mean[c]) * SPREAD;
        }
      }
    }
    return in;
  }

  /** Looks at a picture of the plane. */
  Seen see(Frame patch) {
    net.input(0).put(fold(patch));
    net.run();
    net.output(0).get(out);
    int n = W * H;
    float[] rims = new float[COLUMNS * ROWS];
    double all = 0;
    int cells = 0;
    for (int i = 0; i < n; i++) {
      int at = 2 * (i / W) * COLUMNS + 2 * (i % W);
      for (int k = 0; k < 4; k++) {
        float rim = sigmoid(out[k * n + i]);
        rims[at + k / 2 * COLUMNS + k % 2] = rim;
        cells += rim > .5f ? 1 : 0;
      }
      all += out[4 * n + i];
    }
    // spectacles whose rims are nowhere are none
    float there = Rings.smooth(FEW, MANY, cells);
    return new Seen(there * sigmoid((float) (all / n)), rims);
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  @Override
  public void close() {
    net.close();
  }
}
