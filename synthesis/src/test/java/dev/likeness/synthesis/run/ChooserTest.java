package dev.likeness.synthesis.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.faces.FaceObservation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChooserTest {
  private static final float[] ANN = {1, 0, 0};
  private static final float[] BEA = {0, 1, 0};

  private static Chooser chooser(Who... roles) {
    return new Chooser(List.of(roles), 0);
  }

  private static FaceObservation face(int track, float size, float... embedding) {
    return Observed.face(track, 5, false, size, embedding);
  }

  @Test
  void theLargestOfTheFirstFrameStaysTheOne() {
    Chooser c = chooser(new Who.Largest());
    assertThat(c.choose(List.of())).isEmpty();
    assertThat(c.choose(List.of(face(1, 40), face(2, 60)))).containsExactly(-1, 0);
    assertThat(c.choose(List.of(face(1, 90), face(2, 60)))).containsExactly(-1, 0);
    assertThat(c.choose(List.of(face(3, 200)))).containsExactly(-1);
    assertThat(c.choose(List.of(face(2, 30), face(3, 200)))).containsExactly(0, -1);
  }

  @Test
  void whoShowsClearlyMoreIsKnownAtTheEndAndTakenWhenTold() {
    Chooser c = chooser(new Who.Largest());
    c.choose(List.of(face(1, 60), face(2, 40)));
    assertThat(c.better()).isZero();
    c.choose(List.of(face(2, 40)));
    assertThat(c.better()).as("80 against 60").isEqualTo(2);
    c.choose(List.of(face(1, 10)));
    assertThat(c.better()).as("80 against 70").isZero();
    c.choose(List.of(face(2, 90), face(3, 300)));
    assertThat(c.better()).isEqualTo(3);
    Chooser told = new Chooser(List.of(new Who.Largest()), 3);
    assertThat(told.choose(List.of(face(1, 60), face(2, 40)))).containsExactly(-1, -1);
    assertThat(told.choose(List.of(face(2, 90), face(3, 300)))).containsExactly(-1, 0);
    assertThat(told.choose(List.of(face(1, 900)))).containsExactly(-1);
    assertThat(told.better()).isZero();
  }

  @Test
  void theLargestIsOneWhomNoReferenceNames() {
    Chooser c = chooser(new Who.Like("ann.jpg", ANN), new Who.Largest());
    assertThat(c.choose(List.of(face(1, 90, ANN), face(2, 40, BEA)))).containsExactly(0, 1);
    assertThat(c.choose(List.of(face(1, 90), face(2, 40)))).containsExactly(0, 1);
    assertThat(c.better()).isZero();
  }

  @Test
  void everybodyIsEverybody() {
    Chooser c = chooser(new Who.Everyone());
    assertThat(c.choose(List.of(face(1, 40), face(7, 60)))).containsExactly(0, 0);
  }

  @Test
  void aReferenceDecidesOnceByTheFirstEmbedding() {
    Chooser c = chooser(new Who.Like("ann.jpg", ANN));
    assertThat(c.choose(List.of(face(1, 40)))).as("no key frame yet").containsExactly(-1);
    assertThat(c.choose(List.of(face(1, 40, .9f, .4f, 0), face(2, 40, BEA))))
        .containsExactly(0, -1);
    assertThat(c.choose(List.of(face(1, 40, BEA), face(2, 40, ANN)))).containsExactly(0, -1);
  }

  @Test
  void severalReferencesShareThePeopleAndTheRestGoesToEveryone() {
    Chooser c =
        chooser(new Who.Like("ann.jpg", ANN), new Who.Like("bea.jpg", BEA), new Who.Everyone());
    float[] nearBea = {.6f, .8f, 0};
    float[] stranger = {0, 0, 1};
    assertThat(c.choose(List.of(face(1, 9, ANN), face(2, 9, nearBea), face(3, 9, stranger))))
        .containsExactly(0, 1, 2);
  }

  @Test
  void aPersonIsInAFrameOnlyOnce() {
    Chooser c = chooser(new Who.Like("ann.jpg", ANN));
    float[] sister = {.7f, .7f, 0};
    assertThat(c.choose(List.of(face(1, 9, sister), face(2, 9, ANN)))).containsExactly(-1, 0);
    assertThat(c.choose(List.of(face(2, 9), face(3, 9, ANN)))).containsExactly(0, -1);
    assertThat(c.choose(List.of(face(4, 9, ANN)))).as("after a cut").containsExactly(0);
  }

  @Test
  void aNumberIsThatTrack() {
    Chooser c = chooser(new Who.Everyone(), new Who.Numbered(2));
    assertThat(c.choose(List.of(face(1, 40), face(2, 60)))).containsExactly(0, 1);
  }
}
