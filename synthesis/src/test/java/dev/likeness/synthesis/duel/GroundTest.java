package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies under a generator's pictures. */
class GroundTest {
  private static final PictureSet DISCS = Toy.discs(64, 40);

  @TempDir private Path folder;

  @Test
  void sumsOfPartsLookLikeThePictures() {
    Anchors anchors = Anchors.of(DISCS, 6, new Seed(1));
    Ground ground = anchors.ground(DISCS);
    float[][] codes = anchors.of(DISCS);
    float[] picture = new float[ground.mean().length];
    double off = 0;
    double all = 0;
    for (int i = 0; i < DISCS.size(); i++) {
      DISCS.put(i, false, picture, 0);
      for (int k = 0; k < picture.length; k++) {
        double sum = ground.mean()[k];
        for (int j = 0; j < 6; j++) {
          sum += ground.parts()[k * 6 + j] * codes[2 * i][j];
        }
        off += Math.pow(sum - picture[k], 2);
        all += Math.pow(ground.mean()[k] - picture[k], 2);
      }
    }
    assertThat(off).isLessThan(.2 * all);
  }

  @Test
  void aGeneratorDrawsItsGroundBeforeItHasLearntAnything() {
    float[] z = {1, -1, .5f, 0, .2f, -2, .7f, 1.5f};
    try (Training t = Toy.begin(folder, Toy.settings(16), null)) {
      PictureSet set = Toy.discs(16, 12).split(2, new Seed(3)).getFirst();
      Ground g = Anchors.of(set, 4, new Seed(3)).ground(set);
      float[] drawn = t.duel().sample(z, 0);
      for (int k = 0; k < drawn.length; k++) {
        double sum = g.mean()[k];
        for (int j = 0; j < 4; j++) {
          sum += g.parts()[4 * k + j] * z[j];
        }
        assertThat((double) drawn[k]).isEqualTo(sum, within(1e-3));
      }
      Toy.train(t, 8);
      assertThat(t.duel().sample(z, 0)).isNotEqualTo(drawn);
    }
  }

  @Test
  void whatIsGivenIsNotLearnt() {
    NetSize size = new NetSize(16, 8, .1, 0, 4);
    try (Parameters p =
            new Parameters(Torch.cpu(1), new Generator(size).parameters(), new Seed(1));
        Parameters q =
            new Parameters(
                Torch.cpu(1),
                new Generator(new NetSize(16, 8, .1, 0, 0)).parameters(),
                new Seed(1))) {
      long seen =
          3 * 9 * (size.channels(4) + size.channels(8)) + size.channels(4) + size.channels(8);
      assertThat(p.size()).isEqualTo(q.size() + seen);
    }
  }

  @Test
  void aFaceComesBackToItsOwnForm() {
    float[] shape = new float[200];
    for (int i = 0; i < 100; i++) {
      double r = .3 * Math.sqrt((i + .5) / 100);
      shape[2 * i] = (float) (.5 + r * Math.cos(2.4 * i));
      shape[2 * i + 1] = (float) (.5 + r * Math.sin(2.4 * i));
    }
    float[] right = new float[200];
    for (int i = 0; i < 100; i++) {
      right[2 * i] = .05f;
    }
    Frame bent = Form.bend(dot(), shape, right, 64);
    assertThat(middle(bent)).isEqualTo(.5 + .05 * .9, within(.012)); // some stay is meant
  }

  private static Frame dot() {
    byte[] rgb = new byte[3 * 64 * 64];
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        double d = Math.hypot(x - 31.5, y - 31.5);
        byte v = (byte) (200 * Math.exp(-d * d / 20));
        Arrays.fill(rgb, 3 * (y * 64 + x), 3 * (y * 64 + x) + 3, v);
      }
    }
    return new Frame(64, 64, rgb);
  }

  private static double middle(Frame f) {
    double all = 0;
    double x = 0;
    for (int i = 0; i < f.width() * f.height(); i++) {
      all += f.at(i % f.width(), i / f.width(), 0);
      x += f.at(i % f.width(), i / f.width(), 0) * (i % f.width() + .5);
    }
    return x / all / f.width();
  }

  @Test
  void aFaceMirroredTwiceIsItself() {
    float[] shape = {.3f, .4f, .7f, .4f, .5f, .6f};
    int[] partners = Form.partners(shape);
    assertThat(partners).containsExactly(1, 0, 2);
    float[] beside = {.01f, .02f, -.03f, .04f, .005f, -.01f};
    float[] mirrored = Form.mirrored(beside, partners);
    assertThat(mirrored).containsExactly(.03f, .04f, -.01f, .02f, -.005f, -.01f);
    assertThat(Form.mirrored(mirrored, partners)).containsExactly(beside);
  }
}
