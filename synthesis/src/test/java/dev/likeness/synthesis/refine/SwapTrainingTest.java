package dev.likeness.synthesis.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
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
import dev.likeness.synthesis.LearnedSwapFile;
import dev.likeness.synthesis.RefinerFile;
import dev.likeness.synthesis.SwapNet;
import dev.likeness.synthesis.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTrainingTest {
  private static final int FRAMES = 28;
  private static final int STEPS = 14;

  @TempDir private Path folder;

  private static List<PuppetShot> film(String who, long seed) {
    Puppet puppet = Troupe.member(Identity.named(who));
    Performance talk = Performance.talk(new Seed(seed));
    List<PuppetShot> all = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      all.add(puppet.render(talk.at(i / 12.0), Scene.of(200, 200)));
    }
    return all;
  }

  private static SwapLessons lessons() {
    List<PuppetShot> finn = film("Finn", 4);
    List<PuppetShot> maya = film("Maya", 5);
    SwapLessons all =
        new SwapLessons(
            new View(finn.get(0).frame(), finn.get(0).mesh()),
            new View(maya.get(0).frame(), maya.get(0).mesh()),
            null);
    for (int i = 0; i < FRAMES; i++) {
      all.persona().add(folded(finn.get(i)), finn.get(i).mesh(), i > 0);
      all.target().add(maya.get(i).frame(), maya.get(i).mesh(), i > 0);
    }
    return all;
  }

  /** With folds on both cheeks, which the persona's view lacks. */
  private static Frame folded(PuppetShot s) {
    Frame f = s.frame();
    byte[] rgb = f.rgb().clone();
    for (int[] fold : new int[][] {{205, 187}, {50, 117}, {425, 411}, {280, 346}}) {
      for (int k = 0; k <= 100; k++) {
        double t = k / 100.0;
        int x = (int) (s.mesh().x(fold[0]) + t * (s.mesh().x(fold[1]) - s.mesh().x(fold[0])));
        int y = (int) (s.mesh().y(fold[0]) + t * (s.mesh().y(fold[1]) - s.mesh().y(fold[0])));
        for (int i = 0; i < 4; i++) {
          for (int c = 0; c < 3; c++) {
            rgb[3 * ((y + i / 2) * f.width() + x + i % 2) + c] = 20;
          }
        }
      }
    }
    return new Frame(f.width(), f.height(), rgb);
  }

  private static RefineTraining training(Path folder, SwapLessons lessons) {
    return new RefineTraining(
        folder,
        lessons,
        new RefineTraining.Settings(STEPS, Duration.ofHours(1), new Seed(5), 1, Precision.FULL),
        Clock.systemUTC());
  }

  @Test
  void heldOutFacesGetNearerARunThatWasStoppedEndsAlikeAndTheTargetsDecoderIsNotKept()
      throws Exception {
    SwapLessons lessons = lessons();
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Map<String, Weights> undisturbed;
    try (RefineTraining t = training(whole, lessons)) {
      List<RefineTraining.Look> looks = new ArrayList<>();
      RefineTraining.Look best = t.run(h -> looks.add(h.getLast()), Progress.NONE);
      // so few steps teach where folds are before they teach how dark
      assertThat(best.refinedSsim()).isGreaterThan(best.warpSsim() + 5e-4);
      undisturbed = t.trained();
      assertThat(t.shown(2)).hasSize(2);
      List<RefineTraining.Shown> swapped = t.swapped(2);
      assertThat(swapped).hasSize(2);
      assertThat(swapped.getFirst().refined().rgb())
          .isNotEqualTo(swapped.getFirst().warp().rgb())
          .isNotEqualTo(swapped.getFirst().real().rgb());
    }
    try (RefineTraining t = training(parts, lessons)) {
      assertThatThrownBy(() -> t.run(h -> {}, RefineTrainingTest.until(6)))
          .isInstanceOf(StoppedException.class);
    }
    try (RefineTraining t = training(parts, lessons)) {
      t.run(h -> {}, Progress.NONE);
      Map<String, Weights> gone = t.trained();
      undisturbed.forEach(
          (name, w) ->
              assertThat(Objects.requireNonNull(gone.get(name)).values())
                  .as(name)
                  .isEqualTo(w.values()));
    }
    assertThat(undisturbed.keySet()).anyMatch(n -> n.startsWith(SwapNet.TARGET));
    Path file = folder.resolve("pair.safetensors");
    LearnedSwapFile.write(file, undisturbed, new float[] {.6f, .8f}, 0, Map.of("step", "14"));
    LearnedSwapFile kept = LearnedSwapFile.read(file);
    assertThat(kept.weights().keySet()).noneMatch(n -> n.startsWith(SwapNet.TARGET));
    assertThat(kept.target()).containsExactly(.6f, .8f);
    RefineTraining.forget(parts);
    assertThat(parts).isDirectoryNotContaining("glob:**.safetensors");
  }

  @Test
  void lessonsAreThePersonaFromTheTargetsFaceAndTheSameForTheSameStep() {
    SwapLessons lessons = lessons();
    SwapLessons.Batch b = lessons.batch(new Seed(2), 7);
    SwapLessons.Batch again = lessons.batch(new Seed(2), 7);
    assertThat(b.persona().seen()).isEqualTo(again.persona().seen());
    assertThat(b.persona().truth()).isEqualTo(again.persona().truth());
    assertThat(lessons.batch(new Seed(2), 8).persona().truth()).isNotEqualTo(b.persona().truth());
    assertThat(b.persona().size()).isGreaterThan(b.neighbours());
    SwapLessons.Part held = lessons.held();
    // nearer to the answer: what is drawn of the persona, not what is seen of the target
    double warp = 0;
    double seen = 0;
    int n = 12 * Lessons.PLANES;
    for (int i = 0; i < held.size(); i++) {
      for (int k = 0; k < n; k++) {
        double w = held.weight()[i * 4 * Lessons.PLANES + k % (4 * Lessons.PLANES)];
        double real = held.truth()[i * n + k];
        warp += w * Math.abs(held.look()[i * 22 * Lessons.PLANES + k] - real);
        seen += w * Math.abs(held.seen()[i * n + k] - real);
      }
    }
    assertThat(warp).isLessThan(.7 * seen);
  }

  @Test
  void whatIsAskedIsPlainSkinWithoutItsTone() {
    SwapLessons.Part held = lessons().held();
    int n = 12 * Lessons.PLANES;
    double goal = 0;
    double truth = 0;
    double beside = 0;
    double sum = 0;
    for (int i = 0; i < held.size(); i++) {
      for (int k = 0; k < n; k++) {
        double w = held.weight()[i * 4 * Lessons.PLANES + k % (4 * Lessons.PLANES)];
        double warp = held.look()[i * 22 * Lessons.PLANES + k];
        goal += w * (held.goal()[i * n + k] - warp);
        sum += w;
        truth += w * Math.abs(held.truth()[i * n + k] - warp);
        beside += w == 0 ? Math.abs(held.goal()[i * n + k] - warp) : 0;
      }
    }
    assertThat(truth / sum).isGreaterThan(.02);
    assertThat(Math.abs(goal) / sum).isLessThan(.5 * truth / sum);
    assertThat(beside).isZero();
  }

  @Test
  void aFileThatIsNoLearnedSwapIsRefusedWithWhatToDo() throws Exception {
    Path file = folder.resolve("pair.safetensors");
    Files.writeString(file, "not a network at all");
    assertThatThrownBy(() -> LearnedSwapFile.read(file))
        .isInstanceOf(RefinerFile.Unusable.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--no-refine");
  }
}
