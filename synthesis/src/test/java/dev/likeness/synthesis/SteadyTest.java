package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.faces.FaceObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SteadyTest {
  private static FaceObservation seen(int frame, FaceMesh m) {
    return new FaceObservation(
        1, frame, m, 1, frame == 0, false, new FaceObservation.Quality(60, 1, 1), new float[0]);
  }

  private static FaceMesh tremble(FaceMesh m, SplittableRandom r) {
    float[] xyz = m.xyz().clone();
    for (int i = 0; i < xyz.length; i++) {
      xyz[i] += (float) r.nextDouble(-.3, .3);
    }
    return new FaceMesh(xyz);
  }

  @Test
  void aRestingFaceStopsTrembling() {
    SplittableRandom r = new SplittableRandom(1);
    FaceMesh truth = Meshes.face(100, 100, 9, 0);
    List<FaceObservation> run = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      run.add(seen(i, tremble(truth, r)));
    }
    double before = 0;
    double after = 0;
    FaceMesh m = Steady.mesh(run, 10);
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      before += Math.abs(run.get(10).mesh().x(v) - truth.x(v));
      after += Math.abs(m.x(v) - truth.x(v));
    }
    assertThat(after).isLessThan(.5 * before);
  }

  @Test
  void aMovingFaceIsNotHeldBack() {
    List<FaceObservation> run = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      run.add(seen(i, Meshes.face(100, 100, 9, 0).map(Affine2.translate(i * i * .2, 0))));
    }
    FaceMesh m = Steady.mesh(run, 15);
    assertThat(m.x(1)).isCloseTo(run.get(15).mesh().x(1), offset(.5f));
  }
}
