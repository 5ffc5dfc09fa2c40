package dev.likeness.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmootherTest {
  private static final Pose FRONT = new Pose(0, 0, 0, 9, 240, 180);

  private static FaceMesh noisy(FaceMesh m, Random r, double sigma) {
    float[] v = m.xyz().clone();
    for (int i = 0; i < v.length; i++) {
      v[i] += (float) (r.nextGaussian() * sigma);
    }
    return new FaceMesh(v);
  }

  private static List<FaceMesh> smooth(List<FaceObservation> run) {
    List<FaceMesh> out = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      out.add(Smoother.smooth(run, i));
    }
    return out;
  }

  private static double jitter(List<FaceMesh> run) {
    double sum = 0;
    for (int k = 1; k + 1 < run.size(); k++) {
      for (int p = 0; p < FaceMesh.POINTS; p++) {
        sum +=
            Math.hypot(
                run.get(k - 1).x(p) - 2 * run.get(k).x(p) + run.get(k + 1).x(p),
                run.get(k - 1).y(p) - 2 * run.get(k).y(p) + run.get(k + 1).y(p));
      }
    }
    return sum;
  }

  @Test
  void takesTheTrembleOutOfAStillHead() {
    Random r = new Random(1);
    List<FaceObservation> run = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      run.add(Heads.seen(1, i, noisy(Heads.posed(FRONT), r, .3), i == 0));
    }
    double before = jitter(run.stream().map(FaceObservation::mesh).toList());
    assertThat(jitter(smooth(run)) / before).isLessThan(.45);
  }

  @Test
  void hasNoDelayOnASmoothTurn() {
    List<FaceObservation> run = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Pose p = new Pose(2 * i - 30, .02 * i * i, i, 9 + .05 * i, 200 + 3 * i, 180 + .1 * i * i);
      run.add(Heads.seen(1, i, Heads.posed(p), i == 0));
    }
    List<FaceMesh> out = smooth(run);
    for (int i = 0; i < run.size(); i++) {
      double worst = 0;
      for (int p = 0; p < FaceMesh.WITH_IRIS; p++) {
        FaceMesh in = run.get(i).mesh();
        worst = Math.max(worst, Math.hypot(out.get(i).x(p) - in.x(p), out.get(i).y(p) - in.y(p)));
      }
      assertThat(worst).as("frame %d", i).isLessThan(.8); // of 57 px between the eyes
    }
  }

  @Test
  void keepsBlinksPlosivesAndGlances() {
    Random r = new Random(2);
    double[] blink = {0, .5, 1, .9, .3, 0};
    List<FaceObservation> run = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double shut = i >= 10 && i < 16 ? blink[i - 10] : 0;
      double mouth = i == 20 ? 0 : 1.2;
      double look = i < 24 ? -.3 : .3;
      run.add(Heads.seen(1, i, noisy(Heads.posed(FRONT, shut, mouth, look), r, .15), i == 0));
    }
    List<FaceMesh> out = smooth(run);
    double open = FaceGeometry.apertures(out.get(5)).eyes();
    double closed = FaceGeometry.apertures(out.get(12)).eyes();
    double rawOpen = run.get(5).apertures().eyes();
    double rawClosed = run.get(12).apertures().eyes();
    assertThat((open - closed) / (rawOpen - rawClosed)).isGreaterThan(.93);
    double lips = FaceGeometry.apertures(out.get(19)).mouth();
    double plosive = FaceGeometry.apertures(out.get(20)).mouth();
    assertThat(lips - plosive)
        .isGreaterThan(.93 * (run.get(19).apertures().mouth() - run.get(20).apertures().mouth()));
    assertThat(FaceGeometry.gaze(out.get(23)).x()).isCloseTo(-.3, within(.05));
    assertThat(FaceGeometry.gaze(out.get(24)).x()).isCloseTo(.3, within(.05));
  }

  @Test
  void doesNotLookAcrossCutsGapsOrOtherTracksAndLeavesLockedMeshes() {
    FaceMesh here = Heads.posed(FRONT);
    FaceMesh there = Heads.posed(new Pose(0, 0, 0, 9, 500, 180));
    List<FaceObservation> cut =
        List.of(
            Heads.seen(1, 0, here, true),
            Heads.seen(1, 1, here, false),
            Heads.seen(1, 2, there, true),
            Heads.seen(1, 5, here, false));
    for (int i = 0; i < cut.size(); i++) {
      FaceMesh in = cut.get(i).mesh();
      FaceMesh out = Smoother.smooth(cut, i);
      for (int p = 0; p < FaceMesh.POINTS; p++) {
        assertThat(out.x(p)).isCloseTo(in.x(p), within(1e-3f));
      }
    }
    FaceObservation locked =
        new FaceObservation(1, 1, there, 1, false, true, cut.get(0).quality(), new float[0]);
    List<FaceObservation> run = List.of(cut.get(0), locked, Heads.seen(1, 2, here, false));
    assertThat(Smoother.smooth(run, 1)).isSameAs(there);
  }

  @Test
  void dependsOnTheWindowOnly() {
    Random r = new Random(3);
    List<FaceObservation> run = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      run.add(Heads.seen(1, i, noisy(Heads.posed(FRONT), r, .3), i == 0));
    }
    FaceMesh whole = Smoother.smooth(run, 10);
    FaceMesh part =
        Smoother.smooth(run.subList(10 - Smoother.REACH, 11 + Smoother.REACH), Smoother.REACH);
    assertThat(part.xyz()).isEqualTo(whole.xyz());
  }
}
