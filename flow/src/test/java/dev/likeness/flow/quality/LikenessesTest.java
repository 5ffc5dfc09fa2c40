package dev.likeness.flow.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.models.MobileFaceNet;
import dev.likeness.models.Models;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A puppet's clip as its own result, with and without the folder of networks for measuring. */
class LikenessesTest {
  @TempDir private static Path folder;

  private static Path clip() {
    return folder.resolve("talk.mp4");
  }

  private static Path portrait() {
    return folder.resolve("portrait.png");
  }

  @BeforeAll
  static void film() {
    Identity who = Identity.named("Maya");
    Scene scene = Scene.of(256, 256);
    PuppetFilm.shoot(
        new PuppetFilm.Script(who, Performance.talk(new Seed(4)), t -> scene, .32, 25),
        clip(),
        null,
        Progress.NONE);
    PuppetFilm.portraits(who, List.of(Pose.NEUTRAL), scene, List.of(portrait()));
  }

  /** The same cache for all, as a bench has it that finds the folder only later. */
  private static Cell measure(@Nullable Path measuring, List<String> words) {
    try (Models models = new Models();
        Measurer m = new Measurer(models, folder.resolve("notes"), measuring)) {
      words.add(m.scale());
      words.add(m.networks());
      return m.measure(
          new Measurer.Task(clip(), clip(), List.of(portrait()), List.of(), null), Progress.NONE);
    }
  }

  private static List<String> identityBars(Cell c) {
    return Bar.of(List.of(c)).stream().limit(3).map(Bar::title).toList();
  }

  @Test
  void theBarGoesToMobileFaceNetWhereItIsAndElseToMobileFaceAsAnotherScale() {
    List<String> without = new ArrayList<>();
    Cell alone = measure(folder.resolve("no such folder"), without);
    assertThat(alone.values()).doesNotContainKeys(Measure.IDENTITY, Measure.OLD_FACE);
    assertThat(alone.value(Measure.IDENTITY_FOURTH)).isGreaterThan(.6);
    assertThat(alone.value(Measure.OLD_FACE_FOURTH)).isGreaterThan(.9);
    assertThat(identityBars(alone))
        .containsExactly(
            "Identity: source (4th) by MobileFace, another scale",
            "Identity: source (4th) by MobileFace, another scale",
            "Identity: old face (4th) by MobileFace, another scale");
    assertThat(BenchReport.table(alone)).contains("another scale", "mean ≥ .76, worst ≥ .66");
    assertThat(without.getFirst()).contains("MobileFaceNet, with which it was set, is not here");

    Path measuring = Likenesses.folder();
    Assumptions.assumeTrue(
        measuring != null && MobileFaceNet.in(measuring),
        "skipped: no MobileFaceNet to measure by");
    List<String> with = new ArrayList<>();
    Cell both = measure(measuring, with);
    assertThat(both.value(Measure.IDENTITY)).isGreaterThan(.7);
    assertThat(both.value(Measure.OLD_FACE)).isGreaterThan(.9);
    assertThat(both.value(Measure.IDENTITY_FOURTH)).isEqualTo(alone.value(Measure.IDENTITY_FOURTH));
    assertThat(both.value(Measure.IDENTITY_THIRD)).isEqualTo(alone.value(Measure.IDENTITY_THIRD));
    assertThat(identityBars(both))
        .containsExactly(
            "Identity: source by MobileFaceNet",
            "Identity: source by MobileFaceNet",
            "Identity: old face by MobileFaceNet");
    assertThat(BenchReport.table(both)).doesNotContain("another scale");
    assertThat(with.getFirst()).contains("by MobileFaceNet's cosine");
    assertThat(with.get(1)).as("kept values of others").isNotEqualTo(without.get(1));
  }
}
