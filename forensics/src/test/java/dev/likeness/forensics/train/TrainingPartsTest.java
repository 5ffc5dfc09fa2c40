package dev.likeness.forensics.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainingPartsTest {
  private static Frame texture(int side, long seed) {
    byte[] rgb = new byte[side * side * 3];
    new Seed(seed).random().nextBytes(rgb);
    return Edits.blur(new Frame(side, side, rgb), 1.2);
  }

  /** The canonical face, brought into a picture. */
  private static FaceMesh mesh(int side) {
    float[] xyz = FaceTopology.canonical().vertices().clone();
    FaceMesh m = new FaceMesh(xyz);
    double w = m.bounds().width();
    double s = .5 * side / w;
    return m.map(new Affine2(s, 0, side / 2.0, 0, -s, side / 2.0));
  }

  @Test
  void theRegressionFindsTheDirectionThatTells() {
    SplittableRandom r = new Seed(2).random();
    List<Fit.Row> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      boolean fake = i % 2 == 0;
      float[] x = {
        (float) (r.nextGaussian() + (fake ? 1.5 : 0)), (float) (5 + 3 * r.nextGaussian())
      };
      rows.add(new Fit.Row("f" + i, fake ? Method.PHASES : null, x, 1));
    }
    Linear l = Fit.of(Fit.balanced(rows), .001);

    assertThat(l.weight()[0]).isGreaterThan(1);
    assertThat(Math.abs(l.weight()[1])).isLessThan(.3f);
    assertThat(Held.auc(rows, l)).isGreaterThan(.8);
    assertThat(l.strangeness(new float[] {40, 90})).isGreaterThan(1);
  }

  @Test
  void onePairComesOneWay() {
    Frame f = texture(160, 3);
    for (long seed = 0; seed < 24; seed++) {
      Way way = new Way(seed, seed % 2 == 0);
      Way.Arrived a = way.go(f, null);
      Way.Arrived b = way.go(Edits.blur(f, .6), null);

      assertThat(b.frame().width()).isEqualTo(a.frame().width());
      assertThat(b.frame().height()).isEqualTo(a.frame().height());
      assertThat(b.map()).isEqualTo(a.map());
    }
  }

  @Test
  void aPictureIsBroughtToAnothersSharpness() {
    Frame f = texture(120, 4);
    for (Frame other : List.of(Edits.blur(f, 1.1), Edits.sharpen(f, .7, 1.5))) {
      Frame g = Sharpness.as(f, other);

      assertThat(Sharpness.of(f) / Sharpness.of(other)).isNotCloseTo(1, within(.2));
      assertThat(Sharpness.of(g) / Sharpness.of(other)).isCloseTo(1, within(.05));
    }
  }

  @Test
  void aSelfBlendChangesTheFaceAndNothingFarFromIt() {
    Frame f = texture(200, 5);
    SelfBlend.Blended b = SelfBlend.of(f, f, mesh(200), new Seed(8).random());
    double most = 0;
    for (float v : b.mask()) {
      most = Math.max(most, v);
    }

    assertThat(most).isGreaterThan(.2);
    assertThat(b.mask()[0]).isLessThan(.01f);
    assertThat(b.frame().rgb()).isNotEqualTo(f.rgb());
  }

  @Test
  void unevenFiltersKeepThePictureRecognisable() {
    Frame f = texture(128, 6);
    Frame g = Phases.draw(f, new Seed(1).random());
    double off = 0;
    for (int i = 0; i < f.rgb().length; i++) {
      off += Math.abs((f.rgb()[i] & 255) - (g.rgb()[i] & 255)) / (double) f.rgb().length;
    }

    assertThat(off).isBetween(.05, 30.0);
  }

  @Test
  void everyKernelKeepsAnEvenPictureAndAskedForSizes() {
    byte[] rgb = new byte[60 * 40 * 3];
    java.util.Arrays.fill(rgb, (byte) 90);
    Frame even = new Frame(60, 40, rgb);
    for (Kernel k : Kernel.values()) {
      for (boolean wide : new boolean[] {true, false}) {
        for (int[] size : new int[][] {{33, 21}, {60, 40}, {131, 77}}) {
          Frame f = k.resize(even, size[0], size[1], wide);

          assertThat(f.width()).isEqualTo(size[0]);
          assertThat(f.height()).isEqualTo(size[1]);
          for (byte b : f.rgb()) {
            assertThat(b & 255).isEqualTo(90);
          }
        }
      }
    }
  }

  @Test
  void aFilmLosesMoreTheCoarserItsStep() {
    Frame f = texture(96, 7);
    double before = 0;
    for (double step : new double[] {2, 8, 24}) {
      for (int side : new int[] {4, 8}) {
        Frame g = FilmLoss.through(f, step, side);
        double off = 0;
        for (int i = 0; i < f.rgb().length; i++) {
          off += Math.abs((f.rgb()[i] & 255) - (g.rgb()[i] & 255)) / (double) f.rgb().length;
        }
        assertThat(off).isGreaterThan(before).isLessThan(40);
        before = side == 8 ? off * .8 : before;
      }
    }
  }
}
