package dev.likeness.synthesis.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Affine2;
import dev.likeness.core.Seed;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartLessonsTest {
  private static final int PEOPLE = 8;

  /** One puppet who stands for eight people: each has another picture to begin with. */
  private static StartLessons lessons(List<Lessons> films) {
    Puppet puppet = Troupe.member(Identity.named("Finn"));
    Performance talk = Performance.talk(new Seed(4));
    List<PuppetShot> shots = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      shots.add(puppet.render(talk.at(i / 5.0), Scene.of(192, 192)));
    }
    StartLessons all = new StartLessons();
    for (int i = 0; i < PEOPLE; i++) {
      View view = new View(shots.get(i).frame(), shots.get(i).mesh());
      Lessons film = all.film(view);
      films.add(film);
      PuppetShot other = shots.get((i + 3) % PEOPLE);
      film.moments().add(other.frame(), other.mesh(), false);
      film.moments().add(shots.get(i).frame(), shots.get(i).mesh(), true);
      all.picture(view).moments().add(other.frame(), other.mesh(), false);
    }
    return all;
  }

  @Test
  void batchesFollowFromSeedAndStepAndPeopleAreHeldOutWhole() {
    List<Lessons> films = new ArrayList<>();
    StartLessons all = lessons(films);
    assertThat(all.size()).isEqualTo(3 * PEOPLE);
    Lessons.Batch a = all.batch(new Seed(3), 5);
    Lessons.Batch b = all.batch(new Seed(3), 5);
    Lessons.Batch c = all.batch(new Seed(3), 6);
    assertThat(a.look()).isEqualTo(b.look());
    assertThat(a.truth()).isEqualTo(b.truth());
    assertThat(a.look()).isNotEqualTo(c.look());
    assertThat(a.size()).isEqualTo(8);
    assertThat(a.neighbours()).as("films come in pairs, pictures alone").isEqualTo(6);
    Lessons.Batch held = all.held();
    assertThat(held.size())
        .as("two moments of the last film, one of the last picture")
        .isEqualTo(3);
    Lessons.Batch last = new Lessons.Batch(1, 0);
    films.getLast().put(0, true, Affine2.IDENTITY, last, 0);
    assertThat(Arrays.copyOf(held.look(), FaceCanvas.SIZE))
        .as("the canvas is shared, the person's own view is drawn")
        .isEqualTo(last.look());
    Lessons.Batch other = new Lessons.Batch(1, 0);
    films.getFirst().put(0, true, Affine2.IDENTITY, other, 0);
    assertThat(last.look()).isNotEqualTo(other.look());
  }
}
