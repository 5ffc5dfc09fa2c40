package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faces drawn as a dot that lies somewhat beside its place. */
class CommonShapeTest {
  private static final int SIDE = 128;

  /** Points on a disc of radius .3 around the middle, all moved by as much. */
  private static CommonShape.Face face(double dx, double dy) {
    float[] points = new float[2 * FaceMesh.POINTS];
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      double r = .3 * Math.sqrt((i + .5) / FaceMesh.POINTS);
      points[2 * i] = (float) (.5 + r * Math.cos(2.4 * i) + dx);
      points[2 * i + 1] = (float) (.5 + r * Math.sin(2.4 * i) + dy);
    }
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double d = Math.hypot((x + .5) / SIDE - .5 - dx, (y + .5) / SIDE - .5 - dy);
        int v = (int) (50 + 200 * Math.exp(-d * d / .002));
        java.util.Arrays.fill(rgb, 3 * (y * SIDE + x), 3 * (y * SIDE + x) + 3, (byte) v);
      }
    }
    return new CommonShape.Face(new Frame(SIDE, SIDE, rgb), points);
  }

  /** Where the dot is, in sides. */
  private static double[] dot(Frame f) {
    double all = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < f.width() * f.height(); i++) {
      double w = Math.max(0, f.at(i % f.width(), i / f.width(), 0) - 60);
      all += w;
      x += w * (i % f.width() + .5);
      y += w * (i / f.width() + .5);
    }
    return new double[] {x / all / f.width(), y / all / f.height()};
  }

  @Test
  void featuresComeTogetherByTheShareThatIsWanted() {
    CommonShape.Face right = face(.04, .02);
    CommonShape shape = new CommonShape(List.of(right, face(-.04, -.02)));
    Frame as = shape.of(right, 0);
    assertThat(as.width()).isEqualTo(SIDE / 2);
    assertThat(dot(as)).containsExactly(new double[] {.54, .52}, within(.003));
    assertThat(dot(shape.of(right, .75))).containsExactly(new double[] {.51, .505}, within(.006));
    assertThat(dot(shape.of(right, 1))).containsExactly(new double[] {.5, .5}, within(.006));
  }

  @Test
  void thePictureAtTheBorderStays() {
    CommonShape.Face right = face(.04, .02);
    CommonShape shape = new CommonShape(List.of(right, face(-.04, -.02)));
    Frame before = shape.of(right, 0);
    Frame after = shape.of(right, 1);
    for (int x = 0; x < before.width(); x++) {
      assertThat(after.at(x, 0, 0)).isCloseTo(before.at(x, 0, 0), within(1));
      assertThat(after.at(0, x, 0)).isCloseTo(before.at(0, x, 0), within(1));
    }
  }
}
