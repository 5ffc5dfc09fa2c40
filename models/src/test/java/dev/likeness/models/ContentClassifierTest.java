package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Frame;
import dev.likeness.models.ContentClassifier.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The classifier against nsfwjs 4.3.0 on TensorFlow.js 4.22 (plain backend), and on what it must
 * not mistake. There is no test on pornography: none is kept or sought here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContentClassifierTest {
  private static final int SIDE = 224;

  private Models models;
  private ContentClassifier classifier;

  @BeforeAll
  void open() {
    models = new Models();
    classifier = new ContentClassifier(models);
  }

  @AfterAll
  void close() {
    classifier.close();
    assertThat(models.openSessions()).isZero();
    models.close();
  }

  @Test
  void aDrawnPictureGetsTheOriginalsNumbers() {
    Kinds k = classifier.run(drawn());
    assertThat(k.drawing()).isCloseTo(0.01819346, within(1e-5));
    assertThat(k.hentai()).isCloseTo(0.0001666622, within(1e-7));
    assertThat(k.neutral()).isCloseTo(0.9816395, within(1e-5));
    assertThat(k.porn()).isCloseTo(1.412043e-7, within(1e-9));
    assertThat(k.sexy()).isCloseTo(2.041146e-7, within(1e-9));
    assertThat(k.sexual()).isCloseTo(k.porn() + k.hentai(), within(1e-9));
  }

  /** A picture of the network's size is not resampled on its way. */
  @Test
  void lookingIsRunningOnTheWholePicture() {
    assertThat(classifier.look(drawn())).isEqualTo(classifier.run(drawn()));
  }

  /** Bare skin of every tone, from a wall of it to a gradient. */
  @Test
  void skinToneAloneIsHarmless() {
    for (int[] tone :
        new int[][] {
          {255, 224, 196}, {228, 180, 150}, {198, 134, 96}, {141, 85, 54}, {74, 44, 30}
        }) {
      byte[] rgb = new byte[SIDE * SIDE * 3];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) Math.max(0, tone[i % 3] - i / 3 / SIDE / 6);
      }
      assertThat(classifier.run(new Frame(SIDE, SIDE, rgb)).sexual())
          .as(Arrays.toString(tone))
          .isLessThan(.8);
    }
  }

  /** With its own way of shrinking, nsfwjs says .0345, .0005, .9647, .0002, .0001 of this. */
  @Test
  void aPortraitGetsNearlyTheOriginalsNumbers() throws IOException {
    Path portrait =
        TestFaces.pictures("london").stream()
            .filter(p -> p.endsWith("101_03.jpg"))
            .findFirst()
            .orElseThrow();
    Kinds k = classifier.look(TestFaces.read(portrait));
    assertThat(k.drawing()).isCloseTo(.0345, within(.01));
    assertThat(k.neutral()).isCloseTo(.9647, within(.01));
    assertThat(k.sexual()).isLessThan(.002);
  }

  /** A head and shoulders of ellipses, in whole numbers so that it is the same everywhere. */
  private static Frame drawn() {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int[] p = {200 - y / 2, 210 - y / 4, 235};
        p = inside(x, y, 112, 236, 92, 60) ? new int[] {60, 80, 150} : p;
        p = inside(x, y, 112, 108, 62, 80) ? new int[] {90, 60, 40} : p;
        p = inside(x, y, 112, 118, 52, 66) ? new int[] {228, 180, 150} : p;
        for (int eye : new int[] {90, 134}) {
          p = inside(x, y, eye, 108, 9, 6) ? new int[] {250, 250, 250} : p;
          p = inside(x, y, eye, 108, 4, 5) ? new int[] {40, 30, 30} : p;
        }
        p = inside(x, y, 112, 154, 18, 6) ? new int[] {170, 60, 70} : p;
        for (int c = 0; c < 3; c++) {
          rgb[(y * SIDE + x) * 3 + c] = (byte) p[c];
        }
      }
    }
    return new Frame(SIDE, SIDE, rgb);
  }

  private static boolean inside(int x, int y, int cx, int cy, int rx, int ry) {
    int dx = x - cx;
    int dy = y - cy;
    return dx * dx * ry * ry + dy * dy * rx * rx <= rx * rx * ry * ry;
  }
}
