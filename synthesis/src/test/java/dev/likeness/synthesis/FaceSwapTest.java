package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import org.junit.jupiter.api.Test;

class FaceSwapTest {
  private static final SwapSettings WHOLE =
      new SwapSettings(0, 1, .05, SwapSettings.Area.FACE, false, false);
  private final FaceSwap swap = new FaceSwap();

  private static FaceSwap.Order order(FaceMesh to, View from) {
    return new FaceSwap.Order(
        to,
        to,
        new View[] {from},
        new float[] {1},
        new float[2],
        new float[2],
        1,
        1,
        null,
        0,
        null,
        WHOLE);
  }

  @Test
  void aFaceOnItselfChangesNothing() {
    Frame f = Meshes.picture(200, 200, 0, 1);
    FaceMesh m = Meshes.face(100, 100, 9, 0);
    Patch p = swap.paint(f, order(m, new View(f, m)));
    assertThat(p).isNotNull();
    Frame out = f.plus(p);
    for (int i = 0; i < out.rgb().length; i++) {
      assertThat(out.rgb()[i] & 255).isCloseTo(f.rgb()[i] & 255, within(1));
    }
  }

  @Test
  void whatWasPaintedBeforeLeavesNoTrace() {
    Frame source = Meshes.picture(200, 200, 2, 1);
    Frame target = Meshes.picture(220, 220, 0, .5);
    View view = new View(source, Meshes.face(100, 100, 9, 0));
    FaceSwap.Order there = order(Meshes.face(105, 110, 9, 20), view);
    Patch alone = new FaceSwap().paint(target, there);
    for (int i = 0; i < 40; i++) {
      swap.paint(target, order(Meshes.face(90 + i, 100, 8 + i * .05, i - 20), view));
    }
    Patch after = swap.paint(target, there);
    assertThat(alone).isNotNull();
    assertThat(after).isNotNull();
    assertThat(after.red()).isEqualTo(alone.red());
    assertThat(after.blue()).isEqualTo(alone.blue());
  }

  @Test
  void aDarkerTargetDarkensThePersonaInProportion() {
    Frame source = Meshes.picture(200, 200, 0, 1);
    Frame target = Meshes.picture(260, 260, 0, .4);
    FaceMesh m = Meshes.face(100, 100, 9, 0);
    FaceMesh to = Meshes.face(130, 130, 9, 0);
    Patch p = swap.paint(target, order(to, new View(source, m)));
    assertThat(p).isNotNull();
    Frame out = target.plus(p);
    // the cheek as a whole: its texture is the persona's, its colour the target's
    for (int c = 0; c < 3; c++) {
      assertThat(cheek(out, c)).isCloseTo(cheek(target, c), within(4.0));
    }
  }

  private static double cheek(Frame f, int channel) {
    double sum = 0;
    for (int y = 130; y < 170; y++) {
      for (int x = 95; x < 165; x++) {
        sum += f.at(x, y, channel) / (40.0 * 70);
      }
    }
    return sum;
  }

  @Test
  void eyeballsStayTheTargetsWhereGazeIsUnknownAndTheMouthAlways() {
    Frame source = Meshes.picture(200, 200, 2, 1);
    Frame target = Meshes.picture(200, 200, 0, .6);
    FaceMesh m = Meshes.face(100, 100, 9, 0);
    Patch p = swap.paint(target, order(m, new View(source, m)));
    assertThat(p).isNotNull();
    Frame out = target.plus(p);
    for (Ring ring : new Ring[] {Ring.RIGHT_EYE, Ring.LEFT_EYE, Ring.LIPS_INNER}) {
      float x = 0;
      float y = 0;
      int[] r = FaceTopology.canonical().ring(ring);
      for (int v : r) {
        x += m.x(v) / r.length;
        y += m.y(v) / r.length;
      }
      for (int c = 0; c < 3; c++) {
        assertThat(out.at((int) x, (int) y, c)).isEqualTo(target.at((int) x, (int) y, c));
      }
    }
  }

  @Test
  void aFaceHalfOutOfThePictureIsPaintedWhereItIs() {
    Frame source = Meshes.picture(200, 200, 2, 1);
    Frame target = Meshes.picture(120, 120, 0, .6);
    View view = new View(source, Meshes.face(100, 100, 9, 0));
    Patch p = swap.paint(target, order(Meshes.face(10, 60, 9, 0), view));
    assertThat(p).isNotNull();
    assertThat(p.box().intersect(new Box(0, 0, 120, 120))).isEqualTo(p.box());
    assertThat(swap.paint(target, order(Meshes.face(-400, 60, 9, 0), view))).isNull();
  }

  @Test
  void aTurnedSourceLendsNothingFromItsHiddenSide() {
    Frame source = Meshes.picture(200, 200, 2, 1);
    Frame target = Meshes.picture(200, 200, 0, .6);
    View view = new View(source, Meshes.face(100, 100, 9, 70));
    FaceMesh to = Meshes.face(100, 100, 9, 0);
    Patch p = swap.paint(target, order(to, view));
    assertThat(p).isNotNull();
    double left = 0;
    double right = 0;
    int w = p.box().width();
    for (int i = 0; i < p.red().length; i++) {
      double d = Math.abs(p.red()[i]);
      if (i % w < w / 2) {
        left += d;
      } else {
        right += d;
      }
    }
    assertThat(Math.min(left, right)).isLessThan(.5 * Math.max(left, right));
  }

  private static org.assertj.core.data.Offset<Integer> within(int v) {
    return org.assertj.core.data.Offset.offset(v);
  }

  private static org.assertj.core.data.Offset<Double> within(double v) {
    return org.assertj.core.data.Offset.offset(v);
  }

  @Test
  void aMovedOutlineTakesItsSurroundingsAlongAndEndsWithinTheSkirt() {
    Frame f = Meshes.picture(300, 300, 0, 1);
    FaceMesh m = Meshes.face(150, 150, 9, 0);
    FaceShape shape = new FaceShape(new MeshAreas(FaceTopology.canonical()));
    float[] own = FaceShape.measure(m);
    float[] wanted = own.clone();
    for (int i = 0; i < FaceShape.SIZE; i += 2) {
      wanted[i] *= 1.08f;
    }
    FaceMesh wider = shape.shape(m, own, wanted, 1, new float[] {1, 1});
    FaceSwap.Order plain = order(m, new View(f, m));
    Patch p =
        swap.paint(
            f,
            new FaceSwap.Order(
                m,
                wider,
                plain.views(),
                plain.shares(),
                plain.lids(),
                plain.balls(),
                1,
                1,
                plain.over(),
                plain.bare(),
                plain.skin(),
                plain.settings()));
    assertThat(p).isNotNull();
    assertThat(p.box().width()).isLessThan((int) (1.6 * m.bounds().width()));
    double edge = 0;
    for (int x = 0; x < p.box().width(); x++) {
      edge = Math.max(edge, Math.abs(p.red()[x]));
    }
    assertThat(edge).isLessThan(1.5);
  }
}
