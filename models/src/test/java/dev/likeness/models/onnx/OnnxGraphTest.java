package dev.likeness.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.likeness.models.onnx.Weights.F16;
import dev.likeness.models.onnx.Weights.U8;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {
  @Test
  void constantsKeepTheirValuesInEveryPacking() throws OrtException {
    float[] values = {0, .25f, .5f, .75f};
    for (Weights.Packing packing :
        List.of(new Weights.F32(), new F16(), new U8(.25f, 0), new U8(.125f, -1))) {
      OnnxGraph g = new OnnxGraph("sum");
      String x = g.input("x", 1, 4);
      String w = g.constant(new Weights(new long[] {1, 4}, values, packing));
      g.output("y", g.node("Add", List.of(x, w)));
      assertThat(run(g, new float[] {1, 2, 3, 4}))
          .containsExactly(new float[] {1, 2.25f, 3.5f, 4.75f}, within(1e-6f));
    }
  }

  @Test
  void attributesOfEveryKindArrive() throws OrtException {
    OnnxGraph g = new OnnxGraph("attributes");
    String x = g.input("x", 1, 4);
    x = g.node("LeakyRelu", List.of(x), Attr.real("alpha", .5f));
    x = g.node("Softmax", List.of(x), Attr.integer("axis", -1));
    x = g.node("Transpose", List.of(x), Attr.ints("perm", 1, 0));
    g.output("y", x);
    float[] y = run(g, new float[] {-2, -2, 0, 0});
    assertThat(y[0]).isCloseTo((float) (1 / (2 + 2 * Math.E)), within(1e-6f));
  }

  @Test
  void permutesAndChecksShapes() {
    Weights w = Weights.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).permute(1, 0);
    assertThat(w.shape()).containsExactly(3, 2);
    assertThat(w.values()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThatThrownBy(() -> Weights.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 3]");
  }

  private static float[] run(OnnxGraph g, float[] x) throws OrtException {
    OrtEnvironment env = OrtEnvironment.getEnvironment();
    try (OrtSession session = env.createSession(g.toBytes());
        OnnxTensor in = OnnxTensor.createTensor(env, new float[][] {x});
        OrtSession.Result result = session.run(Map.of("x", in))) {
      OnnxTensor y = (OnnxTensor) result.get(0);
      float[] out = new float[4];
      y.getFloatBuffer().get(out);
      return out;
    }
  }
}
