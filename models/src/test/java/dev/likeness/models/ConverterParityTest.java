package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The converted networks against the originals: the numbers are what TensorFlow.js 4.22
 * (WebAssembly backend; face-api 1.7.15 on the plain one for its two networks) gave for the same
 * wave.
 */
class ConverterParityTest {
  @ParameterizedTest
  @CsvSource({
    // network, output, range of the input, sum of absolute values, then the first six values
    "FACE_MESH, 0, 0, 1, 96214.353, 101.2473, 120.4145, -12.12544, 103.3939, 106.9559, -27.35874",
    "FACE_MESH, 1, 0, 1, 7.632751, -7.632751,,,,,",
    "IRIS, 0, 0, 1, 5448.5099, 23.38191, 35.70360, 5.435278, 25.54544, 37.04177, 3.992046",
    "FACE_ATTRIBUTES, 0, -120, 150, 1, 0.01221578, 0.002245179, 0.001725463, 0.002630114,"
        + " 0.01353849, 0.005596302",
    "FACE_ATTRIBUTES, 1, -120, 150, 0.63350070, 0.6335007,,,,,",
    "FACE_ATTRIBUTES, 2, -120, 150, 0.58771029, 0, 0, 0, 0, 0, 0",
    "MOBILE_FACE, 0, 0, 255, 931.37709, 5.905050, -2.052201, -4.861199, -0.6315632, 2.106493,"
        + " -4.384915",
    "HAND_LANDMARKS, 0, 0, 1, 4762.0697, 115.0894, 145.9701, -0.00001850390, 107.8527, 139.9204,"
        + " -0.8369437",
    "HAND_LANDMARKS, 1, 0, 1, 0.18308370, 0.1830837,,,,,",
    "LANDMARKS_68, 0, 0, 255, 77.589004, 0.2925099, 0.4096041, 0.3927705, 0.4868596, 0.4178747,"
        + " 0.5146710",
    "DLIB_FACE, 0, 0, 255, 11.948676, -0.06779861, 0.1118004, 0.06285081, -0.04016845, -0.1968365,"
        + " -0.02776684",
    "SEXUAL_CONTENT, 0, 0, 1, 1, 0.19268559, 0.053182341, 0.73793304, 0.0088627487, 0.0073362915,",
  })
  void givesTheSameNumbers(
      ModelId id,
      int output,
      double low,
      double high,
      double absolute,
      Float a,
      Float b,
      Float c,
      Float d,
      Float e,
      Float f) {
    try (Models models = new Models();
        Session session = models.open(id)) {
      int n = session.card().inputs().get(0).size();
      float[] got = session.run(SessionTest.wave(n, low, high))[output];
      double sum = 0;
      for (float v : got) {
        sum += Math.abs(v);
      }
      assertThat(sum).isCloseTo(absolute, within(absolute * 1e-5 + 1e-7));
      Float[] first = {a, b, c, d, e, f};
      double scale = absolute / got.length;
      for (int i = 0; i < first.length && first[i] != null; i++) {
        assertThat((double) got[i]).isCloseTo(first[i], within(scale * 2e-4));
      }
    }
  }

  /** A wave has no person; what is left of the mask is far out on the sigmoid's tail. */
  @org.junit.jupiter.api.Test
  void segmenterSeesNobodyInAWave() {
    try (Models models = new Models();
        Session session = models.open(ModelId.SELFIE_SEGMENTER)) {
      double sum = 0;
      for (float v : session.run(SessionTest.wave(256 * 256 * 3, 0, 1))[0]) {
        sum += v;
      }
      assertThat(sum).isCloseTo(.0506, within(.0005));
    }
  }
}
