package dev.likeness.synthesis.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.faces.FaceObservation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChooserTest {
  private static final float[] ANN = {1, 0, 0};
  private static final float[] BEA = {0, 1, 0};

  private static FaceObservation face(int track, float size, float... embedding) {
    return Observed.face(track, 5, false, size, embedding);
  }

  @Test
  void theLargestOfTheFirstFrameStaysTheOne() {
    Chooser c = new Chooser(List.of(new Who.Largest()));
    assertThat(c.choose(List.of())).isEmpty();
    assertThat(c.choose(List.of(face(1, 40), face(2, 60)))).containsExactly(-1, 0);
    assertThat(c.choose(List.of(face(1, 90), face(2, 60)))).containsExactly(-1, 0);
    assertThat(c.choose(List.of(face(3, 200)))).containsExactly(-1);
    assertThat(c.choose(List.of(face(2, 30), face(3, 200)))).containsExactly(0, -1);
  }

  @Test
  void everybodyIsEverybody() {
    Chooser c = new Chooser(List.of(new Who.Everyone()));
    assertThat(c.choose(List.of(face(1, 40), face(7, 60)))).containsExactly(0, 0);
  }

  @Test
  void aReferenceDecidesOnceByTheFirstEmbedding() {
    Chooser c = new Chooser(List.of(new Who.Like("ann.jpg", ANN)));
    assertThat(c.choose(List.of(face(1, 40)))).as("no key frame yet").containsExactly(-1);
    assertThat(c.choose(List.of(face(1, 40, .9f, .4f, 0), face(2, 40, BEA))))
        .containsExactly(0, -1);
    assertThat(c.choose(List.of(face(1, 40, BEA), face(2, 40, ANN)))).containsExactly(0, -1);
  }

  @Test
  void severalReferencesShareThePeopleAndTheRestGoesToEveryone() {
    Chooser c =
        new Chooser(
            List.of(
                new Who.Like("ann.jpg", ANN), new Who.Like("bea.jpg", BEA), new Who.Everyone()));
    float[] nearBea = {.6f, .8f, 0};
    float[] stranger = {0, 0, 1};
    assertThat(c.choose(List.of(face(1, 9, ANN), face(2, 9, nearBea), face(3, 9, stranger))))
        .containsExactly(0, 1, 2);
  }

  @Test
  void aPersonIsInAFrameOnlyOnce() {
    Chooser c = new Chooser(List.of(new Who.Like("ann.jpg", ANN)));
    float[] sister = {.7f, .7f, 0};
    assertThat(c.choose(List.of(face(1, 9, sister), face(2, 9, ANN)))).containsExactly(-1, 0);
    assertThat(c.choose(List.of(face(2, 9), face(3, 9, ANN)))).containsExactly(0, -1);
    assertThat(c.choose(List.of(face(4, 9, ANN)))).as("after a cut").containsExactly(0);
  }

  @Test
  void aNumberIsThatTrack() {
    Chooser c = new Chooser(List.of(new Who.Everyone(), new Who.Numbered(2)));
    assertThat(c.choose(List.of(face(1, 40), face(2, 60)))).containsExactly(0, 1);
  }
}
