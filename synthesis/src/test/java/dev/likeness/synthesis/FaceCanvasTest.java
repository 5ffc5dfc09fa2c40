package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import dev.likeness.puppet.Viseme;
import org.junit.jupiter.api.Test;

class FaceCanvasTest {
  private static final int N = FaceCanvas.HALF * FaceCanvas.HALF;
  private final PuppetShot shot =
      Troupe.member(Identity.named("Finn")).render(Pose.NEUTRAL, Scene.of(256, 256));
  private final FaceCanvas canvas = new FaceCanvas(new View(shot.frame(), shot.mesh()));

  @Test
  void aViewOnItsOwnMeshIsThePictureItself() {
    Affine2 map = FaceCanvas.map(shot.mesh());
    canvas.place(shot.mesh(), map);
    float[][] warp = canvas.warp();
    Frame square = shot.frame().sample(map, FaceCanvas.SIDE, FaceCanvas.SIDE);
    double square2 = 0;
    int inside = 0;
    // below the eyes: the fringe above them is painted out of a view, and hair beside them
    for (int i = FaceCanvas.SIDE * FaceCanvas.SIDE * 2 / 5; i < canvas.fade().length; i++) {
      if (canvas.fade()[i] > .5) {
        inside++;
        for (int c = 0; c < 3; c++) {
          double d = warp[c][i] - (square.rgb()[3 * i + c] & 255);
          square2 += d * d / 3;
        }
      }
    }
    assertThat(inside).isBetween(4_000, 20_000);
    assertThat(Math.sqrt(square2 / inside)).isLessThan(1);
    for (int k = 15; k < 18; k++) {
      for (int i = 0; i < N; i++) {
        assertThat(canvas.look()[k * N + i]).isBetween(-.01f, .01f);
      }
    }
  }

  @Test
  void whatIsShownByTwoViewsIsMeasuredFromTheirMean() {
    PuppetShot other =
        Troupe.member(Identity.named("Finn"))
            .render(Pose.NEUTRAL.saying(Viseme.AA), Scene.of(256, 256));
    View shut = new View(shot.frame(), shot.mesh());
    View open = new View(other.frame(), other.mesh());
    float[][] off = new float[3][];
    float[][] shares = {{1, 0}, {0, 1}, {.25f, .75f}};
    for (int k = 0; k < 3; k++) {
      canvas.turnTo(new View[] {shut, open}, shares[k]);
      canvas.place(other.mesh(), FaceCanvas.map(other.mesh()));
      off[k] = java.util.Arrays.copyOfRange(canvas.look(), 15 * N, 18 * N);
    }
    float most = 0;
    for (int i = 0; i < 3 * N; i++) {
      assertThat(off[1][i]).isBetween(-.01f, .01f);
      assertThat(off[2][i]).isCloseTo(.25f * off[0][i], within(.01f));
      most = Math.max(most, Math.abs(off[0][i]));
    }
    assertThat(most).isGreaterThan(.5f);
  }

  @Test
  void anOpenMouthMovesWhatIsBelowItAndNothingAbove() {
    FaceMesh m = shot.mesh();
    float[] xyz = m.xyz().clone();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      if (m.y(v) > m.y(13)) {
        xyz[3 * v + 1] += (float) (.2 * m.eyeDistance());
      }
    }
    canvas.place(new FaceMesh(xyz), FaceCanvas.map(m));
    float most = 0;
    for (int y = 0; y < FaceCanvas.HALF; y++) {
      for (int x = 0; x < FaceCanvas.HALF; x++) {
        float down = Math.abs(canvas.look()[16 * N + y * FaceCanvas.HALF + x]);
        if (y < .35 * FaceCanvas.HALF) {
          assertThat(down).isLessThan(.6f);
        }
        most = Math.max(most, down);
      }
    }
    assertThat(most).isBetween(.8f, 3f);
  }

  @Test
  void eyesAndMouthWeighMoreAndTheBorderNothing() {
    canvas.place(shot.mesh(), FaceCanvas.map(shot.mesh()));
    float[] w = new float[4 * N];
    canvas.foldWeights(w, 0);
    float least = 9;
    float most = 0;
    for (float v : w) {
      most = Math.max(most, v);
      least = Math.min(least, v);
    }
    assertThat(least).isZero();
    for (int x = 0; x < FaceCanvas.SIDE; x++) {
      assertThat(canvas.fade()[(FaceCanvas.SIDE - 8) * FaceCanvas.SIDE + x]).as("chin").isZero();
    }
    assertThat(most).isCloseTo(3, within(1e-3f));
  }
}
