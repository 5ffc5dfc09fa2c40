package dev.likeness.synthesis.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Frame;
import dev.likeness.core.YuvFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepainterTest {
  private static final int W = 120;
  private static final int H = 96;
  private static final double STEP = .75;

  private static Repainter.Settings settings(boolean colour, boolean steady) {
    return new Repainter.Settings(.8, colour, 1, steady);
  }

  private static Repainter painter(Repainter.Settings s) {
    return new Repainter(Works.of(Drawn.hatching(128)), s, true);
  }

  /** A camera that moves sideways. */
  private static Frame pan(int i) {
    return Drawn.forms(W, H, STEP * i, 0);
  }

  private static double mean(Frame f, int channel) {
    double sum = 0;
    for (int i = channel; i < f.rgb().length; i += 3) {
      sum += f.rgb()[i] & 255;
    }
    return sum / (f.rgb().length / 3);
  }

  /** How much changes from picture to picture where the true movement is taken out. */
  private static double unrest(List<Frame> film) {
    double sum = 0;
    int n = 0;
    for (int i = 1; i < film.size(); i++) {
      float[] now = Planes.of(film.get(i)).c()[0];
      float[] then = Planes.of(film.get(i - 1)).c()[0];
      for (int y = 4; y < H - 4; y++) {
        for (int x = 4; x < W - 4; x++, n++) {
          sum += Math.abs(now[y * W + x] - Flow.at(then, W, H, (float) (x + STEP), y));
        }
      }
    }
    return sum / n;
  }

  private static List<Frame> film(Repainter p, int frames) {
    List<Frame> out = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      out.add((Frame) p.next(pan(i)).picture());
    }
    return out;
  }

  @Test
  void strokesStickToWhatMoves() {
    double steady = unrest(film(painter(settings(false, true)), 7));
    double alone = unrest(film(painter(settings(false, false)), 7));
    assertThat(steady).isLessThan(.6 * alone);
  }

  @Test
  void whatRestsIsPaintedTheSameAgain() {
    Repainter p = painter(settings(false, true));
    p.next(pan(0));
    Frame second = (Frame) p.next(pan(0)).picture();
    Frame third = (Frame) p.next(pan(0)).picture();
    int changed = 0;
    for (int i = 0; i < third.rgb().length; i++) {
      changed += Math.abs((second.rgb()[i] & 255) - (third.rgb()[i] & 255)) > 12 ? 1 : 0;
    }
    assertThat(changed).isLessThan(third.rgb().length / 50);
  }

  @Test
  void lightAndDarkStayWhereTheyAre() {
    Frame target = pan(0);
    Frame out = (Frame) painter(settings(false, true)).next(target).picture();
    float[] a = Planes.of(target).blurred(4).c()[0];
    float[] b = Planes.of(out).blurred(4).c()[0];
    double ab = 0;
    double aa = 0;
    double bb = 0;
    double ma = Planes.blurred(a, W, H, 60)[W * H / 2];
    double mb = Planes.blurred(b, W, H, 60)[W * H / 2];
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - ma) * (b[i] - mb);
      aa += (a[i] - ma) * (a[i] - ma);
      bb += (b[i] - mb) * (b[i] - mb);
    }
    assertThat(ab / Math.sqrt(aa * bb)).isGreaterThan(.8);
    // hatching in black on white has no colour, and there is ink and paper
    assertThat(mean(out, 0)).isCloseTo(mean(out, 2), within(4.0));
    int extreme = 0;
    for (float v : Planes.of(out).c()[0]) {
      extreme += v < 80 || v > 190 ? 1 : 0;
    }
    assertThat(extreme).isGreaterThan(a.length / 2);
  }

  @Test
  void coloursAreKeptWhenAskedFor() {
    Frame target = pan(0);
    Frame out = (Frame) painter(settings(true, true)).next(target).picture();
    float[] a = Planes.of(target).blurred(6).c()[2];
    float[] b = Planes.of(out).blurred(6).c()[2];
    double apart = 0;
    for (int i = 0; i < a.length; i++) {
      apart += Math.abs(a[i] - b[i]) / a.length;
    }
    assertThat(apart).isLessThan(8);
  }

  @Test
  void goesOnFromAStateWithTheSamePixels() {
    Repainter whole = painter(settings(false, true));
    List<Frame> undisturbed = film(whole, 4);
    Repainter first = painter(settings(false, true));
    film(first, 3);
    Repainter second = painter(settings(false, true));
    second.restore(first.state(), pan(2));
    Frame after = (Frame) second.next(pan(3)).picture();
    assertThat(after.rgb()).isEqualTo(undisturbed.get(3).rgb());
    assertThatThrownBy(() -> second.restore(new byte[] {1, 2, 3}, pan(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void filmsComeBackAsFilms() {
    YuvFrame in = YuvFrame.of(pan(0), YuvFrame.Matrix.BT709, true);
    YuvFrame out = (YuvFrame) painter(settings(false, true)).next(in).picture();
    assertThat(out.width()).isEqualTo(W);
    assertThat(out.height()).isEqualTo(H);
    assertThat(out.matrix()).isEqualTo(YuvFrame.Matrix.BT709);
    assertThat(out.fullRange()).isTrue();
  }

  @Test
  void impossibleSettingsAreNamed() {
    assertThatThrownBy(() -> new Repainter.Settings(1.2, false, 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.2");
    assertThatThrownBy(() -> new Repainter.Settings(1, false, 9, true)).hasMessageContaining("9.0");
  }
}
