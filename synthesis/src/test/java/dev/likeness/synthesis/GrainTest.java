package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrainTest {
  private static final int SIZE = 300;
  private static final Box BOX = new Box(0, 0, SIZE, SIZE);
  private static final FaceMesh FACE = Meshes.face(150, 150, 11, 0);
  private static final float SIDE = .15f * (float) FACE.eyeDistance();

  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());

  /** Grey with normal noise of single pixels, and all of it brighter by so much. */
  private static Frame noisy(double deviation, double brighter, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[3 * SIZE * SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      byte v = (byte) (int) Math.round(128 + brighter + deviation * random.nextGaussian());
      rgb[3 * i] = v;
      rgb[3 * i + 1] = v;
      rgb[3 * i + 2] = v;
    }
    return new Frame(SIZE, SIZE, rgb);
  }

  private static List<float[]> notes(double deviation, double waves) {
    List<float[]> out = new ArrayList<>();
    for (int f = 0; f < 13; f++) {
      out.add(Grain.seen(noisy(deviation, waves * (f % 2), f), FACE));
    }
    return out;
  }

  private Patch laid(float[] strength, long frame) {
    float[] none = new float[SIZE * SIZE];
    Patch p = new Patch(BOX, none.clone(), none.clone(), none.clone());
    new Grain(areas).lay(p, FACE, strength, frame);
    return p;
  }

  @Test
  void noiseOfSinglePixelsIsFoundAtEachSizeAsItAveragesOut() {
    float[] s = Grain.strength(notes(4, 0));
    assertThat(s[0]).isCloseTo(4 / SIDE, within(.25f * 4 / SIDE));
    assertThat(s[1]).isCloseTo(4 / (SIDE / 3), within(.25f * 4 / (SIDE / 3)));
    assertThat(s[2]).isBetween(3.2f, 4f);
  }

  @Test
  void whatAllOfTheFaceHasInCommonIsLightAndNotGrain() {
    assertThat(Grain.strength(notes(0, 0))).containsExactly(0, 0, 0);
    float[] calm = Grain.strength(notes(2, 0));
    float[] waves = Grain.strength(notes(2, 12));
    for (int i = 0; i < 3; i++) {
      assertThat(waves[i]).isCloseTo(calm[i], within(.1f * calm[i] + .02f));
    }
  }

  /** How much the mean of a square on the chin differs by itself, standard deviation. */
  private double chin(float[] strength) {
    float x = FACE.x(199);
    float y = FACE.y(199);
    double sum = 0;
    int frames = 300;
    float last = 0;
    for (int f = 0; f <= frames; f++) {
      Patch p = laid(strength, f);
      float mean = 0;
      int n = Math.round(SIDE);
      for (int i = 0; i < n * n; i++) {
        int px = Math.round(x - n / 2f) + i % n;
        int py = Math.round(y - n / 2f) + Math.floorDiv(i, n);
        mean += p.green()[py * SIZE + px] / (n * n);
      }
      sum += f == 0 ? 0 : Math.pow(mean - last, 2);
      last = mean;
    }
    return Math.sqrt(sum / frames / 2);
  }

  @Test
  void squaresOfTheLowerFaceChangeAsMuchAsAskedFor() {
    assertThat(chin(new float[] {1.5f, 0, 0})).isBetween(.8 * .9 * 1.5, 1.2 * .9 * 1.5);
  }

  @Test
  void grainOfSeveralSizesAddsUpToWhatWasMeasured() {
    float white = 4;
    float[] strength = {white / SIDE, white / (SIDE / 3), white};
    assertThat(chin(strength)).isBetween(.8 * .9 * white / SIDE, 1.2 * .9 * white / SIDE);
  }

  @Test
  void theUpperFaceAndWhatIsAroundStayAsTheyAre() {
    Patch p = laid(new float[] {1, 1, 1}, 1);
    for (int v : new int[] {105, 334, 33, 263, 10, 6}) {
      assertThat(p.green()[Math.round(FACE.y(v)) * SIZE + Math.round(FACE.x(v))]).isZero();
    }
    assertThat(p.green()[0]).isZero();
  }

  @Test
  void aFrameHasTheSameGrainEachTimeAndTheNextAnother() {
    float[] strength = {1, 1, 1};
    assertThat(laid(strength, 5).red()).isEqualTo(laid(strength, 5).red());
    assertThat(laid(strength, 5).red()).isNotEqualTo(laid(strength, 6).red());
    assertThat(laid(new float[3], 5).red()).containsOnly(0);
  }
}
