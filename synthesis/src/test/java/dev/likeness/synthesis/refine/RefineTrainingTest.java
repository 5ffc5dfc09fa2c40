package dev.likeness.synthesis.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.StoppedException;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import dev.likeness.synthesis.RefineStart;
import dev.likeness.synthesis.RefinerFile;
import dev.likeness.synthesis.View;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefineTrainingTest {
  private static final int FRAMES = 40;
  private static final int STEPS = 20;

  @TempDir private Path folder;

  private static Lessons lessons() {
    Puppet puppet = Troupe.member(Identity.named("Finn"));
    Performance talk = Performance.talk(new Seed(4));
    Lessons all = null;
    for (int i = 0; i < FRAMES; i++) {
      PuppetShot s = puppet.render(talk.at(i / 25.0), Scene.of(224, 224));
      if (all == null) {
        all = new Lessons(new View(s.frame(), s.mesh()));
      }
      all.moments().add(s.frame(), s.mesh(), i > 0);
    }
    return java.util.Objects.requireNonNull(all);
  }

  private static RefineTraining training(Path folder, Lessons lessons) {
    return new RefineTraining(
        folder,
        lessons,
        Map.of(),
        new RefineTraining.Settings(STEPS, Duration.ofHours(1), new Seed(5), 2, Precision.FULL),
        Clock.systemUTC());
  }

  /** Asks for a stop once so many steps are behind it. */
  static Progress until(long step) {
    return new Progress() {
      private long at;

      @Override
      public void report(String stage, long done, long total) {
        at = done;
      }

      @Override
      public boolean stopRequested() {
        return at >= step;
      }
    };
  }

  @Test
  void momentsThatItHasNotSeenGetNearerAndARunThatWasStoppedEndsAlike() throws Exception {
    Lessons lessons = lessons();
    Path whole = java.nio.file.Files.createDirectory(folder.resolve("whole"));
    Path parts = java.nio.file.Files.createDirectory(folder.resolve("parts"));
    Map<String, Weights> undisturbed;
    try (RefineTraining t = training(whole, lessons)) {
      List<RefineTraining.Look> looks = new ArrayList<>();
      RefineTraining.Look best = t.run(h -> looks.add(h.getLast()), Progress.NONE);
      assertThat(looks.getFirst().step()).isZero();
      assertThat(best.refined()).isGreaterThan(best.warp() + .3);
      assertThat(best.refinedSsim()).isGreaterThan(best.warpSsim());
      undisturbed = t.trained();
      assertThat(t.shown(3)).hasSize(3);
    }
    try (RefineTraining t = training(parts, lessons)) {
      assertThatThrownBy(() -> t.run(h -> {}, until(8))).isInstanceOf(StoppedException.class);
    }
    try (RefineTraining t = training(parts, lessons)) {
      t.run(h -> {}, Progress.NONE);
      Map<String, Weights> gone = t.trained();
      undisturbed.forEach(
          (name, w) ->
              assertThat(java.util.Objects.requireNonNull(gone.get(name)).values())
                  .as(name)
                  .isEqualTo(w.values()));
    }
  }

  /** What it makes of the held-out moments before the first step. */
  private static double first(Path folder, Lessons lessons, Map<String, Weights> start, long seed)
      throws Exception {
    java.nio.file.Files.createDirectory(folder);
    try (RefineTraining t =
        new RefineTraining(
            folder,
            lessons,
            start,
            new RefineTraining.Settings(1, Duration.ofHours(1), new Seed(seed), 1, Precision.FULL),
            Clock.systemUTC())) {
      List<RefineTraining.Look> looks = new ArrayList<>();
      t.run(h -> looks.add(h.getLast()), Progress.NONE);
      return looks.getFirst().refined();
    }
  }

  @Test
  void itBeginsWithWhatItIsGivenAndByChanceWithoutIt() throws Exception {
    Lessons lessons = lessons();
    Map<String, Weights> start = RefineStart.weights();
    double given = first(folder.resolve("a"), lessons, start, 5);
    assertThat(first(folder.resolve("b"), lessons, start, 6)).isEqualTo(given);
    assertThat(first(folder.resolve("c"), lessons, Map.of(), 5)).isNotEqualTo(given);
  }

  @Test
  void aFileThatIsNoRefinerIsRefusedWithWhatToDo() throws Exception {
    Path file = folder.resolve("refiner.safetensors");
    java.nio.file.Files.writeString(file, "not a refiner at all");
    assertThatThrownBy(() -> RefinerFile.read(file))
        .isInstanceOf(RefinerFile.Unusable.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--no-refine");
  }
}
