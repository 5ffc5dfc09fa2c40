package dev.likeness.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.models.IrisFinder;
import dev.likeness.models.Models;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Eyes that rest are looked at by turns, eyes that move both at once. */
@TestInstance(Lifecycle.PER_CLASS)
class EyeRefinerTest {
  private static final int RIGHT = FaceMesh.POINTS;
  private static final int LEFT = FaceMesh.POINTS + FaceMesh.IRIS;

  private final Models models = new Models();
  private final FaceFinder finder = new FaceFinder(models);
  private final EyeRefiner eyes = new EyeRefiner(new IrisFinder(models));

  @AfterAll
  void close() {
    eyes.close();
    finder.close();
    assertThat(models.openSessions()).isZero();
    models.close();
  }

  private static Frame panned(double dx) {
    Frame f = RealMedia.still("people/female_1.jpg");
    double s = f.width() / 480.0;
    return f.sample(new Affine2(s, 0, s * dx, 0, s, 0), 480, 480);
  }

  private FaceMesh mesh(Frame f) {
    Roi roi = Roi.of(finder.detect(f).get(0));
    return finder.settle(f, roi).orElseThrow().mesh();
  }

  @Test
  void anEyeThatRestsIsCarriedAlong() {
    Frame first = panned(0);
    FaceMesh before = eyes.refine(first, mesh(first));
    Frame then = panned(2);
    FaceMesh raw = mesh(then);
    FaceMesh both = eyes.refine(then, raw);
    for (boolean left : new boolean[] {false, true}) {
      FaceMesh one = eyes.refine(then, raw, before, left);
      int looked = left ? LEFT : RIGHT;
      int carried = left ? RIGHT : LEFT;
      assertThat(one.x(looked)).isEqualTo(both.x(looked));
      assertThat(one.x(carried)).isNotEqualTo(both.x(carried));
      double width = before.distance(33, 133);
      for (int v : new int[] {carried, carried + 2, left ? 159 : 386, left ? 145 : 374}) {
        assertThat(one.x(v)).isCloseTo(both.x(v), within((float) (.05 * width)));
        assertThat(one.y(v)).isCloseTo(both.y(v), within((float) (.05 * width)));
        assertThat(one.x(v) - before.x(v)).isCloseTo(-2, within((float) (.04 * width)));
      }
    }
  }

  @Test
  void whereOneEyeMovesBothAreLookedAt() {
    Frame first = panned(0);
    FaceMesh raw = mesh(first);
    FaceMesh before = eyes.refine(first, raw);
    Frame then = glanced(first, raw);
    FaceMesh both = eyes.refine(then, raw);
    assertThat(both.x(RIGHT)).isNotCloseTo(before.x(RIGHT), within(1f));
    for (boolean left : new boolean[] {false, true}) {
      assertThat(eyes.refine(then, raw, before, left).xyz()).isEqualTo(both.xyz());
    }
  }

  /** What is between the lids' corners, a tenth of an eye farther to the right. */
  private static Frame glanced(Frame f, FaceMesh m) {
    byte[] out = f.rgb().clone();
    for (int[] c : new int[][] {{33, 133}, {362, 263}}) {
      int width = (int) (m.x(c[1]) - m.x(c[0]));
      int shift = Math.max(3, width / 8);
      int y0 = (int) ((m.y(c[0]) + m.y(c[1])) / 2);
      for (int y = y0 - width / 3; y < y0 + width / 3; y++) {
        for (int x = (int) m.x(c[0]); x < m.x(c[1]); x++) {
          for (int k = 0; k < 3; k++) {
            out[3 * (y * f.width() + x) + k] = f.rgb()[3 * (y * f.width() + x - shift) + k];
          }
        }
      }
    }
    return new Frame(f.width(), f.height(), out);
  }
}
