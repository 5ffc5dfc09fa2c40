package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
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
  private final View view;
  private final FaceCanvas canvas;
  private final Session net;
  private final float[] out = new float[RefineNet.OUT * FaceCanvas.HALF * FaceCanvas.HALF];
  private final FaceSquare square = new FaceSquare();

  /**
   * @param view of the person, the one that is moved as a portrait
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
    this.view = view;
    canvas = new FaceCanvas(view);
    byte[] onnx = onnx(weights);
    net =
        models.open(
            ModelCard.own(
                "refiner",
                "corrections of a painted face",
                "as the persona's pictures",
                "trained by this program on the persona's own pictures",
                onnx,
                List.of(spec("look", FaceCanvas.CHANNELS)),
                List.of(spec("out", RefineNet.OUT)),
                "see FaceCanvas",
                "the person that it was trained on",
                "knows the expressions, turns and the light that its pictures showed"),
            onnx);
  }

  private static TensorSpec spec(String name, int channels) {
    return TensorSpec.of(name, 1, channels, FaceCanvas.HALF, FaceCanvas.HALF);
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
    canvas.turnTo(view);
    correct(mesh, box, planes, false);
  }

  /**
   * Likewise a face that several of the person's views were drawn onto for a swap. Its light is the
   * target's, and eyes, brows and lips do what the target's do: what was learnt of these belongs to
   * other light and other movements. So only plain skin is corrected, and neither its broad tone
   * nor its colour.
   *
   * @param shares of each view, which add up to 1
   */
  void refine(FaceMesh mesh, View[] views, float[] shares, Box box, float[][] planes) {
    canvas.turnTo(views, shares);
    correct(mesh, box, planes, true);
  }

  private void correct(FaceMesh mesh, Box box, float[][] planes, boolean swap) {
    Affine2 map = FaceCanvas.map(mesh);
    canvas.place(mesh, map);
    Affine2 there = Affine2.translate(-box.x(), -box.y()).after(map);
    square.gather(planes, box, there);
    canvas.show(square.planes);
    net.input(0).put(canvas.look());
    net.run();
    net.output(0).get(out);
    square.unfold(out, swap ? canvas.still() : canvas.fade(), 1);
    if (swap) {
      square.settle(canvas.plain());
    }
    square.lay(planes, box, there.inverse());
  }

  /**
   * Corrects a face that is drawn in a {@link FaceCanvas}'s square from the view that is moved as a
   * portrait, as far as a swap does.
   *
   * @param mesh in the square's pixels
   * @param planes of the square; changed
   */
  public void refine(FaceMesh mesh, float[][] planes) {
    canvas.turnTo(view);
    correct(mesh, new Box(0, 0, FaceCanvas.SIDE, FaceCanvas.SIDE), planes, true);
  }

  @Override
  public void close() {
    net.close();
  }
}
