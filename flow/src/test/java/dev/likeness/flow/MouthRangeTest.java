package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Frame;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Viseme;
import dev.likeness.synthesis.refine.RefineTraining.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MouthRangeTest {
  @TempDir private Path folder;

  @Test
  void mouthsThatOpenFartherThanTheTargetsAreWorse() {
    Frame shut = Stage.still("Maya", Pose.NEUTRAL);
    Frame half = Stage.still("Maya", Pose.NEUTRAL.saying(Viseme.E));
    Frame open = Stage.still("Maya", Pose.NEUTRAL.saying(Viseme.AA));
    try (Workshop shop = Stage.workshop(folder.resolve("home"))) {
      float[] maya = shop.finder().faces(shut).getFirst().embedding();
      List<Shown> wider = new ArrayList<>();
      List<Shown> narrower = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        wider.add(new Shown(shut, shut, shut));
        wider.add(new Shown(half, open, half));
        narrower.add(new Shown(shut, shut, shut));
        narrower.add(new Shown(open, half, half));
      }
      MouthRange over = MouthRange.of(shop.finder(), wider, maya).orElseThrow();
      assertThat(over.warp()).isCloseTo(1, within(1e-6));
      assertThat(over.learnt()).isGreaterThan(1.1);
      assertThat(over.worse()).isTrue();
      MouthRange mended = MouthRange.of(shop.finder(), narrower, maya).orElseThrow();
      assertThat(mended.warp()).isGreaterThan(1.1);
      assertThat(mended.worse()).isFalse();
      assertThat(MouthRange.of(shop.finder(), wider.subList(0, 4), maya)).as("too few").isEmpty();
    }
  }

  @Test
  void mouthsThatStandStillSayNothing() {
    Frame shut = Stage.still("Maya", Pose.NEUTRAL);
    Frame open = Stage.still("Maya", Pose.NEUTRAL.saying(Viseme.AA));
    try (Workshop shop = Stage.workshop(folder.resolve("home"))) {
      float[] maya = shop.finder().faces(shut).getFirst().embedding();
      List<Shown> still = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        still.add(new Shown(shut, i % 2 == 0 ? open : shut, shut));
      }
      assertThat(MouthRange.of(shop.finder(), still, maya)).isEmpty();
    }
  }

  @Test
  void readingsThatAreApartByNoiseAreNotWorse() {
    assertThat(new MouthRange(1.15, 1.30).worse()).isTrue();
    assertThat(new MouthRange(.95, .70).worse()).isTrue();
    assertThat(new MouthRange(1.15, 1.19).worse()).isFalse();
    assertThat(new MouthRange(.8, 1.1).worse()).isFalse();
  }
}
