package dev.likeness.synthesis.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Seed;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import dev.likeness.puppet.Viseme;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class LessonsTest {
  private static final Puppet FINN = Troupe.member(Identity.named("Finn"));

  private static PuppetShot shot(Pose p) {
    return FINN.render(p, Scene.of(224, 224));
  }

  private static View view(PuppetShot s) {
    return new View(s.frame(), s.mesh());
  }

  /** Mean distance of what is warped to its answer below the brows, −1 to 1, as it is weighed. */
  private static double off(Lessons.Batch b, int at) {
    double sum = 0;
    double weight = 0;
    for (int c = 0; c < 12; c++) {
      for (int i = Lessons.PLANES / 3; i < Lessons.PLANES; i++) {
        double w = b.weight()[(at * 4 + c % 4) * Lessons.PLANES + i];
        int o = c * Lessons.PLANES + i;
        double d = b.look()[at * FaceCanvas.SIZE + o] - b.truth()[at * 12 * Lessons.PLANES + o];
        sum += w * Math.abs(d);
        weight += w;
      }
    }
    return sum / weight;
  }

  /** The mean of how far points are from where the view has them. */
  private static double moved(Lessons.Batch b, int at) {
    double sum = 0;
    for (int i = 15 * Lessons.PLANES; i < 18 * Lessons.PLANES; i++) {
      sum += Math.abs(b.look()[at * FaceCanvas.SIZE + i]);
    }
    return sum / (3 * Lessons.PLANES);
  }

  @Test
  void aWarpIsBentAndItsAnswerWithIt() {
    PuppetShot s = shot(Pose.NEUTRAL);
    Lessons all = new Lessons(view(s));
    for (int i = 0; i < 3; i++) {
      all.moments().add(s.frame(), s.mesh(), false);
    }
    double most = 0;
    double least = 1;
    for (int step = 1; step <= 4; step++) {
      Lessons.Batch b = all.batch(new Seed(2), step);
      for (int k = 0; k < b.size(); k++) {
        assertThat(off(b, k)).as("the picture itself, step " + step).isLessThan(.03);
        most = Math.max(most, moved(b, k));
        least = Math.min(least, moved(b, k));
      }
    }
    assertThat(most).as("heads of other shapes").isGreaterThan(.015);
    assertThat(least).as("the person's own").isLessThan(.5 * most);
  }

  @Test
  void theViewThatFitsIsWarpedMostly() {
    PuppetShot shut = shot(Pose.NEUTRAL);
    PuppetShot open = shot(Pose.NEUTRAL.saying(Viseme.AA));
    View first = view(shut);
    Lessons one = new Lessons(first);
    Lessons both = new Lessons(first, List.of(first, view(open)));
    for (Lessons l : List.of(one, both)) {
      for (int i = 0; i < 3; i++) {
        l.moments().add(open.frame(), open.mesh(), false);
      }
    }
    int fits = 0;
    int faces = 0;
    for (int step = 1; step <= 4; step++) {
      Lessons.Batch a = one.batch(new Seed(2), step);
      Lessons.Batch b = both.batch(new Seed(2), step);
      for (int k = 0; k < b.size(); k++) {
        faces++;
        fits += off(b, k) < .6 * off(a, k) ? 1 : 0;
      }
    }
    assertThat(fits).isBetween(faces / 2, faces - 1);
  }

  @Test
  void theTwoOfAPairTrembleApartAndLittle() {
    PuppetShot s = shot(Pose.NEUTRAL);
    FaceMesh m = s.mesh().map(FaceCanvas.map(s.mesh()).inverse());
    double sum = 0;
    java.util.SplittableRandom r = new Seed(3).random();
    for (int n = 0; n < 20; n++) {
      FaceMesh a = Bend.tremble(r).of(m);
      FaceMesh b = Bend.tremble(r).of(m);
      for (int v = 0; v < FaceMesh.POINTS; v++) {
        sum += Math.hypot(a.x(v) - b.x(v), a.y(v) - b.y(v)) / FaceMesh.POINTS / 20;
      }
    }
    assertThat(sum).isBetween(.1, 1.0);
    assertThat(Bend.NONE.of(m)).isSameAs(m);
  }
}
