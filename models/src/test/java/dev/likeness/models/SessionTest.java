package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SessionTest {
  /** What the tests feed: no picture, but the same everywhere. */
  static float[] wave(int n, double low, double high) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (low + (high - low) * (.5 + .5 * Math.sin(i * .37 + i % 3 * 1.3)));
    }
    return x;
  }

  @Test
  void everyNetworkHasACardAndRuns() {
    try (Models models = new Models()) {
      for (ModelId id : ModelId.values()) {
        ModelCard card = models.card(id);
        assertThat(card.id()).isEqualTo(id.key());
        for (String s :
            new String[] {
              card.title(),
              card.licence(),
              card.origin(),
              card.purpose(),
              card.limits(),
              card.preparation(),
              card.packageName(),
              card.packageVersion()
            }) {
          assertThat(s).as("card of %s", id).isNotBlank();
        }
        if (id == ModelId.SENTENCES) {
          continue; // reads no numbers of a fixed count
        }
        try (Session session = models.open(id)) {
          float[] in = wave(card.inputs().get(0).size(), 0, 1);
          float[][] first = session.run(in);
          for (int i = 0; i < first.length; i++) {
            assertThat(first[i]).hasSize(card.outputs().get(i).size());
            for (float v : first[i]) {
              assertThat(v).as("%s", id).isFinite();
            }
          }
          assertThat(session.run(in)).as("%s again", id).isDeepEqualTo(first);
        }
        assertThat(models.openSessions()).isZero();
      }
    }
  }

  @Test
  void runsAllocateLittleAndKeepNothing() {
    try (Models models = new Models();
        Session session = models.open(ModelId.FACE_MESH)) {
      session.input(0).put(wave(192 * 192 * 3, 0, 1));
      for (int i = 0; i < 50; i++) {
        session.run();
      }
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long id = Thread.currentThread().threadId();
      long before = threads.getThreadAllocatedBytes(id);
      long resident = residentKilobytes();
      for (int i = 0; i < 200; i++) {
        session.run();
      }
      assertThat((threads.getThreadAllocatedBytes(id) - before) / 200).isLessThan(8_192);
      assertThat(residentKilobytes() - resident).as("native memory").isLessThan(20_000);
    }
  }

  @Test
  void openingAndClosingLeavesNothing() {
    try (Models models = new Models()) {
      for (int i = 0; i < 3; i++) {
        models.open(ModelId.FACE_ATTRIBUTES).close();
      }
      long resident = residentKilobytes();
      for (int i = 0; i < 10; i++) {
        models.open(ModelId.FACE_ATTRIBUTES).close();
      }
      // one leaked session would be 14 MB of weights
      assertThat(residentKilobytes() - resident).as("native memory").isLessThan(60_000);
      assertThat(models.openSessions()).isZero();
    }
  }

  private static long residentKilobytes() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return 0;
    }
    System.gc();
    try {
      return java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/self/status")).stream()
          .filter(l -> l.startsWith("VmRSS"))
          .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
          .sum();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void closingModelsClosesWhatIsOpen() {
    Models models = new Models();
    Session session = models.open(ModelId.IRIS);
    models.close();
    assertThat(models.openSessions()).isZero();
    assertThatThrownBy(session::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("iris");
    session.close();
  }

  @Test
  void wrongSizesAreNamed() {
    try (Models models = new Models();
        Session session = models.open(ModelId.IRIS);
        FaceMesher mesher = new FaceMesher(models)) {
      assertThatThrownBy(() -> session.run(new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("12288");
      assertThatThrownBy(() -> mesher.find(Frame.black(10, 192)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("192×192")
          .hasMessageContaining("10×192");
      assertThatThrownBy(() -> models.open(ModelId.IRIS, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void severalThreadsGiveTheSameNumbers() {
    try (Models models = new Models();
        Session one = models.open(ModelId.DLIB_FACE);
        Session two = models.open(ModelId.DLIB_FACE, 2)) {
      float[] in = wave(150 * 150 * 3, 0, 255);
      float[] a = one.run(in)[0];
      float[] b = two.run(in)[0];
      assertThat(Arrays.equals(a, b) || FaceEmbedder.cosine(a, b) > .999999).isTrue();
    }
  }
}
