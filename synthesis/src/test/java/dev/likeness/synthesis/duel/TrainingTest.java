package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of toy networks. */
class TrainingTest {
  @TempDir Path folder;

  @Test
  void aRunThatWasStoppedGoesOnWithTheSameBits() {
    try (Training t = Toy.begin(folder.resolve("whole"), Toy.settings(16), null)) {
      Toy.train(t, 9);
    }
    AtomicLong asked = new AtomicLong();
    Progress impatient =
        new Progress() {
          @Override
          public void report(String stage, long done, long total) {}

          @Override
          public boolean stopRequested() {
            return asked.incrementAndGet() > 4;
          }
        };
    try (Training t = Toy.begin(folder.resolve("parts"), Toy.settings(16), null)) {
      assertThatThrownBy(() -> t.run(9, 1000, (h, g) -> {}, impatient))
          .isInstanceOf(StoppedException.class);
    }
    try (Training t = Toy.resume(folder.resolve("parts"))) {
      assertThat(t.step()).isEqualTo(4);
      Toy.train(t, 9);
    }
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    RunFolder parts = new RunFolder(folder.resolve("parts"));
    assertThat(parts.fingerprint()).isEqualTo(whole.fingerprint());
    try (Training t = Toy.begin(folder.resolve("shorter"), Toy.settings(16), null)) {
      Toy.train(t, 8);
    }
    assertThat(new RunFolder(folder.resolve("shorter")).fingerprint())
        .isNotEqualTo(whole.fingerprint());
  }

  @Test
  void someOfThePicturesAreOnlyLookedAt() {
    PictureSet all = Toy.discs(16, 12);
    List<PictureSet> parts = all.split(2, new Seed(3));
    assertThat(parts.getFirst().size()).isEqualTo(10);
    assertThat(parts.getLast().size()).isEqualTo(2);
    assertThat(parts.getFirst().pictures()).doesNotContainAnyElementsOf(parts.getLast().pictures());
    assertThat(all.split(2, new Seed(3)).getLast().digest()).isEqualTo(parts.getLast().digest());
    try (Training t = Toy.begin(folder.resolve("run"), Toy.settings(16), null)) {
      Toy.train(t, 4);
    }
    List<History> history = new RunFolder(folder.resolve("run")).history();
    assertThat(history.getLast().heldOut()).isFinite().isNotZero();
  }

  @Test
  void aKilledWriterLeavesTheLastCheckpointWhole() throws IOException {
    Path run = folder.resolve("run");
    try (Training t = Toy.begin(run, Toy.settings(16), null)) {
      Toy.train(t, 3);
    }
    var before = new RunFolder(run).fingerprint();
    Files.write(run.resolve("state.safetensors.part"), new byte[] {1, 2, 3});
    try (Training t = Toy.resume(run)) {
      assertThat(t.step()).isEqualTo(3);
      Toy.train(t, 3);
    }
    assertThat(new RunFolder(run).fingerprint()).isEqualTo(before);
  }

  @Test
  void aDamagedCheckpointIsNamed() throws IOException {
    Path run = folder.resolve("run");
    try (Training t = Toy.begin(run, Toy.settings(16), null)) {
      Toy.train(t, 1);
    }
    byte[] all = Files.readAllBytes(run.resolve("state.safetensors"));
    Files.write(run.resolve("state.safetensors"), java.util.Arrays.copyOf(all, all.length / 2));
    assertThatThrownBy(() -> Toy.resume(run))
        .isInstanceOf(DuelException.class)
        .hasMessageContaining("state.safetensors");
  }

  @Test
  void whatDivergesIsRolledBackAndInTheEndGivenUp() {
    Path run = folder.resolve("wild");
    DuelSettings wild = Toy.settings(16).withRate(.9);
    try (Training t = Toy.begin(run, wild, null)) {
      assertThatThrownBy(() -> Toy.train(t, 5000))
          .isInstanceOf(DuelException.class)
          .hasMessageContaining("--rate");
    }
    RunFolder r = new RunFolder(run);
    assertThat(r.history()).anyMatch(h -> h.event().contains("back to step 0"));
    assertThat(r.steps()).isZero();
  }

  @Test
  void aCollapseIsSeenAndARunningRunIsLeftAlone() {
    Watch w = new Watch();
    assertThat(w.look(Watch.GREY - 1, .01)).isNull();
    assertThat(w.look(Watch.GREY, .9)).isNull();
    Watch.Trouble t = w.look(Watch.GREY, .01);
    assertThat(t).isNotNull().extracting(Watch.Trouble::kind).isEqualTo(Watch.Kind.COLLAPSED);
    assertThat(w.step(new Duel.Step(.3, 2, 1, -1, 1, 1, 0))).isNull();
    assertThat(w.step(new Duel.Step(Double.NaN, 2, 1, -1, 1, 1, 0))).isNotNull();
  }

  @Test
  void aGrownGeneratorBeginsWhereTheSmallOneEnded() {
    try (Training small = Toy.begin(folder.resolve("16"), Toy.groundless(16), null)) {
      Toy.train(small, 6);
      try (Training large =
          Toy.begin(folder.resolve("32"), Toy.groundless(32), folder.resolve("16"))) {
        float[] z = {1, -1, .5f, 0, .2f, -2, .7f, 1.5f};
        float[] before = small.duel().sample(z, 0);
        float[] after = large.duel().sample(z, 0);
        // bilinear enlargement: the mean of each four is near the pixel it came from
        double worst = 0;
        for (int y = 1; y < 15; y++) {
          for (int x = 1; x < 15; x++) {
            int o = 2 * y * 32 + 2 * x;
            double mean = (after[o] + after[o + 1] + after[o + 32] + after[o + 33]) / 4.0;
            double smooth =
                .5625 * before[16 * y + x]
                    + .09375
                        * (before[16 * y + x - 1]
                            + before[16 * y + x + 1]
                            + before[16 * y - 16 + x]
                            + before[16 * y + 16 + x])
                    + .015625
                        * (before[16 * y - 17 + x]
                            + before[16 * y - 15 + x]
                            + before[16 * y + 15 + x]
                            + before[16 * y + 17 + x]);
            worst = Math.max(worst, Math.abs(mean - smooth));
          }
        }
        assertThat(worst).isLessThan(1e-4);
        Toy.train(large, 2);
        assertThat(large.duel().sample(z, 0)).isNotEqualTo(after);
      }
    }
  }
}
