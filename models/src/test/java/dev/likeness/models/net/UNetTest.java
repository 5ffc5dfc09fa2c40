package dev.likeness.models.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Seed;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelCard.TensorSpec;
import dev.likeness.models.Models;
import dev.likeness.models.Session;
import dev.likeness.models.onnx.OnnxGraph;
import dev.likeness.models.onnx.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UNetTest {
  private static final int SIDE = 16;
  private static final UNet NET = new UNet(2, List.of(4, 6, 8), true, 3);

  private static float[] run(float[] in) {
    SplittableRandom r = new Seed(3).random();
    Map<String, Weights> weights = new HashMap<>();
    for (Parameter p : NET.parameters(.1f)) {
      float[] values = new float[p.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = p.middle() + p.spread() * (float) r.nextGaussian();
      }
      weights.put(p.name(), Weights.of(values, p.shape().stream().mapToLong(n -> n).toArray()));
    }
    OnnxGraph g = new OnnxGraph("net");
    g.output("out", NET.of(new OnnxOps(g, weights), g.input("in", 1, 2, SIDE, SIDE)));
    byte[] onnx = g.toBytes();
    List<TensorSpec> from = List.of(TensorSpec.of("in", 1, 2, SIDE, SIDE));
    List<TensorSpec> to = List.of(TensorSpec.of("out", 1, 3, SIDE, SIDE));
    try (Models models = new Models();
        Session s =
            models.open(ModelCard.own("net", "", "", "", onnx, from, to, "", "", ""), onnx)) {
      s.input(0).put(in);
      s.run();
      float[] out = new float[3 * SIDE * SIDE];
      s.output(0).get(out);
      return out;
    }
  }

  private static float[] grey(float detail) {
    float[] in = new float[2 * SIDE * SIDE];
    for (int i = 0; i < in.length; i++) {
      // as dark as bright in each 2×2, so nothing of it is left where the picture is halved
      in[i] = .5f + (i % 2 == 0 ? detail : -detail);
    }
    return in;
  }

  @Test
  void fineDetailGoesThroughWhatTheCoarseLevelsCannotSee() {
    float[] even = run(grey(0));
    float[] striped = run(grey(.4f));
    float[] unlike = new float[2];
    for (int i = SIDE * SIDE / 2; i < SIDE * SIDE / 2 + SIDE - 4; i++) {
      unlike[i % 2] += Math.abs(striped[i] - even[i]);
    }
    assertThat(unlike[0]).isGreaterThan(.01f);
    // what comes through the coarse level is the same for both columns
    assertThat(Math.abs(unlike[0] - unlike[1])).isGreaterThan(.1f * unlike[0]);
  }

  @Test
  void itsParametersAreThoseOfItsLayers() {
    assertThat(NET.parameters(.1f).stream().map(Parameter::name))
        .startsWith("in0a.weight", "in0a.bias", "in0b.weight")
        .containsSubsequence("in2b.bias", "deep.weight", "deep.bias", "up1a.weight")
        .endsWith("up0b.bias", "out.weight", "out.bias");
    assertThat(new UNet(2, List.of(4, 6), false, 1).parameters(.1f).stream().map(Parameter::name))
        .noneMatch(n -> n.startsWith("deep"));
  }
}
