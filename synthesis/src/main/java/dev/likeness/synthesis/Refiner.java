package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
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

/**
 * Corrects what a maker has painted by what was learnt of the person: a small network looks at the
 * face in a square ({@link FaceCanvas}) and says what to add and how sure it is; that difference is
 * added to the picture, so detail finer than the square's stays. A pure function of its arguments:
 * nothing is carried from frame to frame, so that a job goes on alike from any. Buffers are reused.
 * Not thread-safe.
 */
public final class Refiner implements AutoCloseable {
  private static final int N = FaceCanvas.SIDE * FaceCanvas.SIDE;

  private final FaceCanvas canvas;
  private final Session net;
  private final float[] out = new float[RefineNet.OUT * FaceCanvas.HALF * FaceCanvas.HALF];
  private final float[] sure = new float[N];

  /** What is painted, then what is added. */
  private final float[][] square = new float[3][N];

  private final float[][] row = new float[3][0];

  /**
   * @param view of the person, the one that it has learnt with
   */
  public Refiner(Models models, RefinerFile file, View view) {
    this(models, file.weights(), view);
  }

  /** What a persona has; null where nothing was learnt of it. */
  public static @Nullable Refiner of(Persona p, Models models) {
    RefinerFile f = p.refiner();
    return f == null ? null : new Refiner(models, f, p.views().get(f.view()));
  }

  /** Likewise, of weights that lie in no file yet. */
  public Refiner(Models models, Map<String, Weights> weights, View view) {
    canvas = new FaceCanvas(view);
    byte[] onnx = onnx(weights);
    net =
        models.open(
            new ModelCard(
                "refiner",
                "corrections of a painted face",
                "likeness",
                "",
                "",
                "refiner.onnx",
                "as the persona's pictures",
                "trained by this program on the persona's own pictures",
                Digest.of(onnx).hex(),
                onnx.length,
                List.of(spec("look", FaceCanvas.CHANNELS)),
                List.of(spec("out", RefineNet.OUT)),
                "see FaceCanvas",
                "the person that it was trained on",
                "knows the expressions, turns and the light that its pictures showed"),
            onnx);
  }

  private static TensorSpec spec(String name, int channels) {
    long side = FaceCanvas.HALF;
    return new TensorSpec(name, List.of(1L, (long) channels, side, side));
  }

  /** The network as an ONNX file. */
  static byte[] onnx(Map<String, Weights> weights) {
    OnnxGraph g = new OnnxGraph("refiner");
    String in = g.input("look", 1, FaceCanvas.CHANNELS, FaceCanvas.HALF, FaceCanvas.HALF);
    g.output("out", RefineNet.of(new OnnxOps(g, weights), in));
    return g.toBytes();
  }

  /**
   * Corrects a face.
   *
   * @param mesh where it was painted, with irises where these are known, in the picture's pixels
   * @param box of the picture
   * @param planes red, green and blue of the box, 0 to 255, row by row; changed
   */
  void refine(FaceMesh mesh, Box box, float[][] planes) {
    Affine2 map = FaceCanvas.map(mesh);
    canvas.place(mesh, map);
    Affine2 there = Affine2.translate(-box.x(), -box.y()).after(map);
    gather(planes, box, there);
    canvas.show(square);
    net.input(0).put(canvas.look());
    net.run();
    net.output(0).get(out);
    unfold();
    lay(planes, box, there.inverse());
  }

  /** What the network says is to be added, as pixels of the square, as far as it is sure. */
  private void unfold() {
    int n = FaceCanvas.HALF;
    float[] fade = canvas.fade();
    for (int c = 0; c < 4; c++) {
      int first = c / 2 * FaceCanvas.SIDE + c % 2;
      int o = (12 + c) * n * n;
      for (int y = 0; y < n; y++) {
        int i = first + 2 * y * FaceCanvas.SIDE;
        for (int x = 0; x < n; x++, i += 2, o++) {
          sure[i] = fade[i] == 0 ? 0 : 127.5f * fade[i] / (1 + (float) Math.exp(-out[o]));
        }
      }
    }
    for (int c = 0; c < 12; c++) {
      int first = c % 4 / 2 * FaceCanvas.SIDE + c % 2;
      float[] to = square[c / 4];
      int o = c * n * n;
      for (int y = 0; y < n; y++) {
        int i = first + 2 * y * FaceCanvas.SIDE;
        for (int x = 0; x < n; x++, i += 2) {
          to[i] = sure[i] * out[o++];
        }
      }
    }
  }

  /** What is painted there now, as the square sees it. */
  private void gather(float[][] planes, Box box, Affine2 there) {
    Sampler s = Sampler.of(planes, box.width(), box.height());
    float step = (float) Math.hypot(there.a(), there.d());
    int looks = step > 1.5f ? 2 : 1;
    float share = 1f / (looks * looks);
    for (int y = 0; y < FaceCanvas.SIDE; y++) {
      int o = y * FaceCanvas.SIDE;
      for (int k = 0; k < looks * looks; k++) {
        double px = looks == 1 ? .5 : .25 + .5 * (k % 2);
        double py = y + (looks == 1 ? .5 : .25 + .5 * (k / 2));
        s.line(
            (float) there.x(px, py) - .5f,
            (float) there.y(px, py) - .5f,
            (float) there.a(),
            (float) there.d(),
            o,
            o + FaceCanvas.SIDE,
            share,
            k > 0,
            square);
      }
    }
  }

  /** Adds the difference, which is 0 along the square's border. */
  private void lay(float[][] planes, Box box, Affine2 back) {
    Sampler s = Sampler.of(square, FaceCanvas.SIDE, FaceCanvas.SIDE);
    Box seen = seen(back.inverse(), box);
    if (row[0].length < box.width()) {
      for (int c = 0; c < 3; c++) {
        row[c] = new float[box.width()];
      }
    }
    for (int y = seen.y(); y < seen.bottom(); y++) {
      s.line(
          (float) back.x(seen.x() + .5, y + .5) - .5f,
          (float) back.y(seen.x() + .5, y + .5) - .5f,
          (float) back.a(),
          (float) back.d(),
          0,
          seen.width(),
          1,
          false,
          row);
      int o = y * box.width() + seen.x();
      for (int c = 0; c < 3; c++) {
        add(row[c], planes[c], o, seen.width());
      }
    }
  }

  private static void add(float[] from, float[] to, int at, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] += from[i];
    }
  }

  /** The part of the box, in its own pixels, that the square covers. */
  private static Box seen(Affine2 there, Box box) {
    double l = Double.MAX_VALUE;
    double t = Double.MAX_VALUE;
    double r = -Double.MAX_VALUE;
    double b = -Double.MAX_VALUE;
    for (int k = 0; k < 4; k++) {
      double x = there.x(k % 2 * FaceCanvas.SIDE, k / 2 * FaceCanvas.SIDE);
      double y = there.y(k % 2 * FaceCanvas.SIDE, k / 2 * FaceCanvas.SIDE);
      l = Math.min(l, x);
      r = Math.max(r, x);
      t = Math.min(t, y);
      b = Math.max(b, y);
    }
    int x = (int) Math.floor(l);
    int y = (int) Math.floor(t);
    return new Box(x, y, (int) Math.ceil(r) - x, (int) Math.ceil(b) - y)
        .intersect(new Box(0, 0, box.width(), box.height()));
  }

  @Override
  public void close() {
    net.close();
  }
}
