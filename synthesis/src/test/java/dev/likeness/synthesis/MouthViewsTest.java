package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MouthViewsTest {
  private static final Expression EXPRESSION = new Expression(FaceTopology.canonical());

  /** The canonical face has its lips parted. */
  private static final FaceMesh SHUT =
      EXPRESSION.moved(Meshes.face(100, 100, 6, 0), FaceMotion.State.REST);

  private static FaceMotion.State jaw(double open) {
    MouthShape m = new MouthShape((float) open, 0, 0, 0, 0, 0, 0, 0);
    return new FaceMotion.State(m, 0, 0, 0, 0, 0);
  }

  private static View view(double open) {
    return new View(Meshes.picture(200, 200, open, 1), EXPRESSION.moved(SHUT, jaw(open)));
  }

  private static final List<View> VIEWS = List.of(view(0), view(.2), view(.45), view(.8));
  private static final MouthViews MOUTHS = new MouthViews(VIEWS, new double[0]);

  private static FaceMotion motion(double... open) {
    List<FaceMotion.State> states = new ArrayList<>();
    for (double o : open) {
      states.add(jaw(o));
    }
    return new FaceMotion(states);
  }

  private static double open(MouthViews.Mix m) {
    double sum = 0;
    for (int i = 0; i < m.views().length; i++) {
      sum += m.shares()[i] * MouthViews.Lips.of(m.views()[i].mesh()).open();
    }
    return sum;
  }

  @Test
  void eachFrameIsDrawnFromTheMouthThatIsNearest() {
    List<MouthViews.Mix> plan = MOUTHS.plan(motion(0, 0, 0, .8, .8, .8, .2, .2, .2));
    assertThat(plan.get(1).views()).containsExactly(VIEWS.get(0));
    assertThat(plan.get(4).views()).containsExactly(VIEWS.get(3));
    assertThat(plan.get(7).views()).containsExactly(VIEWS.get(1));
    // between two of them both are drawn
    assertThat(plan.get(3).views()).contains(VIEWS.get(3)).hasSize(2);
    for (MouthViews.Mix m : plan) {
      float sum = 0;
      for (float s : m.shares()) {
        sum += s;
      }
      assertThat(sum).isCloseTo(1, within(1e-5f));
    }
    assertThat(plan.get(4).inside()).isGreaterThan(.99f);
  }

  @Test
  void aMouthIsKeptRatherThanChangedForLittle() {
    double[] trembling =
        IntStream.range(0, 40).mapToDouble(i -> .325 + .02 * (i % 2 == 0 ? 1 : -1)).toArray();
    List<MouthViews.Mix> plan = MOUTHS.plan(motion(trembling));
    assertThat(plan.stream().map(m -> m.views()[0]).distinct()).hasSize(1);
  }

  @Test
  void aPartedMouthIsTakenRatherThanTeethDrawn() {
    MouthViews two = new MouthViews(List.of(VIEWS.get(0), VIEWS.get(2)), new double[0]);
    List<MouthViews.Mix> plan = two.plan(motion(.15, .15, .15, .15));
    assertThat(plan.get(1).views()).containsExactly(VIEWS.get(2));
    assertThat(plan.get(1).inside()).isGreaterThan(.99f);
  }

  @Test
  void whoSpeaksWithSmallMovementsGoesOnDoingSo() {
    double[] talk = IntStream.range(0, 60).mapToDouble(i -> .4 - .4 * Math.cos(i / 4.0)).toArray();
    double[] own = IntStream.range(0, 60).mapToDouble(i -> i % 2 == 0 ? 0 : .15).toArray();
    FaceMotion fitted = new MouthViews(VIEWS, own).fitted(motion(talk));
    double most =
        fitted.states().stream()
            .mapToDouble(s -> MouthViews.opening(EXPRESSION.moved(SHUT, s)))
            .max()
            .orElse(0);
    assertThat(most).isBetween(.13, .2);
    // nobody is seen to speak: as it is
    assertThat(new MouthViews(VIEWS, new double[60]).fitted(motion(talk))).isEqualTo(motion(talk));
  }

  @Test
  void shutLipsAreDrawnFromShutLipsAndOpenOnesWhereThereAreAny() {
    double[] talk = IntStream.range(0, 60).mapToDouble(i -> .4 - .4 * Math.cos(i / 4.0)).toArray();
    List<MouthViews.Mix> plan = MOUTHS.plan(motion(talk));
    for (int i = 0; i < talk.length; i++) {
      if (talk[i] < .005) {
        assertThat(open(plan.get(i))).isLessThan(.05);
      }
    }
    MouthViews one = new MouthViews(List.of(VIEWS.get(0)), new double[0]);
    assertThat(one.plan(motion(.8)).get(0).inside()).isZero();
    assertThatThrownBy(() -> new MouthViews(List.of(), new double[0]))
        .hasMessageContaining("no mouth");
  }
}
