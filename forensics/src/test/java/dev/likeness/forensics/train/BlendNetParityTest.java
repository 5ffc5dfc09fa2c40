package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.forensics.BlendExpert;
import dev.likeness.forensics.BlendNet;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelCard.TensorSpec;
import dev.likeness.models.Models;
import dev.likeness.models.Session;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The seam network says the same where it learns and where it judges. */
class BlendNetParityTest {
  @Test
  void torchAndOnnxAgree() {
    Torch torch = Torch.cpu(1);
    float[] in = new float[3 * BlendNet.SIDE * BlendNet.SIDE];
    SplittableRandom r = new Seed(4).random();
    for (int i = 0; i < in.length; i++) {
      in[i] = (float) r.nextDouble(-1, 1);
    }
    Map<String, Weights> weights = new HashMap<>();
    float[] mask;
    float[] whole;
    try (Parameters p = new Parameters(torch, BlendNet.parameters(), new Seed(9))) {
      p.give("detail.weight", BlendNet.detail());
      p.save("", weights);
      try (Torch.Scope s = Torch.forward()) {
        BlendNet.Out<Var> out =
            BlendNet.of(
                new TorchOps(p, Precision.FULL), torch.of(in, 1, 3, BlendNet.SIDE, BlendNet.SIDE));
        mask = out.mask().values();
        whole = out.whole().values();
      }
    }
    byte[] onnx = BlendExpert.onnx(weights);
    try (Models models = new Models();
        Session session = models.open(card(onnx), onnx)) {
      float[][] out = session.run(in);
      assertThat(out[1][0]).isCloseTo(whole[0], within(1e-3f));
      for (int i = 0; i < mask.length; i++) {
        assertThat(out[0][i]).isCloseTo(mask[i], within(1e-3f));
      }
      assertThat(java.util.stream.IntStream.range(0, mask.length).mapToObj(i -> mask[i]).distinct())
          .hasSizeGreaterThan(50);
    }
  }

  private static ModelCard card(byte[] onnx) {
    return ModelCard.own(
        "blend",
        "",
        "",
        "",
        onnx,
        List.of(TensorSpec.of("face", 1, 3, 128, 128)),
        List.of(TensorSpec.of("mask", 1, 1, 16, 16), TensorSpec.of("whole", 1, 1)),
        "",
        "",
        "");
  }
}
