package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.faces.Identity;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelCard.TensorSpec;
import dev.likeness.models.Models;
import dev.likeness.models.Session;
import dev.likeness.models.net.OnnxOps;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import java.util.List;
import java.util.Map;

/**
 * Paints a persona on the one person that this was learnt with: a small network looks at the
 * target's own face, laid onto the mesh that is painted, and at the warp, and says what to add to
 * the warp's skin and how sure it is. Where it is not, the warp stays, and so does its tone: light
 * and colour are the renderer's. Eyes with their sockets, brows, lips and what is close to them are
 * the warp's, for they do what the target's do: the persona's own mouth, painted around that of the
 * target, opened too far. A pure function of its arguments, as {@link Refiner}. Buffers are reused.
 * Not thread-safe.
 */
public final class LearnedSwap implements AutoCloseable {
  private final float[] person;
  private final FaceCanvas canvas;
  private final Session net;
  private final FaceSquare square = new FaceSquare();
  private final float[][] draped = new float[3][FaceCanvas.SIDE * FaceCanvas.SIDE];
  private final float[] seen = new float[SwapNet.SEEN * FaceCanvas.HALF * FaceCanvas.HALF];
  private final float[] out = new float[RefineNet.OUT * FaceCanvas.HALF * FaceCanvas.HALF];

  public LearnedSwap(Models models, LearnedSwapFile file, Persona persona) {
    this(models, file.weights(), file.target(), persona.views().get(file.view()));
  }

  /**
   * Of weights that lie in no file.
   *
   * @param person the embedding of whom it was learnt with
   * @param view of the persona, the one that it has learnt with
   */
  LearnedSwap(Models models, Map<String, Weights> weights, float[] person, View view) {
    this.person = person.clone();
    canvas = new FaceCanvas(view);
    byte[] onnx = onnx(weights);
    net =
        models.open(
            ModelCard.own(
                "learned-swap",
                "one person's face where another's is seen",
                "as the persona's pictures and the target's",
                "trained by this program on the pictures of both people",
                onnx,
                List.of(spec("look", FaceCanvas.CHANNELS), spec("seen", SwapNet.SEEN)),
                List.of(spec("out", RefineNet.OUT)),
                "see SwapNet",
                "the two people that it was trained on",
                "knows the expressions, turns and the light that their pictures showed"),
            onnx);
  }

  private static TensorSpec spec(String name, int channels) {
    return TensorSpec.of(name, 1, channels, FaceCanvas.HALF, FaceCanvas.HALF);
  }

  /** The network as an ONNX file. */
  static byte[] onnx(Map<String, Weights> weights) {
    OnnxGraph g = new OnnxGraph("learned-swap");
    String look = g.input("look", 1, FaceCanvas.CHANNELS, FaceCanvas.HALF, FaceCanvas.HALF);
    String seen = g.input("seen", 1, SwapNet.SEEN, FaceCanvas.HALF, FaceCanvas.HALF);
    g.output("out", SwapNet.of(new OnnxOps(g, weights), look, seen));
    return g.toBytes();
  }

  /** How much a face is that of whom this was learnt with. */
  double likeness(float[] embedding) {
    return Identity.likeness(person, embedding);
  }

  /**
   * Paints over a warp.
   *
   * @param own the target's mesh, in the picture's pixels
   * @param mesh where the persona's face was drawn, with irises where these are known
   * @param box of the picture
   * @param target red, green and blue of the box, 0 to 255, row by row
   * @param warp likewise what was drawn; changed
   * @param share how much of it to paint, 0 to 1
   */
  void paint(FaceMesh own, FaceMesh mesh, Box box, float[][] target, float[][] warp, float share) {
    Affine2 into = Affine2.translate(-box.x(), -box.y());
    Affine2 there = FaceCanvas.map(own);
    square.gather(target, box, into.after(there));
    Affine2 map = FaceCanvas.map(mesh);
    canvas.place(mesh, map);
    canvas.drape(
        Sampler.of(square.planes, FaceCanvas.SIDE, FaceCanvas.SIDE),
        own.map(there.inverse()),
        draped);
    Folded.colours(draped, seen, 0);
    square.gather(warp, box, into.after(map));
    canvas.show(square.planes);
    net.input(0).put(canvas.look());
    net.input(1).put(seen);
    net.run();
    net.output(0).get(out);
    square.unfold(out, canvas.calm(), share);
    square.settle(canvas.calm());
    square.lay(warp, box, into.after(map).inverse());
  }

  /**
   * What a swap takes of what it is told to add to a warp: on calm skin only, without broad changes
   * and without those of colour. It scales with what is added.
   *
   * @param added three planes, see {@link Folded}; changed
   * @param calm one plane likewise, see {@link FaceCanvas#foldCalm}
   */
  public static void settle(float[] added, float[] calm) {
    FaceSquare square = new FaceSquare();
    float[] where = new float[FaceCanvas.SIDE * FaceCanvas.SIDE];
    Folded.unfold(calm, 0, where);
    for (int c = 0; c < 3; c++) {
      Folded.unfold(added, c * where.length, square.planes[c]);
      for (int i = 0; i < where.length; i++) {
        square.planes[c][i] *= where[i];
      }
    }
    square.settle(where);
    for (int c = 0; c < 3; c++) {
      Folded.fold(square.planes[c], added, c * where.length);
    }
  }

  @Override
  public void close() {
    net.close();
  }
}
