package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelCard.TensorSpec;
import dev.likeness.models.Models;
import dev.likeness.models.Session;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RefinerTest {
  private static final int SIDE = 256;
  private final PuppetShot shot =
      Troupe.member(Identity.named("Finn")).render(Pose.NEUTRAL, Scene.of(SIDE, SIDE));

  /** Adds a tenth of the range to every pixel, and is as sure as {@code odds} says. */
  private static Map<String, Weights> adding(float odds) {
    Map<String, Weights> all = new HashMap<>();
    for (Parameter p : RefineNet.parameters()) {
      float[] v = new float[p.size()];
      if (p.name().equals("out.bias")) {
        java.util.Arrays.fill(v, 0, 12, .2f);
        java.util.Arrays.fill(v, 12, 16, odds);
      }
      all.put(p.name(), Weights.of(v, p.shape().stream().mapToLong(Long::longValue).toArray()));
    }
    return all;
  }

  private float[][] refined(float odds, FaceMesh mesh, Box box, float grey) {
    float[][] planes = new float[3][box.width() * box.height()];
    for (float[] p : planes) {
      java.util.Arrays.fill(p, grey);
    }
    try (Models models = new Models();
        Refiner r = new Refiner(models, adding(odds), new View(shot.frame(), shot.mesh()))) {
      r.refine(mesh, box, planes);
    }
    return planes;
  }

  @Test
  void whereItIsNotSureNothingChanges() {
    for (float[] p : refined(-30, shot.mesh(), new Box(40, 30, 180, 190), 99)) {
      for (float v : p) {
        assertThat(v).isCloseTo(99, within(1e-3f));
      }
    }
  }

  @Test
  void whereItIsSureTheFaceIsCorrectedAndNothingAroundIt() {
    Box box = new Box(30, 20, 200, 220);
    float[][] planes = refined(30, shot.mesh(), box, 99);
    for (int v : new int[] {4, 50, 280, 9, 13}) {
      int x = (int) shot.mesh().x(v) - box.x();
      int y = (int) shot.mesh().y(v) - box.y();
      assertThat(planes[1][y * box.width() + x]).as("point " + v).isCloseTo(124.5f, within(.1f));
    }
    int cheek = (int) shot.mesh().y(234) - box.y();
    for (int x = 0; x < (int) shot.mesh().x(234) - box.x() - 3; x++) {
      assertThat(planes[0][cheek * box.width() + x]).isEqualTo(99);
    }
  }

  @Test
  void inASwapTonesOfSkinAndWhatMovesStay() {
    Box box = new Box(30, 20, 200, 220);
    float[][] planes = new float[3][box.width() * box.height()];
    for (float[] p : planes) {
      java.util.Arrays.fill(p, 99);
    }
    View view = new View(shot.frame(), shot.mesh());
    try (Models models = new Models();
        Refiner r = new Refiner(models, adding(30), view)) {
      r.refine(shot.mesh(), new View[] {view}, new float[] {1}, box, planes);
    }
    for (int v : new int[] {13, 0, 17, 159, 145, 386, 105, 334}) {
      assertThat(at(planes, box, v)).as("lips, lids and brows, " + v).isCloseTo(99, within(1f));
    }
    assertThat(at(planes, box, 50)).as("cheek").isCloseTo(99, within(6f));
  }

  private float at(float[][] planes, Box box, int v) {
    int x = (int) shot.mesh().x(v) - box.x();
    int y = (int) shot.mesh().y(v) - box.y();
    return planes[1][y * box.width() + x];
  }

  @Test
  void aFaceThatIsCutOffByThePictureIsCorrectedAsFarAsItGoes() {
    FaceMesh left = shot.mesh().map(Affine2.translate(-110, 0));
    float[][] planes = refined(30, left, new Box(0, 20, 100, 200), 99);
    int y = (int) left.y(4) - 20;
    assertThat(planes[0][y * 100 + (int) Math.max(0, left.x(454) - 18)]).isNotEqualTo(99);
    for (float[] p : planes) {
      for (float v : p) {
        assertThat(v).isBetween(98.9f, 124.6f);
      }
    }
  }

  @Test
  void torchAndOnnxAgree() {
    SplittableRandom r = new Seed(4).random();
    float[] in = new float[FaceCanvas.SIZE];
    for (int i = 0; i < in.length; i++) {
      in[i] = (float) r.nextDouble(-1, 1);
    }
    Torch torch = Torch.cpu(1);
    Map<String, Weights> weights = new HashMap<>();
    float[] learnt;
    try (Parameters p = new Parameters(torch, RefineNet.parameters(), new Seed(9));
        Torch.Scope s = Torch.forward()) {
      p.save("", weights);
      learnt =
          RefineNet.of(
                  new TorchOps(p, Precision.FULL),
                  torch.of(in, 1, FaceCanvas.CHANNELS, FaceCanvas.HALF, FaceCanvas.HALF))
              .values();
    }
    byte[] onnx = Refiner.onnx(weights);
    try (Models models = new Models();
        Session session = models.open(card(onnx), onnx)) {
      float[] out = session.run(in)[0];
      float most = 0;
      for (int i = 0; i < out.length; i++) {
        assertThat(out[i]).isCloseTo(learnt[i], within(1e-4f));
        most = Math.max(most, Math.abs(out[i]));
      }
      assertThat(most).isGreaterThan(.01f);
    }
  }

  private static ModelCard card(byte[] onnx) {
    long side = FaceCanvas.HALF;
    return ModelCard.own(
        "refiner",
        "",
        "",
        "",
        onnx,
        List.of(TensorSpec.of("look", 1, FaceCanvas.CHANNELS, side, side)),
        List.of(TensorSpec.of("out", 1, RefineNet.OUT, side, side)),
        "",
        "",
        "");
  }

  @Test
  void aLargePictureKeepsItsDetail() {
    Frame big = shot.frame().sample(new Affine2(.25, 0, 0, 0, .25, 0), 4 * SIDE, 4 * SIDE);
    FaceMesh mesh = shot.mesh().map(Affine2.scale(4));
    Box box = new Box(200, 150, 620, 700);
    float[][] planes = new float[3][box.width() * box.height()];
    big.crop(box, planes);
    float[] before = planes[1].clone();
    // stripes of one pixel, which the square cannot show
    for (int i = 0; i < before.length; i++) {
      before[i] += i % 2 * 40;
      planes[1][i] = before[i];
    }
    try (Models models = new Models();
        Refiner r = new Refiner(models, adding(30), new View(shot.frame(), shot.mesh()))) {
      r.refine(mesh, box, planes);
    }
    int at = ((int) mesh.y(4) - box.y()) * box.width() + (int) mesh.x(4) - box.x();
    at -= at % 2;
    assertThat(planes[1][at + 1] - planes[1][at])
        .isCloseTo(before[at + 1] - before[at], within(.5f));
    assertThat(planes[1][at] - before[at]).isCloseTo(25.5f, within(.5f));
  }
}
