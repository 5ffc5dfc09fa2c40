package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network that is for measuring only, where the build could fetch it. */
class MobileFaceNetTest {
  @TempDir private Path empty;

  static Path folder() {
    Path dir = Path.of(System.getProperty("likeness.measure", "no folder"));
    Assumptions.assumeTrue(MobileFaceNet.in(dir), "skipped: no MobileFaceNet in " + dir);
    return dir;
  }

  /** The numbers are what TensorFlow Lite 2.20 gave for both pictures of its batch. */
  @Test
  void givesTheSameNumbersAsTheOriginal() {
    try (Models models = new Models();
        Session session = models.open(folder(), MobileFaceNet.ID)) {
      assertThat(session.card().inputs().get(0).shape()).containsExactly(1L, 112L, 112L, 3L);
      assertThat(session.card().outputs().get(0).shape()).containsExactly(1L, 192L);
      float[] got = session.run(SessionTest.wave(112 * 112 * 3, -1, 1))[0];
      double sum = 0;
      for (float v : got) {
        sum += Math.abs(v);
      }
      assertThat(sum).isCloseTo(305.76322, within(.003));
      double[] first = {-.3851515, 1.012639, .05578956, -.7265568, -1.461988, 2.502761};
      for (int i = 0; i < first.length; i++) {
        assertThat((double) got[i]).isCloseTo(first[i], within(3e-4));
      }
    }
  }

  @Test
  void itIsInNoJar() {
    assertThat(Models.class.getResource("store/" + MobileFaceNet.ID + ".onnx")).isNull();
    assertThat(Models.class.getResource("store/mobile-face.onnx")).isNotNull();
  }

  @Test
  void aFolderWithoutItIsSaid() {
    assertThat(MobileFaceNet.in(empty)).isFalse();
    try (Models models = new Models()) {
      assertThatThrownBy(() -> new MobileFaceNet(models, empty))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining(MobileFaceNet.ID);
      assertThat(models.openSessions()).isZero();
    }
  }

  @Test
  void aDamagedNetworkIsRefused() throws IOException {
    Path good = folder();
    Path card = Path.of(MobileFaceNet.ID + ".json");
    Files.copy(good.resolve(card), empty.resolve(card));
    Files.write(empty.resolve(MobileFaceNet.ID + ".onnx"), new byte[] {1, 2, 3});
    try (Models models = new Models()) {
      assertThatThrownBy(() -> new MobileFaceNet(models, empty))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("does not match its card");
    }
  }
}
