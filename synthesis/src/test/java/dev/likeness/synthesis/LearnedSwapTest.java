package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
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

class LearnedSwapTest {
  private static final int SIDE = 256;
  private static final int PIXELS = FaceCanvas.HALF * FaceCanvas.HALF;
  private final PuppetShot shot =
      Troupe.member(Identity.named("Finn")).render(Pose.NEUTRAL, Scene.of(SIDE, SIDE));

  /** Adds fine stripes, and is as sure as {@code odds} says. */
  private static Map<String, Weights> adding(float odds) {
    Map<String, Weights> all = new HashMap<>();
    for (Parameter p : SwapNet.parameters()) {
      float[] v = new float[p.size()];
      if (p.name().equals(SwapNet.PERSONA + ".out.bias")) {
        for (int c = 0; c < 12; c++) {
          v[c] = c % 2 == 0 ? .2f : -.2f;
        }
        java.util.Arrays.fill(v, 12, 16, odds);
      }
      all.put(p.name(), Weights.of(v, p.shape().stream().mapToLong(Long::longValue).toArray()));
    }
    return all;
  }

  private float[][] painted(float odds, float share) {
    Box box = new Box(30, 20, 200, 220);
    float[][] target = new float[3][box.width() * box.height()];
    float[][] warp = new float[3][box.width() * box.height()];
    shot.frame().crop(box, target);
    for (float[] p : warp) {
      java.util.Arrays.fill(p, 99);
    }
    FaceMesh own = shot.mesh().map(Affine2.translate(3, 2));
    try (Models models = new Models();
        LearnedSwap l =
            new LearnedSwap(
                models, adding(odds), new float[] {1, 0}, new View(shot.frame(), shot.mesh()))) {
      assertThat(l.likeness(new float[] {2, 0})).isCloseTo(1, within(1e-6));
      l.paint(own, shot.mesh(), box, target, warp, share);
    }
    return warp;
  }

  @Test
  void theWarpStaysWhereItIsNotSure() {
    for (float[] p : painted(-30, 1)) {
      for (float v : p) {
        assertThat(v).isCloseTo(99, within(1e-3f));
      }
    }
  }

  @Test
  void whereItIsSurePlainSkinIsPaintedAsFarAsThePersonIsKnown() {
    float[][] whole = painted(30, 1);
    float[][] half = painted(30, .5f);
    for (int v : new int[] {4, 50, 280}) {
      assertThat(unrest(whole, v)).isBetween(5.0, 25.5);
      assertThat(unrest(half, v)).isCloseTo(unrest(whole, v) / 2, within(.1));
    }
    assertThat(whole[0][0]).isEqualTo(99);
  }

  @Test
  void irisesAndLipsAreTheWarps() {
    float[][] whole = painted(30, 1);
    // irises, the middle of both lips, a corner of the mouth
    for (int v : new int[] {468, 473, 13, 14, 61}) {
      assertThat(whole[1][at(v)]).isCloseTo(99, within(.5f));
    }
  }

  private int at(int v) {
    return ((int) shot.mesh().y(v) - 20) * 200 + (int) shot.mesh().x(v) - 30;
  }

  /** The mean distance to the warp around a point. */
  private double unrest(float[][] painted, int v) {
    double sum = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        sum += Math.abs(painted[1][at(v) + 200 * dy + dx] - 99);
      }
    }
    return sum / 25;
  }

  @Test
  void aSwapTakesFoldsAndLeavesToneColourAndWhatIsNoPlainSkin() {
    float[] plain = new float[4 * PIXELS];
    float[] tone = new float[12 * PIXELS];
    float[] folds = new float[12 * PIXELS];
    float[] colour = new float[12 * PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      for (int c = 0; c < 12; c++) {
        // plain skin on the left
        plain[c % 4 * PIXELS + i] = i % FaceCanvas.HALF < 48 ? 1 : 0;
        tone[c * PIXELS + i] = .2f;
        folds[c * PIXELS + i] = c % 2 == 0 ? .2f : -.2f;
        colour[c * PIXELS + i] = (c < 4 ? .2f : c < 8 ? -.1f : 0) * (i % 2 == 0 ? 1 : -1);
      }
    }
    for (float[] added : List.of(tone, folds, colour)) {
      LearnedSwap.settle(added, plain);
      assertThat(added[48 * FaceCanvas.HALF + 70]).isZero();
    }
    int skin = 48 * FaceCanvas.HALF + 24;
    assertThat(tone[skin]).isCloseTo(0, within(.005f));
    assertThat(folds[skin]).isCloseTo(.2f, within(.02f));
    assertThat(colour[skin]).isCloseTo(colour[4 * PIXELS + skin], within(1e-5f));
  }

  @Test
  void torchAndOnnxAgree() {
    SplittableRandom r = new Seed(4).random();
    float[] look = random(r, FaceCanvas.CHANNELS * PIXELS);
    float[] seen = random(r, SwapNet.SEEN * PIXELS);
    Torch torch = Torch.cpu(1);
    Map<String, Weights> weights = new HashMap<>();
    float[] learnt;
    long h = FaceCanvas.HALF;
    try (Parameters p = new Parameters(torch, SwapNet.learning(), new Seed(9));
        Torch.Scope s = Torch.forward()) {
      p.save("", weights);
      learnt =
          SwapNet.of(
                  new TorchOps(p, Precision.FULL),
                  torch.of(look, 1, FaceCanvas.CHANNELS, h, h),
                  torch.of(seen, 1, SwapNet.SEEN, h, h))
              .values();
    }
    byte[] onnx = LearnedSwap.onnx(weights);
    try (Models models = new Models();
        Session session = models.open(card(onnx), onnx)) {
      float[] out = session.run(look, seen)[0];
      float most = 0;
      for (int i = 0; i < out.length; i++) {
        assertThat(out[i]).isCloseTo(learnt[i], within(1e-4f));
        most = Math.max(most, Math.abs(out[i]));
      }
      assertThat(most).isGreaterThan(.01f);
    }
    int kept = SwapNet.parameters().stream().mapToInt(Parameter::size).sum();
    int all = SwapNet.learning().stream().mapToInt(Parameter::size).sum();
    assertThat(kept).isBetween(500_000, 900_000);
    assertThat(all).isLessThan(1_500_000);
  }

  private static float[] random(SplittableRandom r, int n) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) r.nextDouble(-1, 1);
    }
    return out;
  }

  private static ModelCard card(byte[] onnx) {
    long side = FaceCanvas.HALF;
    return ModelCard.own(
        "learned-swap",
        "",
        "",
        "",
        onnx,
        List.of(
            TensorSpec.of("look", 1, FaceCanvas.CHANNELS, side, side),
            TensorSpec.of("seen", 1, SwapNet.SEEN, side, side)),
        List.of(TensorSpec.of("out", 1, RefineNet.OUT, side, side)),
        "",
        "",
        "");
  }
}
